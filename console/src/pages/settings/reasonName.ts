/** A short name for a new reason, made of its text; no two reasons share one. */
export function reasonName(text: string, taken: readonly string[]): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)
  const base = plain || 'reason'
  let name = base
  for (let count = 2; taken.includes(name); count += 1) name = `${base}_${count}`
  return name
}
