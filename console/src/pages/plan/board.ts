// The board as the server tells it, and what becomes of it when tasks are moved.

import type { Answer } from '../../api'
import { addDays } from '../../parts/formats'
import { isClosed } from '../../parts/status'
import type { AnyItem, Draft, Json, Optimistic } from '../../write'

export type Plan = Answer<'/v1/plan'>
/** A task on the board. Whose it is, and often its day, is said by where it stands. */
export type Stop = Plan['unassigned'][number] & { assignee?: string }
export type Person = Plan['people'][number]
export type PlannedDay = Person['days'][number]
export type Why = Stop['reasons'][number]

/** To whom: a person, a team whose people may claim it, or nobody yet. */
export interface Holder {
  assignee?: string
  team?: string
}

/** Where tasks are moved. What is absent stays as each task has it. */
export interface Target {
  holder?: Holder
  day?: string
  /** Instead of a day: so many days later. */
  later?: number
  priority?: string
}

/** Whether something is still to be done, so that it can be moved. */
export function isOpen(stop: Stop): boolean {
  return !isClosed(stop.status)
}

/** What a change to a stop has seen of it: where the board names no writer, it is the task itself. */
export function seenOf({ task: id, seq = 0, writers, heads = [], stamp = 0 }: Stop): AnyItem {
  const made = { assignee: id, plan_day: id, priority: id, window: id }
  const reports = Object.fromEntries(heads.map((head) => [head, {}]))
  return {
    record: { id, kind: 'task', created: { stamp }, heads: reports },
    seq,
    writers: { ...made, ...writers },
  }
}

export function cellKey(person: string, day: string): string {
  return `${person}|${day}`
}

/** Every stop of the board by its task, in the order in which the board shows them. */
export function indexOf(plan: Plan): Map<string, Stop> {
  const index = new Map<string, Stop>()
  const add = (stop: Stop, assignee?: string, day?: string) => {
    index.set(stop.task, {
      ...stop,
      assignee,
      plan_day: stop.plan_day ?? day,
      // What is moved now is moved later than all that the board has seen.
      stamp: stop.stamp ?? plan.as_of,
    })
  }
  for (const { person, days } of plan.people) {
    for (const { day, tasks } of days) for (const stop of tasks) add(stop, person, day)
  }
  for (const stop of plan.unassigned) add(stop)
  for (const stop of plan.offered) add(stop)
  for (const { person, waiting } of plan.people) for (const stop of waiting) add(stop, person)
  return index
}

function dayOf(stop: Stop, target: Target): string | undefined {
  if (target.later !== undefined && stop.plan_day) return addDays(stop.plan_day, target.later)
  return target.day ?? stop.plan_day
}

/** What a move writes: nothing for what is there already. */
export function draftsOf(stop: Stop, target: Target): Draft[] {
  const on = seenOf(stop)
  const drafts: Draft[] = []
  const set: Record<string, Json> = {}
  const day = dayOf(stop, target)
  if (day !== undefined && day !== stop.plan_day) set.plan_day = day
  if (target.priority && target.priority !== (stop.priority ?? 'normal')) {
    set.priority = target.priority
  }
  if (Object.keys(set).length > 0) {
    drafts.push({ do: 'task.rescheduled', on, body: { target: stop.task, set } })
  }
  const { holder } = target
  const isHeld = holder?.assignee
    ? stop.assignee === holder.assignee
    : stop.assignee === undefined && stop.team === holder?.team
  if (holder && !isHeld) {
    drafts.push({ do: 'task.reassigned', on, body: { task: stop.task, ...holder } })
  }
  return drafts
}

export interface Move {
  task?: string
  customer?: string
  assignee?: string
  team?: string
  plan_day?: string
  window?: { from: number; to: number }
}

