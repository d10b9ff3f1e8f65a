import type { FileTable } from './table'

/** The fields that a column of customers can fill. */
export const FIELDS = [
  'name',
  'code',
  'phone',
  'email',
  'address',
  'about',
  'owner',
  'latitude',
  'longitude',
  'tags',
  'sites',
  'id',
] as const

export const CUSTOM = 'custom:'

/** For each column the field that it fills, or nothing. */
export type Mapping = (string | undefined)[]

/** Which columns fill a field: of several the first that is not empty counts, for an address all do. */
export type Said = Record<string, string[]>

/** What the server made of the headers, column by column; of columns with one name it means the first. */
export function mappingOf(columns: string[], said: Said): Mapping {
  const fields = new Map<string, string>()
  for (const [field, names] of Object.entries(said)) {
    for (const name of names) fields.set(name, field)
  }
  return columns.map((name, place) =>
    columns.indexOf(name) === place ? fields.get(name) : undefined,
  )
}

/** The same field by field: columns that the server put in an order keep it, others follow. */
export function orderOf(columns: string[], mapping: Mapping, guess: Said = {}): Said {
  const said: Said = {}
  columns.forEach((name, place) => {
    const field = mapping[place]
    if (field) said[field] = [...(said[field] ?? []), name]
  })
  for (const [field, names] of Object.entries(said)) {
    const order = guess[field] ?? []
    const placeOf = (name: string) =>
      order.includes(name) ? order.indexOf(name) : order.length + names.indexOf(name)
    said[field] = names.toSorted((left, right) => placeOf(left) - placeOf(right))
  }
  return said
}

/** The words of the request: every field is said, also that it stays empty. */
export function wordsOf(columns: string[], said: Said): string[] {
  const fields = new Map<string, string[]>(FIELDS.map((field) => [field, []]))
  // A column with such a name fills a field by itself; nothing behind the sign says no.
  for (const name of columns) if (name.startsWith(CUSTOM)) fields.set(name, [])
  for (const [field, names] of Object.entries(said)) fields.set(field, names)
  return [...fields].map(([field, names]) => `${field}=${names.join('+')}`)
}

// Words of headers above names, where a table knows no better.
const NAMES =
  /name|account|customer|client|shop|store|outlet|business|company|firm|kunde|اسم|عميل|شركة|متجر/i
const ENOUGH = 200

/** The column that most likely holds the names, where the server recognised none. */
export function likelyName({ columns, rows }: FileTable): string | undefined {
  const some = rows.slice(0, ENOUGH)
  const texts = columns.filter((name, place) => {
    if (name === '' || name.includes('+') || columns.indexOf(name) !== place) return false
    const cells = some.map((row) => row.cells[place]?.trim() ?? '').filter((cell) => cell !== '')
    return cells.length > 0 && cells.every((cell) => /\p{L}{2}/u.test(cell))
  })
  return texts.find((name) => NAMES.test(name)) ?? texts[0]
}

/** How many rows bear a number that a row before them bears; without numbers, a name and an address. */
export function repeatsIn(table: FileTable, said: Said, left: ReadonlySet<number>): number {
  const places = (fields: string[]) =>
    fields.flatMap((field) => (said[field] ?? []).map((name) => table.columns.indexOf(name)))
  const codes = places(['code'])
  const told = codes.length > 0 ? codes : places(['name', 'address', 'id'])
  const seen = new Set<string>()
  let count = 0
  for (const { line, cells } of table.rows) {
    if (left.has(line)) continue
    const key = told.map((place) => cells[place]?.trim() ?? '').join('\n')
    if (key.trim() === '') continue
    if (seen.has(key)) count += 1
    seen.add(key)
  }
  return count
}
