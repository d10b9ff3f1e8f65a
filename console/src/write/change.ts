// Builds changes: id, stamp, civil time and `was`. Pages only say what happened, and to what.
import { serverClockAhead } from '../api/client'
import type { Item } from '../api/types'
import { canonical, type Json } from './canonical'
import { brought } from './ledger'

/** For each record, for each field, the writers that the author had seen. */
export type Was = Record<string, Record<string, Record<string, true>>>

/** What a page says happened. */
export interface Draft {
  /** The name of the change: `task.rescheduled`. */
  do: string
  body?: { readonly [key: string]: Json | undefined }
  /** The items that it is about, as they were on the screen: their writers become `was`. */
  on?: AnyItem | readonly AnyItem[]
  /** The id of the change where the page must know it (what it makes bears that id). */
  id?: string
  /** Instead of `on`, where the server has said it: the undo of a verdict. */
  was?: Was
  /** A stamp that this one must be later than, beside those of `on`. */
  later?: number
}

export type AnyItem = Item<unknown>

/** A change that has its id and is not written yet. */
export interface Prepared {
  id: string
  do: string
  draft: Draft
}

export interface Change extends Prepared {
  stamp: number
  /** The canonical text, which is what is sent, always the same. */
  text: string
}

export interface Clock {
  /** Milliseconds since 1970, as the device shows them. */
  now(): number
  /** How far the server is ahead, in milliseconds. */
  ahead(): number
  /** Seconds east of Greenwich. */
  offset(at: number): number
  zone(): string | undefined
  random(bytes: Uint8Array): Uint8Array
}

export const browserClock: Clock = {
  now: () => Date.now(),
  ahead: serverClockAhead,
  offset: (at) => -new Date(at).getTimezoneOffset() * 60,
  zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone || undefined,
  random: (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
}

let lastStamp = 0

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** A UUID of version 7. */
export function newId(clock: Clock = browserClock): string {
  const bytes = clock.random(new Uint8Array(16))
  let rest = Math.max(0, Math.round(clock.now() + clock.ahead()))
  for (let place = 5; place >= 0; place -= 1) {
    bytes[place] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  let hex = ''
  for (const byte of bytes) hex += HEX[byte]
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}

/** Gives a change its id, by which the screen can already speak of what it makes. */
export function prepare(draft: Draft): Prepared {
  return { id: draft.id ?? newId(), do: draft.do, draft }
}

/** Builds a change. Stamps of one console only go up, so an undo is later than what it undoes. */
export function build(draft: Draft, clock: Clock = browserClock): Change {
  const items = draft.on === undefined ? [] : Array.isArray(draft.on) ? draft.on : [draft.on]
  const now = clock.now()
  const bases = items.map((item: AnyItem) => newestStamp(item.record))
  const stamp = Math.max(
    Math.round((now + clock.ahead()) * 1000),
    lastStamp + 1,
    (draft.later ?? 0) + 1,
    ...bases.map((base) => base + 1),
  )
  lastStamp = stamp
  const id = draft.id ?? newId(clock)
  const text = canonical({
    id,
    do: draft.do,
    stamp,
    civil: { time: Math.round(now * 1000), offset: clock.offset(now), zone: clock.zone() },
    was: draft.was ?? brought(wasOf(items), items),
    body: draft.body,
  })
  return { id, do: draft.do, stamp, draft, text }
}

/**
 * What a change names in `was` about the items it is built upon: every writer of every field that
 * their reading gave, and for the status of a task all its heads. Naming more than a change needs
 * is allowed; naming less would be taken for not having seen it.
 */
export function wasOf(items: readonly AnyItem[]): Was {
  const was: Was = {}
  for (const item of items) {
    const record = item.record as { id?: unknown; kind?: unknown; heads?: unknown }
    if (typeof record.id !== 'string') continue
    const fields = was[record.id] ?? {}
    for (const [field, writer] of Object.entries(item.writers ?? {})) {
      fields[field] = { ...fields[field], [writer]: true }
    }
    if (record.kind === 'task') {
      delete fields.status
      const heads = keys(record.heads)
      if (heads.length > 0) {
        fields.status = Object.fromEntries(heads.map((head) => [head, true as const]))
      }
    }
    was[record.id] = fields
  }
  return was
}

/** The newest stamp that a record bears anywhere: of its creation, its writers and its heads. */
export function newestStamp(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const record = value as { created?: unknown; by?: unknown; heads?: unknown }
  const stamps = [record.created, ...values(record.by), ...values(record.heads)].map(stampOf)
  return Math.max(0, ...stamps)
}

function stampOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const { stamp } = value as { stamp?: unknown }
  return typeof stamp === 'number' ? stamp : 0
}

function keys(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : []
}

function values(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : []
}
