// What stands behind `?` in the address: plain words that people can read, send and change.

/** `?a=1&b=x,y` → `{a: '1', b: 'x,y'}`. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

/** Leaves out what is empty; lists become words with commas. */
export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    const text = Array.isArray(value) ? value.join(',') : value
    if (text === undefined || text === null || text === '' || text === false) continue
    params.set(key, String(text))
  }
  const said = params
    .toString()
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
  return said ? `?${said}` : ''
}
