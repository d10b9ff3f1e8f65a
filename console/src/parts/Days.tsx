import '@mantine/dates/styles.css'
import { ActionIcon, Group } from '@mantine/core'
import { DatePickerInput, type DayOfWeek, TimeInput } from '@mantine/dates'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import 'dayjs/locale/ar'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './days.module.css'
import { addDays, firstWeekday, today, useFormats } from './formats'
import type { Span } from './records'

interface DayProps {
  /** `2026-07-01`. */
  value?: string
  onChange: (day: string | undefined) => void
  label?: string
  ariaLabel?: string
  placeholder?: string
  clearable?: boolean
  required?: boolean
  min?: string
  max?: string
  error?: string
  /** Buttons for the day before and the day after. */
  steps?: boolean
  width?: number | string
}

/** How calendars look in the language of the page. */
export function useCalendar() {
  const { t, i18n } = useTranslation('parts')
  const { locale } = useFormats()
  return {
    locale: i18n.language.startsWith('ar') ? 'ar' : 'en',
    firstDayOfWeek: (firstWeekday(locale) % 7) as DayOfWeek,
    weekendDays: weekend(locale),
    previousLabel: t('pick.month_before'),
    nextLabel: t('pick.month_after'),
    ariaLabels: {
      previousMonth: t('pick.month_before'),
      nextMonth: t('pick.month_after'),
      monthLevelControl: t('pick.calendar'),
    },
    classNames: { day: styles.day },
    // A calendar under its field is no dialog with a name of its own.
    popoverProps: { shadow: 'md', withRoles: false },
  }
}

function weekend(locale: string): DayOfWeek[] {
  const here = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { weekend: number[] }
  }
  return (here.getWeekInfo?.().weekend ?? [6, 7]).map((day) => (day % 7) as DayOfWeek)
}

/** One civil day. */
export function DayPicker(props: DayProps) {
  const { value, onChange, label, ariaLabel, clearable, steps, min, max, width, ...rest } = props
  const { t } = useTranslation('parts')
  const formats = useFormats()
  const field = (
    <DatePickerInput
      {...rest}
      {...useCalendar()}
      value={value ?? null}
      onChange={(day) => onChange(day ?? undefined)}
      label={label}
      aria-label={label ? undefined : (ariaLabel ?? t('pick.day'))}
      placeholder={props.placeholder ?? t('pick.day')}
      valueFormatter={({ date }) => (typeof date === 'string' ? formats.day(date) : '')}
      clearable={clearable && !props.required}
      minDate={min}
      maxDate={max}
      highlightToday
      clearButtonProps={{ 'aria-label': t('pick.clear'), 'aria-hidden': false, tabIndex: 0 }}
      w={width}
    />
  )
  if (!steps) return field
  const from = value ?? today()
  return (
    <Group gap={4} wrap="nowrap" align="flex-end">
      <ActionIcon
        size="lg"
        variant="default"
        aria-label={t('pick.day_before')}
        onClick={() => onChange(addDays(from, -1))}
      >
        <IconChevronLeft className={styles.turns} size={16} aria-hidden />
      </ActionIcon>
      {field}
      <ActionIcon
        size="lg"
        variant="default"
        aria-label={t('pick.day_after')}
        onClick={() => onChange(addDays(from, 1))}
      >
        <IconChevronRight className={styles.turns} size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

export interface DayRangeProps {
  from?: string
  to?: string
  onChange: (from: string | undefined, to: string | undefined) => void
  label?: string
  ariaLabel?: string
  clearable?: boolean
  width?: number | string
}

/** From a civil day to another, both included; with the usual stretches at hand. */
export function DayRange({
  from,
  to,
  onChange,
  label,
  ariaLabel,
  clearable,
  width,
}: DayRangeProps) {
  const { t } = useTranslation('parts')
  const formats = useFormats()
  const calendar = useCalendar()
  const [half, setHalf] = useState<string>()
  const now = today()
  const weekday = new Date(`${now}T00:00:00Z`).getUTCDay()
  const monday = addDays(now, -((weekday - calendar.firstDayOfWeek + 7) % 7))
  const month = `${now.slice(0, 8)}01`
  const lastMonth = `${addDays(month, -1).slice(0, 8)}01`
  return (
    <DatePickerInput
      {...calendar}
      type="range"
      value={half ? [half, null] : [from ?? null, to ?? null]}
      onChange={([first, last]) => {
        // Half a range is nobody's wish: the second press completes it.
        if (first !== null && last === null) return setHalf(first)
        setHalf(undefined)
        onChange(first ?? undefined, last ?? undefined)
      }}
      onDropdownClose={() => setHalf(undefined)}
      label={label}
      aria-label={label ? undefined : (ariaLabel ?? t('pick.range'))}
      placeholder={t('pick.range')}
      valueFormatter={({ date }) =>
        Array.isArray(date)
          ? date.map((day) => (day ? formats.day(String(day)) : '…')).join(' – ')
          : ''
      }
      allowSingleDateInRange
      clearable={clearable}
      highlightToday
      clearButtonProps={{ 'aria-label': t('pick.clear'), 'aria-hidden': false, tabIndex: 0 }}
      w={width}
      presets={[
        { value: [now, now], label: t('pick.today') },
        { value: [addDays(now, -1), addDays(now, -1)], label: t('pick.yesterday') },
        { value: [monday, addDays(monday, 6)], label: t('pick.this_week') },
        { value: [addDays(monday, -7), addDays(monday, -1)], label: t('pick.last_week') },
        { value: [month, now], label: t('pick.this_month') },
        { value: [lastMonth, addDays(month, -1)], label: t('pick.last_month') },
      ]}
    />
  )
}

export interface WindowPickerProps {
  value?: Span
  onChange: (window: Span | undefined) => void
  label?: string
}

/** From when to when, minutes after midnight in the assignee's zone. Both empty: any time. */
export function WindowPicker({ value, onChange, label }: WindowPickerProps) {
  const { t } = useTranslation('parts')
  const isWrong = value !== undefined && value.from >= value.to
  const change = (from: string, to: string) => {
    if (from === '' && to === '') return onChange(undefined)
    const begin = from === '' ? Math.max(0, minutes(to) - 60) : minutes(from)
    const end = to === '' ? Math.min(1439, begin + 60) : minutes(to)
    onChange({ from: begin, to: end })
  }
  const from = value ? clock(value.from) : ''
  const to = value ? clock(value.to) : ''
  return (
    <Group gap="xs" grow align="flex-start">
      <TimeInput
        label={label ? `${label}: ${t('pick.from')}` : t('pick.from')}
        value={from}
        onChange={(event) => change(event.currentTarget.value, to)}
      />
      <TimeInput
        label={label ? `${label}: ${t('pick.to')}` : t('pick.to')}
        value={to}
        onChange={(event) => change(from, event.currentTarget.value)}
        error={isWrong ? t('pick.window_wrong') : undefined}
      />
    </Group>
  )
}

function minutes(text: string): number {
  const [hours = 0, rest = 0] = text.split(':').map(Number)
  return hours * 60 + rest
}

function clock(value: number): string {
  const whole = Math.min(value, 1439)
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`
}
