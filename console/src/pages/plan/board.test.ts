import { describe, expect, test } from 'vitest'
import { newestStamp, wasOf } from '../../write/change'
import {
  draftsOf,
  indexOf,
  movesOf,
  type Plan,
  placed,
  type Stop,
  searched,
  seenOf,
  weekStart,
} from './board'
import { assignedOf, sketchesOf, templateOf } from './laid'

function stop(task: string, more: Record<string, unknown> = {}): Stop {
  return { task, title: task, seq: 1, reasons: [], ...more } as unknown as Stop
}

function board(): Plan {
  const day = (name: string, tasks: Stop[] = []) => ({
    day: name,
    is_working: true,
    available_minutes: 480,
    planned_minutes: tasks.length * 30,
    tasks,
  })
  const person = (name: string, tasks: Stop[] = []) => ({
    person: name,
    name,
    zone: 'UTC',
    has_phone: true,
    waiting: [],
    waiting_count: 0,
    days: [day('2026-07-06', tasks), day('2026-07-07')],
  })
  const held = stop('held', { customer_name: 'Kiosk' })
  return {
    from: '2026-07-06',
    to: '2026-07-07',
    as_of: 9,
    estimate: { stop_minutes: 30 },
    people: [person('anna', [held]), person('ben')],
    unassigned: [stop('free', { plan_day: '2026-07-06' })],
    unassigned_count: 201,
    offered: [stop('team', { team: 'north', status: 'offered' })],
    offered_count: 1,
    names: {},
  } as unknown as Plan
}

const days = (plan: Plan, person: string) =>
  plan.people
    .find((one) => one.person === person)
    ?.days.map((day) => [day.tasks.map((each) => each.task).join(), day.planned_minutes])

describe('a move', () => {
  test('writes only what it changes', () => {
    const held = indexOf(board()).get('held') as Stop
    const names = (target: Parameters<typeof draftsOf>[1]) =>
      draftsOf(held, target).map((draft) => draft.do)
    expect(names({ holder: { assignee: 'anna' }, day: '2026-07-06' })).toEqual([])
    expect(names({ holder: { assignee: 'anna' }, day: '2026-07-07' })).toEqual(['task.rescheduled'])
    expect(names({ holder: { assignee: 'ben' }, day: '2026-07-07' })).toEqual([
      'task.rescheduled',
      'task.reassigned',
    ])
    expect(names({ holder: {} })).toEqual(['task.reassigned'])
    expect(names({ later: 7 })).toEqual(['task.rescheduled'])
  })

  test('has seen what the board says, and where it says nothing the task as it was made', () => {
    const told = { writers: { plan_day: 'change' }, heads: ['report'], seq: 7, stamp: 12 }
    const plan = { ...board(), unassigned: [stop('free', told), stop('bare')] } as Plan
    const seen = (id: string) => seenOf(indexOf(plan).get(id) as Stop)
    expect(wasOf([seen('free')])).toEqual({
      free: {
        assignee: { free: true },
        plan_day: { change: true },
        priority: { free: true },
        window: { free: true },
        status: { report: true },
      },
    })
    expect(newestStamp(seen('free').record)).toBe(12)
    expect(newestStamp(seen('bare').record)).toBe(9)
    expect(seen('free').seq).toBe(7)
  })

  test('is asked about as it will be', () => {
    const held = indexOf(board()).get('held') as Stop
    expect(movesOf([held], { later: 1 })).toEqual([
      { task: 'held', assignee: 'anna', team: undefined, plan_day: '2026-07-07' },
    ])
  })

  test('is shown at once, with its minutes, wherever it goes', () => {
    const moved = placed(placed(board(), 'held', { plan_day: '2026-07-07' }), 'held', {
      assignee: 'ben',
    })
    expect(days(moved, 'anna')).toEqual([
      ['', 0],
      ['', 0],
    ])
    expect(days(moved, 'ben')).toEqual([
      ['', 0],
      ['held', 30],
    ])
    const back = placed(moved, 'held', { assignee: undefined })
    expect(back.unassigned.map((one) => one.task)).toEqual(['free', 'held'])
    expect(back.unassigned_count).toBe(202)
    const claimed = placed(back, 'team', { team: undefined, assignee: 'anna' })
    expect([claimed.offered, claimed.offered_count]).toEqual([[], 0])
    expect(claimed.people[0]?.waiting_count).toBe(1)
  })
})

test('a search finds titles, customers and reps', () => {
  expect(searched(board(), 'kiosk').people.map((one) => one.name)).toEqual(['anna'])
  expect(searched(board(), 'ben').people.map((one) => one.name)).toEqual(['ben'])
  expect(searched(board(), 'free').unassigned).toHaveLength(1)
  expect(searched(board(), 'nothing').unassigned_count, 'those that it does not hold').toBe(200)
  expect(searched(board(), 'free').people).toEqual([])
})

test('weeks begin on the day of the language', () => {
  expect(weekStart('2026-07-08', 1)).toBe('2026-07-06')
  expect(weekStart('2026-07-08', 7)).toBe('2026-07-05')
  expect(weekStart('2026-07-06', 1)).toBe('2026-07-06')
})

test('a template keeps the days between its tasks and lays them on others', () => {
  const checklist = { a: { text: 'Count', done: true } }
  const task = (title: string, more: object, status = 'assigned') =>
    ({ record: { id: title, title, activity: 'visit', ...more }, seq: 1, status }) as never
  const sketches = sketchesOf([
    task('second', { plan_day: '2026-07-08', assignee: 'anna' }),
    task('first', { plan_day: '2026-07-06', checklist }),
    task('gone', { plan_day: '2026-07-06' }, 'cancelled'),
  ])
  expect(sketches.map(({ title, day }) => [title, day])).toEqual([
    ['first', 0],
    ['second', 2],
  ])
  expect(sketches[0]?.checklist).toEqual({ a: { text: 'Count', rank: undefined } })
  const laid = assignedOf(sketches, { assignee: 'ben' }, '2026-08-03')
  expect(laid.map(({ body }) => [body?.title, body?.assignee, body?.plan_day])).toEqual([
    ['first', 'ben', '2026-08-03'],
    ['second', 'ben', '2026-08-05'],
  ])
  expect(Object.values(templateOf(sketches))).toMatchObject([
    { title: 'first', day: 0, priority: 'normal' },
    { title: 'second', day: 2 },
  ])
})
