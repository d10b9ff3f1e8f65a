// The day as the server tells it, and what of it is worth a look.
import type { Answer } from '../../api'
import type { MapPerson, MapPoint, PointLook } from '../../map'
import { isClosed } from '../../parts/status'

export type Day = Answer<'/v1/today'>
export type Rep = Day['reps'][number]
export type Stop = Day['stops'][number]

/** Which stops are listed. */
export const shows = ['all', 'reported', 'late', 'skipped', 'open'] as const
export type Show = (typeof shows)[number]

export function isOver(stop: Stop): boolean {
  return isClosed(stop.status) || stop.status === 'declined'
}

export function isSkipped(stop: Stop): boolean {
  return stop.status === 'declined' || stop.status === 'not_done'
}

function isShown(stop: Stop, show: Show): boolean {
  switch (show) {
    case 'all':
      return true
    case 'reported':
      return stop.reported_at != null
    case 'late':
      return stop.is_late
    case 'skipped':
      return isSkipped(stop)
    case 'open':
      return !isOver(stop)
  }
}

/**
 * The stops to list: what was reported last comes first, since it is news; then what is late, then
 * the rest as it is planned.
 */
export function listed(stops: readonly Stop[], show: Show, person: string | undefined): Stop[] {
  const shown = stops.filter(
    (stop) => isShown(stop, show) && (person === undefined || stop.person === person),
  )
  const weight = (stop: Stop) => (stop.reported_at != null ? 0 : stop.is_late ? 1 : 2)
  return shown.sort(
    (left, right) =>
      weight(left) - weight(right) || (right.reported_at ?? 0) - (left.reported_at ?? 0),
  )
}

export const orders = ['name', 'done', 'late', 'visits', 'sync'] as const
export type Order = (typeof orders)[number]

/** Reps by a column, the most first with a minus; by name where nothing is said. */
export function ordered(reps: readonly Rep[], sort: string | undefined): Rep[] {
  const column = orders.find((one) => one === sort?.replace(/^-/, '')) ?? 'name'
  const direction = sort?.startsWith('-') ? -1 : 1
  const found = [...reps]
  if (column === 'name') return direction === 1 ? found : found.reverse()
  const measure = (rep: Rep): number => {
    if (column === 'done') return rep.planned === 0 ? -1 : rep.done / rep.planned
    if (column === 'late') return rep.late + rep.overdue / 1000
    if (column === 'visits') return rep.visits
    return rep.last_sync ?? 0
  }
  return found.sort((left, right) => (measure(left) - measure(right)) * direction)
}

function lookOf(stop: Stop): PointLook {
  if (stop.status === 'done') return 'done'
  if (isSkipped(stop)) return 'failed'
  return stop.is_late ? 'late' : 'open'
}

/** Where stops are, with what is late or done said in words too. */
export function pointsOf(
  stops: readonly Stop[],
  names: Record<string, string>,
  word: (status: string) => string,
): MapPoint[] {
  return stops.flatMap((stop) => {
    if (stop.lat == null || stop.lon == null) return []
    const where = stop.customer ? (names[stop.customer] ?? stop.title) : stop.title
    const who = stop.person ? names[stop.person] : undefined
    const note = [word(stop.status), who].filter(Boolean).join(' · ')
    return [{ id: stop.task, lat: stop.lat, lon: stop.lon, label: where, look: lookOf(stop), note }]
  })
}

export function peopleOf(reps: readonly Rep[], note: (rep: Rep) => string): MapPerson[] {
  return reps.flatMap((rep) =>
    rep.last_position
      ? [
          {
            id: rep.person,
            lat: rep.last_position.lat,
            lon: rep.last_position.lon,
            label: rep.name,
            state: rep.state,
            note: note(rep),
          },
        ]
      : [],
  )
}

/** What was reported or written since a day was looked at last: one line for each stop. */
export function newsOf(before: readonly Stop[], now: readonly Stop[]): Stop[] {
  const known = new Map(before.map((stop) => [stop.task, stop]))
  return now.filter((stop) => {
    const old = known.get(stop.task)
    if (!old) return false
    return stop.reported_at !== old.reported_at || (stop.note && stop.note.id !== old.note?.id)
  })
}
