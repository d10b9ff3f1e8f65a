import { expect, test } from 'vitest'
import { mappingOf, saidOf } from './mapping'

const columns = ['DBA Name', 'Street', 'City', 'Size']

test('a mapping by field and by column is the same', () => {
  const said = { name: ['DBA Name'], address: ['Street', 'City'], 'custom:Size': ['Size'] }
  const mapping = mappingOf(columns, said)
  expect(mapping).toEqual(['name', 'address', 'address', 'custom:Size'])
  const words = saidOf(columns, mapping)
  expect(words).toContain('name=DBA Name')
  expect(words).toContain('address=Street+City')
  expect(words).toContain('custom:Size=Size')
  expect(words).toContain('code=')
})

test('a column that is left out is said to be', () => {
  expect(saidOf(['custom:Size'], [undefined])).toContain('custom:Size=')
})
