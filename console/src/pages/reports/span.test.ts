import { describe, expect, test } from 'vitest'
import { periodsOf, presetOf, spanOf } from './span'

describe('spans of days', () => {
  test('a week begins where the reader says', () => {
    expect(spanOf('week', '2026-11-22', 1)).toEqual({ from: '2026-11-16', to: '2026-11-22' })
    expect(spanOf('week', '2026-11-22', 7)).toEqual({ from: '2026-11-22', to: '2026-11-28' })
    expect(spanOf('week', '2026-11-22', 6)).toEqual({ from: '2026-11-21', to: '2026-11-27' })
    expect(spanOf('last_week', '2026-11-23', 1)).toEqual({ from: '2026-11-16', to: '2026-11-22' })
  })

  test('a month has its own length, in leap years and over the turn of a year', () => {
    expect(spanOf('month', '2028-02-10', 1)).toEqual({ from: '2028-02-01', to: '2028-02-29' })
    expect(spanOf('last_month', '2027-01-31', 1)).toEqual({ from: '2026-12-01', to: '2026-12-31' })
    expect(spanOf('quarter', '2026-12-05', 1)).toEqual({ from: '2026-10-01', to: '2026-12-31' })
  })

  test('a span is known again as its preset', () => {
    for (const preset of ['week', 'last_week', 'month', 'last_month', 'quarter'] as const) {
      const span = spanOf(preset, '2026-11-23', 1)
      expect(presetOf(span, '2026-11-23', 1)).toBe(preset)
    }
    expect(presetOf({ from: '2026-11-01', to: '2026-11-09' }, '2026-11-23', 1)).toBeUndefined()
  })

  test('a chart of many days is drawn by week, then by month', () => {
    expect(periodsOf({ from: '2026-11-01', to: '2026-11-30' })).toBe('day')
    expect(periodsOf({ from: '2026-10-01', to: '2026-12-31' })).toBe('week')
    expect(periodsOf({ from: '2026-01-01', to: '2026-12-31' })).toBe('month')
  })
})
