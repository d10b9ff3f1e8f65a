import { expect, test } from 'vitest'
import { likelyName, mappingOf, orderOf, repeatsIn, wordsOf } from './mapping'
import { tableOf } from './table'

const columns = ['Entity', 'DBA Name', 'Street', 'City', 'Size']
const said = { name: ['DBA Name', 'Entity'], address: ['Street', 'City'], 'custom:Size': ['Size'] }
const table = (text: string) => tableOf(new TextEncoder().encode(text))

test('a mapping by field and by column is the same', () => {
  const mapping = mappingOf(columns, said)
  expect(mapping).toEqual(['name', 'name', 'address', 'address', 'custom:Size'])
  expect(orderOf(columns, mapping, said)).toEqual(said)
  const words = wordsOf(columns, said)
  expect(words).toContain('address=Street+City')
  expect(words).toContain('code=')
})

test('a column that is chosen otherwise does not move the others of a field', () => {
  const mapping = mappingOf(columns, said)
  mapping[4] = 'name'
  expect(orderOf(columns, mapping, said).name).toEqual(['DBA Name', 'Entity', 'Size'])
})

test('a column that is left out is said to be', () => {
  expect(wordsOf(['custom:Size'], {})).toContain('custom:Size=')
})

test('of columns with one name the first is meant', () => {
  expect(mappingOf(['Name', 'Name'], { name: ['Name'] })).toEqual(['name', undefined])
})

test('a column of names is found by its header, else by what stands in it', () => {
  expect(likelyName(table('sector,account\nretail,Acme\n'))).toBe('account')
  expect(likelyName(table('1st,2nd\n12,Acme\n13,Bolt\n'))).toBe('2nd')
  expect(likelyName(table('name,lat\n1,2\n'))).toBeUndefined()
})

test('rows that bear one number are counted, without numbers those of one name and address', () => {
  const shops = table('Name,Number,Street\nA,1,x\nB,1,y\nA,,x\nA,,z\nC,,x\n')
  const names = { name: ['Name'], address: ['Street'] }
  const numbers = { ...names, code: ['Number'] }
  expect(repeatsIn(shops, numbers, new Set())).toBe(1)
  expect(repeatsIn(shops, numbers, new Set([3]))).toBe(0)
  expect(repeatsIn(shops, names, new Set())).toBe(1)
})