/** What to ask the server about before a move is saved. */
export function movesOf(stops: readonly Stop[], target: Target): Move[] {
  return stops.slice(0, 500).map((stop) => {
    const holder = target.holder ?? { assignee: stop.assignee, team: stop.team }
    return { task: stop.task, ...holder, plan_day: dayOf(stop, target) }
  })
}

interface TaskFields {
  assignee?: string | null
  team?: string | null
  plan_day?: string | null
  priority?: string | null
}

/** The board with a stop put where its fields say; at the end of its day until the server orders it. */
export function placed(plan: Plan, id: string, fields: TaskFields): Plan {
  const found = indexOf(plan).get(id)
  if (!found) return plan
  const stop = { ...found, ...fields, reasons: [], travel_minutes: undefined } as Stop
  for (const key of Object.keys(fields) as (keyof TaskFields)[]) {
    if (fields[key] == null) delete stop[key]
  }
  if (('assignee' in fields || 'team' in fields) && isOpen(found)) {
    stop.status = stop.team && !stop.assignee ? 'offered' : 'assigned'
  }
  return withStop(without(plan, id), stop)
}

/** The board with one more stop. */
export function withStop(plan: Plan, stop: Stop): Plan {
  if (!stop.assignee) {
    return stop.team
      ? {
          ...plan,
          offered: [...plan.offered, stop],
          offered_count: plan.offered_count + 1,
        }
      : {
          ...plan,
          unassigned: [...plan.unassigned, stop],
          unassigned_count: plan.unassigned_count + 1,
        }
  }
  const minutes = stop.minutes ?? plan.estimate.stop_minutes
  return {
    ...plan,
    people: plan.people.map((person) => {
      if (person.person !== stop.assignee) return person
      if (!stop.plan_day || stop.plan_day < plan.from) {
        const waiting = [...person.waiting, stop]
        return { ...person, waiting, waiting_count: person.waiting_count + 1 }
      }
      return {
        ...person,
        days: person.days.map((day) =>
          day.day === stop.plan_day
            ? {
                ...day,
                tasks: [...day.tasks, stop],
                planned_minutes: day.planned_minutes + minutes,
              }
            : day,
        ),
      }
    }),
  }
}

/** The board with a stop changed where it stands. */
function withStatus(plan: Plan, id: string, status: string): Plan {
  const change = (stops: Stop[]) =>
    stops.some((stop) => stop.task === id)
      ? stops.map((stop) => (stop.task === id ? ({ ...stop, status } as Stop) : stop))
      : stops
  return {
    ...plan,
    unassigned: change(plan.unassigned),
    offered: change(plan.offered),
    people: plan.people.map((person) => ({
      ...person,
      waiting: change(person.waiting),
      days: person.days.map((day) => {
        const tasks = change(day.tasks)
        return tasks === day.tasks ? day : { ...day, tasks }
      }),
    })),
  }
}

function without(plan: Plan, id: string): Plan {
  const isOther = (stop: Stop) => stop.task !== id
  const rest = (stops: Stop[]) => (stops.every(isOther) ? stops : stops.filter(isOther))
  const fewer = (count: number, before: Stop[], after: Stop[]) =>
    count - (before.length - after.length)
  const unassigned = rest(plan.unassigned)
  const offered = rest(plan.offered)
  const usual = plan.estimate.stop_minutes
  return {
    ...plan,
    unassigned,
    unassigned_count: fewer(plan.unassigned_count, plan.unassigned, unassigned),
    offered,
    offered_count: fewer(plan.offered_count, plan.offered, offered),
    people: plan.people.map((one) => {
      const waiting = rest(one.waiting)
      const waiting_count = fewer(one.waiting_count, one.waiting, waiting)
      const person = waiting === one.waiting ? one : { ...one, waiting, waiting_count }
      const place = person.days.findIndex((day) => !day.tasks.every(isOther))
      if (place < 0) return person
      const days = person.days.map((day, at) => {
        if (at !== place) return day
        const gone = day.tasks.find((stop) => !isOther(stop))
        const less = (gone?.minutes ?? usual) + (gone?.travel_minutes ?? 0)
        return {
          ...day,
          tasks: rest(day.tasks),
          planned_minutes: Math.max(0, day.planned_minutes - less),
        }
      })
      return { ...person, days }
    }),
  }
}

