// Canonical JSON of a change: one text for one value, as docs/PROTOCOL.md says.

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

const DEPTH = 32
const utf8 = new TextEncoder()

export class NotCanonical extends Error {
  override name = 'NotCanonical'
}

/** Writes a value; what is absent or empty is omitted, null stays and means "cleared". */
export function canonical(value: Json): string {
  return write(value, 0)
}

function write(value: Json, depth: number): string {
  if (depth > DEPTH) throw new NotCanonical(`nested deeper than ${DEPTH}`)
  if (value === null) return 'null'
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false'
    case 'number':
      if (!Number.isSafeInteger(value)) throw new NotCanonical(`${value} is not an integer`)
      // -0 is 0.
      return String(value + 0)
    case 'string':
      return writeText(value)
    default:
      if (Array.isArray(value)) {
        return `[${value.map((item: Json) => write(item, depth + 1)).join(',')}]`
      }
      return writeObject(value as { readonly [key: string]: Json | undefined }, depth)
  }
}

function writeObject(object: { readonly [key: string]: Json | undefined }, depth: number): string {
  const parts: string[] = []
  for (const key of Object.keys(object).sort(byBytes)) {
    const value = object[key]
    if (value === undefined) continue
    const written = write(value, depth + 1)
    // Emptiness is judged on what was written: an object of empty fields is itself empty.
    if (written === '""' || written === '{}' || written === '[]') continue
    parts.push(`${writeText(key)}:${written}`)
  }
  return `{${parts.join(',')}}`
}

/**
 * The order of UTF-8 bytes is that of code points, which is not that of JavaScript's UTF-16 units:
 * a surrogate sorts below U+E000 there and above U+FFFF here.
 */
export function byBytes(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let place = 0; place < length; place += 1) {
    const a = left.charCodeAt(place)
    const b = right.charCodeAt(place)
    if (a !== b) return lifted(a) - lifted(b)
  }
  return left.length - right.length
}

function lifted(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

// JSON.stringify writes \b \t \n \f \r, other controls as \u00xx in lower case and lone surrogates
// as \udxxx; everything else as it is. That is the canonical form but for the surrogates.
function writeText(text: string): string {
  return JSON.stringify(wellFormed(text))
}

/** Replaces lone surrogates visibly: they are no Unicode, and the server refuses them. */
export function wellFormed(text: string): string {
  return text.replace(LONE, '\ufffd')
}

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** How many bytes a text has on the wire. */
export function bytes(text: string): number {
  return utf8.encode(text).length
}
