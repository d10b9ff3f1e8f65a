import { expect, test } from 'vitest'
import { midnight, spanOf } from './span'

const at = (text: string) => Date.parse(text) * 1000

test('a day begins at midnight of its zone, also when the clock is changed that day', () => {
  expect(midnight('2026-07-01', 'Europe/Berlin')).toBe(at('2026-06-30T22:00:00Z'))
  expect(midnight('2026-03-29', 'Europe/Berlin')).toBe(at('2026-03-28T23:00:00Z'))
  expect(midnight('2026-03-30', 'Europe/Berlin')).toBe(at('2026-03-29T22:00:00Z'))
  expect(midnight('2026-01-01', 'Pacific/Auckland')).toBe(at('2025-12-31T11:00:00Z'))
})

test('a span holds its last day whole', () => {
  expect(spanOf('2026-07-01', '2026-07-01', 'UTC')).toEqual({
    from: at('2026-07-01T00:00:00Z'),
    to: at('2026-07-02T00:00:00Z'),
  })
  expect(spanOf(undefined, undefined, 'UTC')).toEqual({})
})
