import { expect, test } from 'vitest'
import { daysOf, type Entry } from './days'

const entry = (id: string, day?: string, at = 0) =>
  ({ at, day, kind: 'note', is_planned: false, item: { record: { id } } }) as unknown as Entry

test('a day that comes again between two others stands where it came first', () => {
  const days = daysOf([
    entry('a', '2026-11-23'),
    entry('b', '2026-11-22'),
    entry('c', '2026-11-23'),
    entry('d', undefined, Date.UTC(2026, 10, 21) * 1000),
  ])
  expect(days.map(({ day, entries }) => [day, entries.map((one) => one.item.record.id)])).toEqual([
    ['2026-11-23', ['a', 'c']],
    ['2026-11-22', ['b']],
    ['2026-11-21', ['d']],
  ])
})
