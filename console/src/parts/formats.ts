import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { localeOf } from '../words/languages'
import type { Civil, Span } from './records'

const DAY = 86_400_000

/** Milliseconds of a civil day, `2026-07-01`, counted as if its zone were UTC. */
export function dayMillis(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

export function dayText(millis: number): string {
  return new Date(millis).toISOString().slice(0, 10)
}

/** The civil day of this browser. */
export function today(): string {
  const now = new Date()
  return dayText(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()))
}

export function addDays(day: string, count: number): string {
  return dayText(dayMillis(day) + count * DAY)
}

/** Day of the week on which a week begins here: 1 is Monday, 7 is Sunday. */
export function firstWeekday(locale: string): number {
  const here = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number }
    weekInfo?: { firstDay: number }
  }
  return here.getWeekInfo?.().firstDay ?? here.weekInfo?.firstDay ?? 1
}

function makeFormats(locale: string) {
  const number = new Intl.NumberFormat(locale)
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' })
  const short = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const
  const dayShort = new Intl.DateTimeFormat(locale, { weekday: 'short', ...short })
  const dayYear = new Intl.DateTimeFormat(locale, { ...short, year: 'numeric' })
  const dayLong = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' })
  const precise = new Intl.DateTimeFormat(locale, {
    dateStyle: 'full',
    timeStyle: 'long',
    timeZone: 'UTC',
  })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' })
  const unit = (name: string, digits: number) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    })
  const metre = unit('meter', 0)
  const kilometre = unit('kilometer', 1)
  const hour = unit('hour', 1)
  const minute = unit('minute', 0)
  const speed = unit('kilometer-per-hour', 0)
  const thisYear = new Date().getFullYear()

  const day = (text: string) => {
    const millis = dayMillis(text)
    if (Number.isNaN(millis)) return text
    return new Date(millis).getUTCFullYear() === thisYear
      ? dayShort.format(millis)
      : dayYear.format(millis)
  }
  const minuteOfDay = (minutes: number) => clock.format(minutes * 60_000)
  return {
    locale,
    number: (value: number) => number.format(value),
    /** With its sign: `+3`. */
    difference: (value: number) => signed.format(value),
    share: (value: number) => percent.format(value),
    day,
    dayLong: (text: string) => dayLong.format(dayMillis(text)),
    /** Minutes after midnight as the clock shows them. */
    minuteOfDay,
    window: (span: Span) => `${minuteOfDay(span.from)} – ${minuteOfDay(span.to)}`,
    length: (millimetres: number) =>
      millimetres < 950_000
        ? metre.format(Math.round(millimetres / 1000))
        : kilometre.format(millimetres / 1_000_000),
    minutes: (value: number) =>
      Math.abs(value) < 60 ? minute.format(value) : hour.format(value / 60),
    /** Of millimetres a second. */
    speed: (value: number) => speed.format(value * 0.0036),
    /** Clock of a device, in its own zone. */
    civilClock: (civil: Civil) => clock.format(civil.time / 1000 + civil.offset * 1000),
    civilDay: (civil: Civil) => dayText(civil.time / 1000 + civil.offset * 1000),
    civilPrecise: (civil: Civil) =>
      `${precise.format(civil.time / 1000 + civil.offset * 1000).replace(/\s*\(?UTC\)?$/, '')} ${
        civil.zone ?? offsetText(civil.offset)
      }`,
    ago: (millis: number, now: number) => ago(relative, millis - now),
  }
}

export type Formats = ReturnType<typeof makeFormats>

/** How numbers, days and times look in the language of the page. */
export function useFormats(): Formats {
  const { i18n } = useTranslation()
  const locale = localeOf(i18n.language)
  return useMemo(() => makeFormats(locale), [locale])
}

export function offsetText(seconds: number): string {
  const minutes = Math.abs(Math.round(seconds / 60))
  const rest = minutes % 60
  const sign = seconds < 0 ? '−' : '+'
  return `UTC${sign}${Math.floor(minutes / 60)}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`
}

/** Seconds east of UTC of this browser at a moment. */
export function offsetHere(millis: number): number {
  return -new Date(millis).getTimezoneOffset() * 60
}

/** A moment of the server (microseconds UTC) as this browser's clock shows it. */
export function civilHere(micros: number): Civil {
  return { time: micros, offset: offsetHere(micros / 1000) }
}

function ago(relative: Intl.RelativeTimeFormat, difference: number): string {
  const minutes = difference / 60_000
  if (Math.abs(minutes) < 1) return relative.format(0, 'minute')
  if (Math.abs(minutes) < 60) return relative.format(Math.round(minutes), 'minute')
  if (Math.abs(minutes) < 36 * 60) return relative.format(Math.round(minutes / 60), 'hour')
  return relative.format(Math.round(minutes / 1440), 'day')
}
