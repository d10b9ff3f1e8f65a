// Comma-separated values as RFC 4180 has them, safe to open in a spreadsheet.

/** Excel takes UTF-8 for what it is only behind this mark. */
const MARK = '\ufeff'
const FORMULA = /^[=+\-@\t\r]/

/**
 * A cell that a spreadsheet would compute gets an apostrophe before it: the same rule as that of
 * `outrider export --for-spreadsheet`.
 */
export function neutral(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(neutral(cell))).join(',')}\r\n`
}

/** The whole file as text. */
export function csvOf(header: readonly string[], rows: Iterable<readonly string[]>): string {
  let text = MARK + csvLine(header)
  for (const row of rows) text += csvLine(row)
  return text
}

const AT_ONCE = 400

/** The same in slices, so that the page stays alive over a hundred thousand rows. */
export async function csvParts<T>(
  header: readonly string[],
  rows: readonly T[],
  cells: (row: T) => readonly string[],
  signal?: AbortSignal,
): Promise<string[]> {
  const parts = [MARK + csvLine(header)]
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    signal?.throwIfAborted()
    let part = ''
    for (const row of rows.slice(start, start + AT_ONCE)) part += csvLine(cells(row))
    parts.push(part)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return parts
}

/** Hands a file to the browser. */
export function download(name: string, parts: readonly string[], type = 'text/csv;charset=utf-8') {
  const url = URL.createObjectURL(new Blob([...parts], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken hold of it by the next turn of the loop.
  setTimeout(() => URL.revokeObjectURL(url), 1_000)
}
