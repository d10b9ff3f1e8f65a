import { describe, expect, it } from 'vitest'
import { type AnyItem, build, type Clock, newestStamp, newId, wasOf } from './change'

const NOW = 1_782_914_400_000
const clock: Clock = {
  now: () => NOW,
  ahead: () => 0,
  offset: () => 7_200,
  zone: () => 'Europe/Berlin',
  random: (bytes) => bytes.fill(7),
}
const task: AnyItem = {
  record: {
    id: 'task',
    kind: 'task',
    created: { person: 'p', stamp: 1 },
    by: { title: { change: 'c2', person: 'p', stamp: 5 } },
    heads: { h1: { status: 'done', stamp: 9 }, h2: { status: 'not_done', stamp: 7 } },
  },
  seq: 3,
  writers: { title: 'c2', assignee: 'task', status: 'h1' },
}

describe('what a change has seen', () => {
  it('is every writer of its record, and all heads for the status of a task', () => {
    expect(wasOf([task])).toEqual({
      task: { title: { c2: true }, assignee: { task: true }, status: { h1: true, h2: true } },
    })
  })

  it('names no status where nobody reported yet', () => {
    const fresh = { ...task, record: { id: 'task', kind: 'task' } }
    expect(wasOf([fresh])).toEqual({ task: { title: { c2: true }, assignee: { task: true } } })
  })

  it('keeps records apart and joins what was seen of one twice', () => {
    const customer = { record: { id: 'c', kind: 'customer' }, seq: 1, writers: { owner: 'o1' } }
    const again = { ...customer, writers: { owner: 'o2', 'hours/mon': 'o3' } }
    expect(wasOf([customer, task, again])).toMatchObject({
      c: { owner: { o1: true, o2: true }, 'hours/mon': { o3: true } },
      task: { title: { c2: true } },
    })
  })
})

describe('a change', () => {
  it('is canonical, and bears id, stamp, civil time and what it has seen', () => {
    const change = build(
      { do: 'task.edited', on: task, body: { target: 'task', set: { details: null, title: 'B' } } },
      clock,
    )
    expect(JSON.parse(change.text)).toEqual({
      id: change.id,
      do: 'task.edited',
      stamp: change.stamp,
      civil: { time: NOW * 1000, offset: 7_200, zone: 'Europe/Berlin' },
      was: wasOf([task]),
      body: { target: 'task', set: { details: null, title: 'B' } },
    })
    expect(change.text.startsWith('{"body":{"set":{"details":null,')).toBe(true)
  })

  it('omits an empty body and an empty was', () => {
    const { text } = build({ do: 'team.added', body: {} }, clock)
    expect(Object.keys(JSON.parse(text))).toEqual(['civil', 'do', 'id', 'stamp'])
  })

  it('is later than every base, wherever its stamp stands, and than every change before', () => {
    const late = NOW * 1000 + 60_000_000
    const item = { ...task, record: { ...(task.record as object), by: { title: { stamp: late } } } }
    const first = build({ do: 'task.edited', on: item }, clock)
    const second = build({ do: 'task.edited', on: task }, clock)
    expect(newestStamp(item.record)).toBe(late)
    expect(first.stamp).toBe(late + 1)
    expect(second.stamp).toBe(first.stamp + 1)
    expect(build({ do: 'x', later: late + 99 }, clock).stamp).toBe(late + 100)
  })

  it('follows the clock of the server', () => {
    const ahead = { ...clock, ahead: () => 3_600_000 }
    const change = build({ do: 'x' }, ahead)
    expect(change.stamp).toBe((NOW + 3_600_000) * 1000)
    expect(JSON.parse(change.text).civil.time).toBe(NOW * 1000)
  })
})

describe('an id', () => {
  it('is a UUID of version 7 that begins with the moment', () => {
    const id = newId(clock)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(NOW)
  })
})
