// The spans of days that people report on.
import { addDays, dayMillis } from '../../parts/formats'

export interface DaySpan {
  from: string
  to: string
}

export const presets = ['week', 'last_week', 'month', 'last_month', 'quarter'] as const
export type Preset = (typeof presets)[number]

/** The days of a preset as seen from a day; a week begins on `first` (1 is Monday, 7 is Sunday). */
export function spanOf(preset: Preset, day: string, first: number): DaySpan {
  switch (preset) {
    case 'week':
      return weekOf(day, first)
    case 'last_week':
      return weekOf(addDays(day, -7), first)
    case 'month':
      return monthsFrom(day, 0, 1)
    case 'last_month':
      return monthsFrom(day, -1, 1)
    case 'quarter': {
      const month = Number(day.slice(5, 7)) - 1
      return monthsFrom(day, -(month % 3), 3)
    }
  }
}

/** Which preset a span is, if it is one. */
export function presetOf(span: DaySpan, day: string, first: number): Preset | undefined {
  return presets.find((preset) => {
    const { from, to } = spanOf(preset, day, first)
    return from === span.from && to === span.to
  })
}

/** In what periods a chart of these days is readable. */
export function periodsOf({ from, to }: DaySpan): 'day' | 'week' | 'month' {
  const days = (dayMillis(to) - dayMillis(from)) / 86_400_000 + 1
  if (days <= 31) return 'day'
  return days <= 140 ? 'week' : 'month'
}

function weekOf(day: string, first: number): DaySpan {
  const weekday = new Date(dayMillis(day)).getUTCDay() || 7
  const from = addDays(day, -((weekday - first + 7) % 7))
  return { from, to: addDays(from, 6) }
}

function monthsFrom(day: string, back: number, count: number): DaySpan {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7)) - 1
  const text = (value: number) => new Date(value).toISOString().slice(0, 10)
  return {
    from: text(Date.UTC(year, month + back, 1)),
    to: text(Date.UTC(year, month + back + count, 0)),
  }
}
