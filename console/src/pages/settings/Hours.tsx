import { Switch, Text } from '@mantine/core'
import { TimeInput } from '@mantine/dates'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card, firstWeekday, useFormats } from '../../parts'
import { useChanges } from '../../write'
import { SaveBar } from './SaveBar'
import styles from './settings.module.css'
import type { OrganisationItem, Window } from './types'
import { useUnsaved } from './unsaved'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
type Day = (typeof days)[number]
type Draft = Partial<Record<Day, Window | null>>

const USUAL: Window = { from: 8 * 60, to: 17 * 60 }

/** When people usually work, day by day. */
export function Hours({ item, isAdmin }: { item: OrganisationItem; isAdmin: boolean }) {
  const { t } = useTranslation(['settings', 'common'])
  const { locale, window, minutes } = useFormats()
  const { submit, isBusy } = useChanges()
  const [draft, setDraft] = useState<Draft>({})
  const { record } = item
  const saved = (day: Day) => record.hours?.[day] ?? null
  const value = (day: Day) => {
    const drawn = draft[day]
    return drawn === undefined ? saved(day) : drawn
  }
  const changed = days.filter((day) => text(value(day)) !== text(saved(day)))
  const isDirty = changed.length > 0
  useUnsaved(isDirty)
  const isWrong = days.some((day) => isBackwards(value(day)))
  const first = firstWeekday(locale) - 1
  const ordered = [...days.slice(first), ...days.slice(0, first)]
  const put = (day: Day, hours: Window | null) =>
    setDraft((before) => ({ ...before, [day]: hours }))
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const set = Object.fromEntries(
      changed.map((day) => {
        const hours = value(day)
        return [`hours/${day}`, hours ? { from: hours.from, to: hours.to } : null]
      }),
    )
    const result = await submit(
      { do: 'organisation.edited', body: { target: record.id, set }, on: item },
      { done: t('hours.saved') },
    )
    if (result.isWhole) setDraft({})
  }
  const week = days.reduce((sum, day) => {
    const hours = value(day)
    return sum + (hours ? hours.to - hours.from : 0)
  }, 0)
  return (
    <Card title={t('section.hours')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('hours.text', { zone: record.zone })}
      </Text>
      <form onSubmit={save}>
        <fieldset disabled={!isAdmin} className={styles.fields}>
          <ul className={styles.rows}>
            {ordered.map((day) => {
              const hours = value(day)
              const name = t(`common:weekday.${day}`)
              return (
                <li key={day} className={styles.day}>
                  <Switch
                    label={name}
                    checked={hours !== null}
                    onChange={(event) =>
                      put(day, event.currentTarget.checked ? (saved(day) ?? USUAL) : null)
                    }
                  />
                  {hours === null ? (
                    <Text size="sm" c="dimmed">
                      {t('hours.free')}
                    </Text>
                  ) : isAdmin ? (
                    <DaySpan name={name} hours={hours} put={(span) => put(day, span)} />
                  ) : (
                    <Text size="sm">{window(hours)}</Text>
                  )}
                </li>
              )
            })}
          </ul>
        </fieldset>
        <Text size="sm" mt="sm">
          {t('hours.week', { time: minutes(week) })}
        </Text>
        {isAdmin ? (
          <SaveBar
            isDirty={isDirty}
            isBusy={isBusy}
            problem={isWrong ? t('hours.wrong') : undefined}
            discard={() => setDraft({})}
          />
        ) : null}
      </form>
    </Card>
  )
}

interface DaySpanProps {
  name: string
  hours: Window
  put: (hours: Window) => void
}

/** From when to when on one day; the day's name stands beside it and is not said twice. */
function DaySpan({ name, hours, put }: DaySpanProps) {
  const { t } = useTranslation('settings')
  const isWrong = isBackwards(hours)
  // A field that is cleared on the way to another time keeps the time that it had.
  const change = (end: keyof Window, typed: string) => {
    if (typed !== '') put({ ...hours, [end]: minutesOf(typed) })
  }
  return (
    <div className={styles.span}>
      <TimeInput
        aria-label={t('hours.from', { day: name })}
        value={clock(hours.from)}
        error={isWrong}
        onChange={(event) => change('from', event.currentTarget.value)}
      />
      <span aria-hidden>–</span>
      <TimeInput
        aria-label={t('hours.to', { day: name })}
        value={clock(hours.to)}
        error={isWrong}
        onChange={(event) => change('to', event.currentTarget.value)}
      />
    </div>
  )
}

function minutesOf(typed: string): number {
  const [hours = 0, minutes = 0] = typed.split(':').map(Number)
  return hours * 60 + minutes
}

function clock(minutes: number): string {
  const pad = (part: number) => String(part).padStart(2, '0')
  // Midnight at the end of a day has no place in such a field.
  const whole = Math.min(minutes, 24 * 60 - 1)
  return `${pad(Math.floor(whole / 60))}:${pad(whole % 60)}`
}

function text(hours: Window | null): string {
  return hours ? `${hours.from}-${hours.to}` : ''
}

function isBackwards(hours: Window | null): boolean {
  return hours !== null && hours.from >= hours.to
}
