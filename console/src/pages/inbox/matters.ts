// What an inbox holds: its matters, how each looks, and what becomes of a list when one is settled.
import {
  type Icon,
  IconArrowBackUp,
  IconArrowsSplit2,
  IconClockEdit,
  IconDeviceMobileOff,
  IconMapPinQuestion,
  IconShieldQuestion,
  IconUserQuestion,
  IconX,
} from '@tabler/icons-react'
import type { Answer } from '../../api'
import type { Tone } from '../../parts'

export type Inbox = Answer<'/v1/inbox'>
export type Waiting = Inbox['items'][number]
export type Matter = Waiting['tells']

/** What is urgent first: it is the order of the filters. */
export const matters = [
  'declined',
  'not_done',
  'conflict',
  'correction',
  'evidence',
  'silent',
  'quarantine',
  'unassigned',
] as const satisfies readonly Matter[]

export const looks: Record<Matter, readonly [Tone, Icon]> = {
  declined: ['violet', IconArrowBackUp],
  not_done: ['orange', IconX],
  conflict: ['red', IconArrowsSplit2],
  correction: ['blue', IconClockEdit],
  evidence: ['orange', IconMapPinQuestion],
  silent: ['neutral', IconDeviceMobileOff],
  quarantine: ['violet', IconShieldQuestion],
  unassigned: ['teal', IconUserQuestion],
}

export function matterOf(word: string | undefined): Matter | undefined {
  return matters.find((one) => one === word)
}

/** An answer without what is put aside; one that was asked for another matter holds none of it. */
export function without(inbox: Inbox, asked: string | undefined, gone: readonly Waiting[]): Inbox {
  const keys = new Set(gone.map((one) => one.key))
  const of = (tells: string) => gone.filter((one) => one.tells === tells).length
  const counts = Object.fromEntries(
    Object.entries(inbox.counts).map(([tells, count]) => [tells, Math.max(0, count - of(tells))]),
  )
  return {
    ...inbox,
    items: inbox.items.filter((one) => !keys.has(one.key)),
    counts,
    total: Math.max(0, inbox.total - (asked ? of(asked) : gone.length)),
  }
}

/**
 * What is read now: what the address names; when that is gone, what stands in its place, as after a
 * letter was put away; else the first.
 */
export function placeOf(keys: readonly string[], named: string | undefined, last: number): number {
  if (keys.length === 0) return -1
  const place = named === undefined ? 0 : keys.indexOf(named)
  return place >= 0 ? place : Math.min(Math.max(last, 0), keys.length - 1)
}
