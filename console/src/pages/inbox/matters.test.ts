import { expect, test } from 'vitest'
import { type Inbox, placeOf, type Waiting, without } from './matters'

const waiting = (key: string, tells: string) => ({ key, tells }) as unknown as Waiting
const items = [waiting('a', 'declined'), waiting('b', 'conflict'), waiting('c', 'declined')]
const inbox: Inbox = { items, counts: { declined: 2, conflict: 1 }, total: 3, names: {} }

test('what is put aside is missing from the list, the counts and the sum', () => {
  const left = without(inbox, undefined, [items[0] as Waiting])
  expect(left.items.map((one) => one.key)).toEqual(['b', 'c'])
  expect([left.counts, left.total]).toEqual([{ declined: 1, conflict: 1 }, 2])
})

test('an answer about one matter loses only what is of that matter', () => {
  const asked = { ...inbox, items: [items[1] as Waiting], total: 1 }
  expect(without(asked, 'conflict', [items[0] as Waiting]).total).toBe(1)
  expect(without(asked, 'conflict', [items[1] as Waiting]).total).toBe(0)
})

test('what follows takes the place of what is gone', () => {
  expect(placeOf(['a', 'b', 'c'], undefined, 2)).toBe(0)
  expect(placeOf(['a', 'b', 'c'], 'b', 0)).toBe(1)
  expect(placeOf(['a', 'c'], 'b', 1)).toBe(1)
  expect(placeOf(['a'], 'c', 2)).toBe(0)
  expect(placeOf([], 'c', 2)).toBe(-1)
})
