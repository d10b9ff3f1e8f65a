import type { ReactNode } from 'react'
import { localeOf } from '../words/languages'

// What a page says about the filters of its list. The names are those of the server's query.

export interface Option {
  value: string
  label: string
}

export type Filter =
  /** Words to look for; stands as a field at the beginning. */
  | { kind: 'search'; name: string; label: string }
  | { kind: 'text'; name: string; label: string }
  /** One of some; with `many` several, kept as words with commas. */
  | { kind: 'choice'; name: string; label: string; options: readonly Option[]; many?: boolean }
  /** A stretch of days under two names: `{ from: 'day_from', to: 'day_to' }`. */
  | { kind: 'days'; name: string; label: string; from: string; to: string }
  | { kind: 'day'; name: string; label: string }
  | { kind: 'flag'; name: string; label: string }
  /** Anything else: its value in words, and what chooses it (a picker that asks the server). */
  | {
      kind: 'custom'
      name: string
      label: string
      words: (value: string) => string
      editor: (value: string | undefined, set: (value: string | undefined) => void) => ReactNode
    }

/** The names in the address that a filter stands for. */
export function namesOf(filter: Filter): string[] {
  return filter.kind === 'days' ? [filter.from, filter.to] : [filter.name]
}

export function isSet(filter: Filter, search: Record<string, unknown>): boolean {
  return namesOf(filter).some((name) => search[name] !== undefined && search[name] !== '')
}

export function wordsOf(value: unknown): string[] {
  return String(value ?? '')
    .split(',')
    .filter((word) => word !== '')
}

/** What a filter is set to, for its chip. */
export function valueWords(
  filter: Filter,
  search: Record<string, unknown>,
  language: string,
  t: (key: string, values?: Record<string, unknown>) => string,
): string {
  if (!isSet(filter, search)) return ''
  switch (filter.kind) {
    case 'search':
    case 'text':
      return String(search[filter.name])
    case 'choice': {
      const list = new Intl.ListFormat(localeOf(language), { type: 'disjunction' })
      const label = (word: string) =>
        filter.options.find((option) => option.value === word)?.label ?? word
      return list.format(wordsOf(search[filter.name]).map(label))
    }
    case 'day':
      return dayWords(String(search[filter.name]), language)
    case 'days': {
      const [from, to] = [search[filter.from], search[filter.to]]
      if (from && to) {
        return from === to
          ? dayWords(String(from), language)
          : `${dayWords(String(from), language)} – ${dayWords(String(to), language)}`
      }
      return from
        ? `${t('from')} ${dayWords(String(from), language)}`
        : `${t('to')} ${dayWords(String(to), language)}`
    }
    case 'custom':
      return filter.words(String(search[filter.name]))
    case 'flag':
      return ''
  }
}

function dayWords(day: string, language: string): string {
  const at = new Date(`${day}T12:00:00Z`)
  if (Number.isNaN(at.getTime())) return day
  return new Intl.DateTimeFormat(localeOf(language), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(at)
}