/** Shows at once what a change of this page will do. */
export const optimistic: Optimistic = (cache, change) => {
  const body = (change.draft.body ?? {}) as Record<string, unknown>
  switch (change.do) {
    case 'task.rescheduled': {
      const id = String(body.target)
      const fields = body.set as TaskFields
      cache.data<Plan>('/v1/plan', (plan) => placed(plan, id, fields))
      cache.set(id, fields as Record<string, unknown>)
      return
    }
    case 'task.reassigned': {
      const id = String(body.task)
      const fields = { assignee: undefined, team: undefined, ...body } as TaskFields
      delete (fields as Record<string, unknown>).task
      cache.data<Plan>('/v1/plan', (plan) => placed(plan, id, fields))
      cache.set(id, fields as Record<string, unknown>)
      return
    }
    case 'task.cancelled':
    case 'task.closed_by_manager': {
      const status = change.do === 'task.cancelled' ? 'cancelled' : 'closed_by_manager'
      const id = String(body.task)
      cache.data<Plan>('/v1/plan', (plan) => withStatus(plan, id, status))
      cache.item(id, (item) => ({ ...item, status }) as never)
      return
    }
    case 'task.assigned':
      cache.data<Plan>('/v1/plan', (plan) => withStop(plan, made(change.id, body)))
  }
}

/** A stop that the server has not heard of yet. */
function made(id: string, body: Record<string, unknown>): Stop {
  const { title, plan_day, window, priority, assignee, team } = body
  const status = team && !assignee ? 'offered' : undefined
  const said = { title, plan_day, window, priority, assignee, team, status }
  return { ...said, task: id, reasons: [] } as unknown as Stop
}

/** The board with what a search finds: by title, customer or rep. */
export function searched(plan: Plan, q: string | undefined): Plan {
  const words = (q ?? '').toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return plan
  const holds = (text: string) => {
    const low = text.toLocaleLowerCase()
    return words.every((word) => low.includes(word))
  }
  const isFound = (stop: Stop) => holds(`${stop.title} ${stop.customer_name ?? ''}`)
  /** Those that are found, and those that are not shown, of which nobody knows. */
  const counted = (count: number, all: Stop[], found: Stop[]) => count - all.length + found.length
  const unassigned = plan.unassigned.filter(isFound)
  const offered = plan.offered.filter(isFound)
  const people = plan.people.flatMap((person) => {
    if (holds(person.name)) return [person]
    const days = person.days.map((day) => ({ ...day, tasks: day.tasks.filter(isFound) }))
    const waiting = person.waiting.filter(isFound)
    const isHit = waiting.length > 0 || days.some((day) => day.tasks.length > 0)
    const waiting_count = counted(person.waiting_count, person.waiting, waiting)
    return isHit ? [{ ...person, days, waiting, waiting_count }] : []
  })
  return {
    ...plan,
    people,
    unassigned,
    unassigned_count: counted(plan.unassigned_count, plan.unassigned, unassigned),
    offered,
    offered_count: counted(plan.offered_count, plan.offered, offered),
  }
}

/** The first day of the week of a day; weeks begin on `first` (1 is Monday, 7 is Sunday). */
export function weekStart(day: string, first: number): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  return addDays(day, -((weekday - first + 7) % 7))
}

/** Days on which nobody works and nothing is planned: their columns need less room. */
export function quietDays(plan: Plan): Set<string> {
  const quiet = new Set<string>(plan.people[0]?.days.map((day) => day.day))
  for (const person of plan.people) {
    for (const day of person.days) {
      if (day.is_working || day.tasks.length > 0) quiet.delete(day.day)
    }
  }
  return quiet
}
