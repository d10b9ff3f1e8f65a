// The board as the server tells it, and what becomes of it when tasks are moved.

import type { Answer } from '../../api'
import { addDays } from '../../parts/formats'
import type { Held, TaskRecord } from '../../parts/records'
import { isClosed } from '../../parts/status'
import type { Draft, Json, Optimistic } from '../../write'

export type Plan = Answer<'/v1/plan'>
export type Stop = Plan['unassigned'][number]
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
  return !isClosed(stop.item.status)
}

export function taskOf(stop: Stop): Held<TaskRecord> {
  return stop.item as unknown as Held<TaskRecord>
}

export function cellKey(person: string, day: string): string {
  return `${person}|${day}`
}

/** Every stop of the board by its task, in the order in which the board shows them. */
export function indexOf(plan: Plan): Map<string, Stop> {
  const index = new Map<string, Stop>()
  const add = (stop: Stop) => index.set(stop.item.record.id, stop)
  for (const person of plan.people) {
    for (const day of person.days) day.tasks.forEach(add)
  }
  plan.unassigned.forEach(add)
  plan.offered.forEach(add)
  for (const person of plan.people) person.waiting.forEach(add)
  return index
}

function dayOf(task: TaskRecord, target: Target): string | undefined {
  if (target.later !== undefined && task.plan_day) return addDays(task.plan_day, target.later)
  return target.day ?? task.plan_day
}

/** What a move writes: nothing for what is there already. */
export function draftsOf(stop: Stop, target: Target): Draft[] {
  const item = taskOf(stop)
  const task = item.record
  const drafts: Draft[] = []
  const set: Record<string, Json> = {}
  const day = dayOf(task, target)
  if (day !== undefined && day !== task.plan_day) set.plan_day = day
  if (target.priority && target.priority !== (task.priority ?? 'normal')) {
    set.priority = target.priority
  }
  if (Object.keys(set).length > 0) {
    drafts.push({ do: 'task.rescheduled', on: item, body: { target: task.id, set } })
  }
  const { holder } = target
  const isHeld = holder?.assignee
    ? task.assignee === holder.assignee
    : task.assignee === undefined && task.team === holder?.team
  if (holder && !isHeld) {
    drafts.push({ do: 'task.reassigned', on: item, body: { task: task.id, ...holder } })
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
    const task = taskOf(stop).record
    const holder = target.holder ?? { assignee: task.assignee, team: task.team }
    return { task: task.id, ...holder, plan_day: dayOf(task, target) }
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
  const found = findStop(plan, id)
  if (!found) return plan
  const record = { ...taskOf(found).record, ...fields } as Record<string, unknown>
  for (const key of Object.keys(record)) if (record[key] == null) delete record[key]
  const status = 'assignee' in fields || 'team' in fields ? statusAfter(found, record) : {}
  const item = { ...found.item, ...status, record } as unknown as Stop['item']
  const stop = { ...found, item, reasons: [], travel_minutes: undefined } as Stop
  return withStop(without(plan, id), stop)
}

function statusAfter(stop: Stop, record: Record<string, unknown>) {
  const status = record.team && !record.assignee ? 'offered' : 'assigned'
  return { status: isOpen(stop) ? status : stop.item.status }
}

/** The board with one more stop. */
export function withStop(plan: Plan, stop: Stop): Plan {
  const task = taskOf(stop).record
  if (!task.assignee) {
    const pool = task.team ? 'offered' : 'unassigned'
    return { ...plan, [pool]: [...plan[pool], stop] }
  }
  return {
    ...plan,
    people: plan.people.map((person) => {
      if (person.person !== task.assignee) return person
      if (!task.plan_day || task.plan_day < plan.from) {
        return { ...person, waiting: [...person.waiting, stop] }
      }
      return {
        ...person,
        days: person.days.map((day) =>
          day.day === task.plan_day
            ? {
                ...day,
                tasks: [...day.tasks, stop],
                planned_minutes: day.planned_minutes + stop.minutes,
              }
            : day,
        ),
      }
    }),
  }
}

function findStop(plan: Plan, id: string): Stop | undefined {
  const isIt = (stop: Stop) => stop.item.record.id === id
  const pools = plan.unassigned.find(isIt) ?? plan.offered.find(isIt)
  if (pools) return pools
  for (const person of plan.people) {
    for (const day of person.days) {
      const found = day.tasks.find(isIt)
      if (found) return found
    }
    const waiting = person.waiting.find(isIt)
    if (waiting) return waiting
  }
  return undefined
}

function without(plan: Plan, id: string): Plan {
  const isOther = (stop: Stop) => stop.item.record.id !== id
  const rest = (stops: Stop[]) => (stops.every(isOther) ? stops : stops.filter(isOther))
  return {
    ...plan,
    unassigned: rest(plan.unassigned),
    offered: rest(plan.offered),
    people: plan.people.map((person) => {
      const waiting = rest(person.waiting)
      const place = person.days.findIndex((day) => !day.tasks.every(isOther))
      if (place < 0) return waiting === person.waiting ? person : { ...person, waiting }
      const days = person.days.map((day, at) => {
        if (at !== place) return day
        const gone = day.tasks.find((stop) => !isOther(stop))
        const less = (gone?.minutes ?? 0) + (gone?.travel_minutes ?? 0)
        return {
          ...day,
          tasks: rest(day.tasks),
          planned_minutes: Math.max(0, day.planned_minutes - less),
        }
      })
      return { ...person, waiting, days }
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
      cache.item(String(body.task), (item) => ({ ...item, status }) as never)
      return
    }
    case 'task.assigned':
      cache.data<Plan>('/v1/plan', (plan) => withStop(plan, made(plan, change.id, body)))
  }
}

/** A stop that the server has not heard of yet. */
function made(plan: Plan, id: string, body: Record<string, unknown>): Stop {
  const record = { ...body, id, kind: 'task', created: { stamp: 0 } }
  return {
    item: { record, seq: 0, status: body.team && !body.assignee ? 'offered' : 'assigned' },
    minutes: plan.estimate.stop_minutes,
    reasons: [],
    is_outside_hours: false,
    is_other_territory: false,
  } as unknown as Stop
}

/** The board with what a search finds: by title, customer or rep. */
export function searched(plan: Plan, q: string | undefined): Plan {
  const words = (q ?? '').toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return plan
  const holds = (text: string) => {
    const low = text.toLocaleLowerCase()
    return words.every((word) => low.includes(word))
  }
  const isFound = (stop: Stop) => {
    const task = taskOf(stop).record
    return holds(`${task.title} ${task.customer ? (plan.names[task.customer] ?? '') : ''}`)
  }
  const people = plan.people.flatMap((person) => {
    if (holds(person.name)) return [person]
    const days = person.days.map((day) => ({ ...day, tasks: day.tasks.filter(isFound) }))
    const waiting = person.waiting.filter(isFound)
    const isHit = waiting.length > 0 || days.some((day) => day.tasks.length > 0)
    return isHit ? [{ ...person, days, waiting }] : []
  })
  return {
    ...plan,
    people,
    unassigned: plan.unassigned.filter(isFound),
    offered: plan.offered.filter(isFound),
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
