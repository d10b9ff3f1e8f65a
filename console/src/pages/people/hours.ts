import type { Hours } from './records'

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** The days of the week, beginning with the one on which a week begins here (1 is Monday). */
export function daysFrom(first: number): string[] {
  return [...DAYS.slice(first - 1), ...DAYS.slice(0, first - 1)]
}

/** What an edit sets so that hours become others: by day, null for a day that has none any more. */
export function hoursSet(before: Hours, after: Hours): Record<string, Hours[string] | null> {
  const set: Record<string, Hours[string] | null> = {}
  for (const day of DAYS) {
    const [was, is] = [before[day], after[day]]
    if (was?.from === is?.from && was?.to === is?.to) continue
    set[`hours/${day}`] = is ? { from: is.from, to: is.to } : null
  }
  return set
}

export function areHoursRight(hours: Hours): boolean {
  return Object.values(hours).every(({ from, to }) => from < to)
}
