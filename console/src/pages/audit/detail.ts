// What is known of an act beside who, what and when, in words.
import type { TFunction } from 'i18next'
import type { AuditEntry } from './types'

type Detail = AuditEntry['detail']

/** Names of details that have words; others are shown as the server says them. */
const known = [
  'by',
  'changes',
  'count',
  'ended',
  'forget_factors',
  'from',
  'import',
  'is',
  'kind',
  'positions_days',
  'records',
  'role',
  'scopes',
  'setting',
  'step',
  'to',
  'unsent',
  'what',
  'why',
] as const

/** Details whose values are words of the server, not of people. */
const worded = new Set(['is', 'kind', 'role', 'step', 'what'])

/** Name and value of every detail, as text. */
export function detailRows(detail: Detail, t: TFunction<'audit'>): [string, string][] {
  return Object.entries(detail ?? {}).map(([name, value]) => {
    const word = known.find((each) => each === name)
    const text = valueText(value, t)
    return [
      word ? t(`of.${word}`) : name,
      worded.has(name) ? t(`value.${text}`, { defaultValue: text }) : text,
    ]
  })
}

export function detailText(detail: Detail, t: TFunction<'audit'>): string {
  return detailRows(detail, t)
    .map(([name, value]) => `${name}: ${value}`)
    .join(' · ')
}

function valueText(value: unknown, t: TFunction<'audit'>): string {
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return value
  if (Array.isArray(value)) {
    // Places in history say nothing by themselves: how many there are does.
    return value.every((each) => typeof each === 'number')
      ? String(value.length)
      : value.map((each) => valueText(each, t)).join(', ')
  }
  if (value && typeof value === 'object') {
    return Object.entries(value)
      .map(([name, each]) => `${name} ${valueText(each, t)}`)
      .join(', ')
  }
  return ''
}
