// What a file holds, read in the browser: columns with samples, and the text of lines that are wrong.
// The server reads the same bytes and has the last word.

export interface FileRow {
  /** The line on which it begins, from 1. */
  line: number
  cells: string[]
  /** Where its text stands. */
  from: number
  to: number
}

export interface FileTable {
  columns: string[]
  rows: FileRow[]
  text: string
  /** Set when the bytes were no UTF-8 and were taken for Windows-1252. */
  isLatin: boolean
}

const SIGNS = [',', ';', '\t', '|']

/** Why a file is none of these: a workbook, nothing at all, or more than the server takes. */
export type Unfit = 'workbook' | 'empty' | 'large'

const LARGEST = 64 << 20
// How compressed workbooks and old ones begin.
const WORKBOOKS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
]

/** Says why a file cannot be read as a table, before it is sent. */
export function unfitOf(bytes: Uint8Array): Unfit | undefined {
  if (WORKBOOKS.some((start) => start.every((byte, place) => bytes[place] === byte))) {
    return 'workbook'
  }
  if (bytes.length > LARGEST) return 'large'
  return decoded(bytes).text.trim() === '' ? 'empty' : undefined
}

/** Reads a file's bytes as the server does. */
export function tableOf(bytes: Uint8Array): FileTable {
  const { text, isLatin } = decoded(bytes)
  const rows = [...rowsOf(text, signOf(text))]
  const header = rows.shift()
  return {
    columns: (header?.cells ?? []).map((name) => name.trim()),
    rows: rows.filter((row) => row.cells.some((cell) => cell.trim() !== '')),
    text,
    isLatin,
  }
}

function decoded(bytes: Uint8Array): { text: string; isLatin: boolean } {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return as('utf-16le')
  if (first === 0xfe && second === 0xff) return as('utf-16be')
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isLatin: false }
  } catch {
    return { ...as('windows-1252'), isLatin: true }
  }
  function as(encoding: string) {
    return { text: new TextDecoder(encoding).decode(bytes), isLatin: false }
  }
}

/** What stands between cells: of the usual signs the one that the header has most of. */
function signOf(text: string): string {
  const counts = SIGNS.map(() => 0)
  let isQuoted = false
  for (const sign of text) {
    if (sign === '"') isQuoted = !isQuoted
    else if (!isQuoted && (sign === '\n' || sign === '\r')) break
    else if (!isQuoted) {
      const place = SIGNS.indexOf(sign)
      if (place >= 0) counts[place] = (counts[place] ?? 0) + 1
    }
  }
  return SIGNS[counts.indexOf(Math.max(...counts))] ?? ','
}

function* rowsOf(text: string, sign: string): Generator<FileRow> {
  let line = 1
  let place = 0
  while (place < text.length) {
    const row: FileRow = { line, cells: [], from: place, to: place }
    let cell = ''
    let isQuoted = false
    let isFresh = true
    for (; place < text.length; place += 1) {
      const here = text[place]
      if (isQuoted) {
        if (here === '"' && text[place + 1] === '"') {
          cell += '"'
          place += 1
        } else if (here === '"') isQuoted = false
        else cell += here
        continue
      }
      if (here === '"' && isFresh) isQuoted = true
      else if (here === sign) {
        row.cells.push(cell)
        cell = ''
        isFresh = true
        continue
      } else if (here === '\n' || here === '\r') break
      else cell += here
      isFresh = false
    }
    row.cells.push(cell)
    row.to = place
    line += breaksIn(text, row.from, place)
    // The end of the line belongs to nobody.
    if (text[place] === '\r' && text[place + 1] === '\n') place += 1
    if (place < text.length) line += 1
    place += 1
    yield row
  }
}

function breaksIn(text: string, from: number, to: number): number {
  let count = 0
  for (let place = from; place < to; place += 1) {
    const here = text[place]
    if (here === '\n' || (here === '\r' && text[place + 1] !== '\n')) count += 1
  }
  return count
}

/** The same text with rows taken out; the others stay on the lines on which they stood. */
export function without(table: FileTable, lines: ReadonlySet<number>): string {
  let text = ''
  let from = 0
  for (const row of table.rows) {
    if (!lines.has(row.line)) continue
    text += table.text.slice(from, row.from)
    text += '\n'.repeat(breaksIn(table.text, row.from, row.to))
    from = row.to
  }
  return text + table.text.slice(from)
}

/** The first values of a column that are there. */
export function samplesOf(table: FileTable, column: number, count = 3): string[] {
  const found = new Set<string>()
  for (const row of table.rows) {
    const cell = row.cells[column]?.trim()
    if (cell) found.add(cell)
    if (found.size === count) break
  }
  return [...found]
}
