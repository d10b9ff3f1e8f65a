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

/** What the server made of the headers, column by column. */
export function mappingOf(columns: string[], said: Record<string, string[]>): Mapping {
  const fields = new Map<string, string>()
  for (const [field, names] of Object.entries(said)) {
    for (const name of names) fields.set(name, field)
  }
  return columns.map((name) => fields.get(name))
}

/** The same in the words of the request: every field is said, also that it stays empty. */
export function saidOf(columns: string[], mapping: Mapping): string[] {
  const fields = new Map<string, string[]>(FIELDS.map((field) => [field, []]))
  columns.forEach((name, place) => {
    const field = mapping[place]
    if (!field) {
      // A column with such a name fills a field by itself; nothing behind the sign says no.
      if (name.startsWith(CUSTOM)) fields.set(name, [])
      return
    }
    fields.set(field, [...(fields.get(field) ?? []), name])
  })
  return [...fields].map(([field, names]) => `${field}=${names.join('+')}`)
}
