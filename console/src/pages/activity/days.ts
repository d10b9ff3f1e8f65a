// A stream of visits and notes, cut at the civil days on which they were made.
import type { Listed } from '../../api'
import type { CheckInRecord, Held, NoteRecord } from '../../parts/records'

export type Entry = Listed<'/v1/activity'>

export interface Day {
  day: string
  entries: Entry[]
}

/**
 * Gathers what was made on one day. Devices in other zones may bring a day again between two others:
 * it stands where it came first.
 */
export function daysOf(entries: readonly Entry[]): Day[] {
  const days = new Map<string, Entry[]>()
  for (const entry of entries) {
    const day = entry.day ?? new Date(entry.at / 1000).toISOString().slice(0, 10)
    const those = days.get(day)
    if (those) those.push(entry)
    else days.set(day, [entry])
  }
  return [...days].map(([day, entries]) => ({ day, entries }))
}

export const noteOf = (entry: Entry) => entry.item as Held<NoteRecord>
export const visitOf = (entry: Entry) => entry.item as Held<CheckInRecord>
