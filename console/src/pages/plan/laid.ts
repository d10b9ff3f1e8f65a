// Tasks that are made of others: a template of a selection, a day or a week that is copied.
import { addDays, dayMillis } from '../../parts/formats'
import type { Held, TaskRecord } from '../../parts/records'
import { type Draft, type Json, newId } from '../../write'
import type { Holder } from './board'

export interface Sketch {
  title: string
  activity: string
  /** Days after the first. */
  day: number
  details?: string
  window?: { from: number; to: number }
  priority?: string
  checklist?: Record<string, { text?: string; rank?: number }>
  customer?: string
}

/** The longest that a template is, in days. */
export const TEMPLATE_DAYS = 28

function daysBetween(from: string, to: string): number {
  return Math.round((dayMillis(to) - dayMillis(from)) / 86_400_000)
}

function sketch(task: TaskRecord, first: string): Sketch {
  const checklist = Object.entries(task.checklist ?? {}).map(
    ([key, { text, rank }]) => [key, { text, rank }] as const,
  )
  return {
    title: task.title,
    activity: task.activity,
    day: daysBetween(first, task.plan_day ?? first),
    details: task.details,
    window: task.window,
    priority: task.priority,
    checklist: checklist.length > 0 ? Object.fromEntries(checklist) : undefined,
    customer: task.customer,
  }
}

/** Tasks to be laid on other days; the first of their days is day 0. */
export function sketchesOf(tasks: readonly Held<TaskRecord>[], first?: string): Sketch[] {
  const days = tasks.flatMap(({ record }) => record.plan_day ?? [])
  const start = first ?? days.sort()[0] ?? '1970-01-01'
  return tasks
    .filter(({ status }) => status !== 'cancelled')
    .map(({ record }) => sketch(record, start))
    .sort((left, right) => left.day - right.day)
}

function bare(one: Sketch): Record<string, Json | undefined> {
  const { day: _, ...rest } = one
  return rest as unknown as Record<string, Json | undefined>
}

/** Sketches as changes that give them to somebody from a day on. */
export function assignedOf(sketches: readonly Sketch[], holder: Holder, first: string): Draft[] {
  return sketches.map((one) => ({
    do: 'task.assigned',
    body: { ...bare(one), ...holder, plan_day: addDays(first, one.day) },
  }))
}

/** Sketches as the tasks of a template. */
export function templateOf(sketches: readonly Sketch[]): Record<string, Json> {
  return Object.fromEntries(
    sketches
      .filter((one) => one.day >= 0 && one.day < TEMPLATE_DAYS)
      .map((one) => [newId(), { ...bare(one), day: one.day, priority: one.priority ?? 'normal' }]),
  ) as unknown as Record<string, Json>
}
