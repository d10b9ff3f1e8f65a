import { expect, test } from 'vitest'
import { samplesOf, tableOf, unfitOf, without } from './table'

const utf8 = (text: string) => tableOf(new TextEncoder().encode(text))

test('rows know the line on which they begin, also behind breaks within quotes', () => {
  const table = utf8('\ufeffName;Address\r\nA;"one\r\ntwo"\r\n\r\n"B ""b""";x\r\n')
  expect(table.columns).toEqual(['Name', 'Address'])
  expect(table.rows.map(({ line, cells }) => [line, cells])).toEqual([
    [2, ['A', 'one\r\ntwo']],
    [5, ['B "b"', 'x']],
  ])
})

test('what is no UTF-8 is taken for Windows-1252', () => {
  const table = tableOf(new Uint8Array([0x4e, 0x0a, 0x4d, 0xfc, 0x6c]))
  expect([table.isLatin, table.rows[0]?.cells]).toEqual([true, ['Mül']])
})

test('rows that are left out do not move the others', () => {
  const table = utf8('Name,Lat\nA,1\n"B\nb",x\nC,3\n')
  const rest = without(table, new Set([3]))
  expect(utf8(rest).rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
    [2, 'A'],
    [5, 'C'],
  ])
})

test('samples are what stands in a column, each once', () => {
  const table = utf8('Name,Tag\nA,x\nB,\nC,x\nD,y\n')
  expect(samplesOf(table, 1)).toEqual(['x', 'y'])
})

test('workbooks and files without a word are no tables', () => {
  expect(unfitOf(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x14]))).toBe('workbook')
  expect(unfitOf(new TextEncoder().encode(' \r\n'))).toBe('empty')
  expect(unfitOf(new TextEncoder().encode('Name\nPK'))).toBeUndefined()
})
