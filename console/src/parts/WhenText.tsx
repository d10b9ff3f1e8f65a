import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { civilHere, offsetHere, offsetText, today, useFormats } from './formats'
import type { Civil } from './records'

export interface WhenTextProps {
  /** What the device showed: read in its zone, with the zone where it is not the reader's. */
  civil?: Civil
  /** Microseconds UTC of the server: read in the reader's zone. */
  at?: number
  /** `ago` says how long ago; `clock` leaves the day out where it is plain. */
  as?: 'moment' | 'ago' | 'clock'
}

/** When something happened. The exact moment stands in the title. */
export function WhenText({ civil, at, as = 'moment' }: WhenTextProps) {
  const { t } = useTranslation('parts')
  const formats = useFormats()
  const now = useMinute()
  const shown = civil ?? (at === undefined ? undefined : civilHere(at))
  if (!shown) return null
  const millis = shown.time / 1000
  const isElsewhere = shown.offset !== offsetHere(millis)
  const zone = isElsewhere ? ` ${offsetText(shown.offset)}` : ''
  const day = formats.civilDay(shown)
  const clock = formats.civilClock(shown) + zone
  const dayWord = day === today() ? t('when.today') : formats.day(day)
  let text = t('when.at', { day: dayWord, clock })
  if (as === 'ago') text = formats.ago(millis, now)
  if (as === 'clock') text = clock
  return (
    <time dateTime={new Date(millis).toISOString()} title={formats.civilPrecise(shown)}>
      {text}
    </time>
  )
}

/** A civil day, `2026-07-01`, as people say it. */
export function DayText({ day, long }: { day: string; long?: boolean }) {
  const { t } = useTranslation('parts')
  const formats = useFormats()
  const text = day === today() && !long ? t('when.today') : formats.day(day)
  return (
    <time dateTime={day} title={formats.dayLong(day)}>
      {long ? formats.dayLong(day) : text}
    </time>
  )
}

let minute = Date.now()
const listeners = new Set<() => void>()
let ticking: ReturnType<typeof setInterval> | undefined

/** One clock for all relative times of a page, so that they move together. */
function useMinute(): number {
  return useSyncExternalStore(subscribe, () => minute)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  minute = Date.now()
  ticking ??= setInterval(() => {
    minute = Date.now()
    for (const each of listeners) each()
  }, 30_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(ticking)
    ticking = undefined
  }
}
