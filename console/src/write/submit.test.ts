import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { build } from './change'
import { forget, writtenBy } from './ledger'
import { type Optimistic, patched } from './optimistic'
import type { Verdict } from './send'
import { submit, undoOf } from './submit'

const LIST = ['/v1/tasks', { query: {} }, { page: 0 }]
const PLAN = ['/v1/plan', { query: { from: '2026-11-23' } }]
const STILL = ['here', 'only']

function item(id: string, title: string) {
  return { record: { id, kind: 'task', title }, seq: 1, writers: { title: 'w' } }
}

let client: QueryClient
beforeEach(() => {
  client = new QueryClient()
  client.setQueryData(LIST, {
    items: [item('a', 'A'), item('b', 'B')],
    total: 2,
    names: {},
  })
  client.setQueryData(PLAN, {
    people: [{ days: [{ tasks: [{ item: item('a', 'A'), minutes: 30 }] }] }],
  })
  client.setQueryData(STILL, { items: [item('a', 'A')] })
})

afterEach(forget)

function titles() {
  const data = client.getQueryData(LIST) as { items: { record: { title: string } }[] }
  return data.items.map(({ record }) => record.title)
}

const renaming: Optimistic = (cache, change) => {
  const { target, set } = change.draft.body as { target: string; set: { title: string } }
  cache.set(target, set)
}

function renamed(id: string, title: string) {
  return { do: 'task.edited', on: item(id, 'x'), body: { target: id, set: { title } } }
}

/** A server that answers when it is let, refusing the places that are named. */
function held(refused: number[] = [], fails?: Error) {
  let answer: () => void = () => undefined
  const isLet = new Promise<void>((resolve) => {
    answer = resolve
  })
  const post = async (body: string): Promise<Verdict[]> => {
    await isLet
    if (fails) throw fails
    const { changes } = JSON.parse(body) as { changes: { id: string }[] }
    return changes.map(({ id }, place) => ({
      change: id,
      verdict: refused.includes(place)
        ? { verdict: 'refused', code: 'invalid', field: 'title' }
        : { verdict: 'applied' },
      undo: { do: 'task.edited', body: { target: String(place) } },
    }))
  }
  return { post, answer, pause: async () => undefined }
}

async function until(is: () => boolean) {
  while (!is()) await Promise.resolve()
}

describe('what is shown before the server has said so', () => {
  it('is changed wherever the item stands, and nowhere else', async () => {
    const stage = held()
    const done = submit(client, [renamed('a', 'A2')], { optimistic: renaming, ...stage })
    await until(() => titles()[0] === 'A2')
    expect(client.getQueryData(PLAN)).toMatchObject({
      people: [{ days: [{ tasks: [{ item: { record: { title: 'A2' } }, minutes: 30 }] }] }],
    })
    expect(client.getQueryData(STILL)).toMatchObject({ items: [{ record: { title: 'A' } }] })
    stage.answer()
    expect((await done).isWhole).toBe(true)
    expect(titles()).toEqual(['A2', 'B'])
  })

  it('is taken back for what was refused, and stays for what stands', async () => {
    const stage = held([0])
    const done = submit(client, [renamed('a', 'A2'), renamed('b', 'B2')], {
      optimistic: renaming,
      ...stage,
    })
    await until(() => titles()[1] === 'B2')
    stage.answer()
    const result = await done
    expect(result).toMatchObject({ standing: 1, isWhole: false })
    expect(titles()).toEqual(['A', 'B2'])
  })

  it('is taken back when the request fails', async () => {
    const stage = held([], new Error('broken'))
    const done = submit(client, [renamed('a', 'A2'), renamed('a', 'A3')], {
      optimistic: renaming,
      ...stage,
    })
    await until(() => titles()[0] === 'A3')
    stage.answer()
    expect((await done).failed).toHaveLength(2)
    expect(titles()).toEqual(['A', 'B'])
  })

  it('does not overwrite what the server said in between', async () => {
    const stage = held([0])
    const done = submit(client, [renamed('a', 'A2')], { optimistic: renaming, ...stage })
    await until(() => titles()[0] === 'A2')
    client.setQueryData(LIST, { items: [item('a', 'from elsewhere')], total: 1, names: {} })
    stage.answer()
    await done
    expect(titles()).toEqual(['from elsewhere'])
  })
})

describe('an item that goes', () => {
  it('leaves its lists, their totals, and the card around it', () => {
    const gone = () => undefined
    const list = patched(
      { items: [item('a', 'A'), item('b', 'B')], total: 7 },
      new Map([['a', gone]]),
    )
    expect(list).toMatchObject({ items: [{ record: { id: 'b' } }], total: 6 })
    const plan = patched(
      { unassigned: [{ item: item('a', 'A'), minutes: 3 }] },
      new Map([['a', gone]]),
    )
    expect(plan).toEqual({ unassigned: [] })
  })

  it('leaves data without it as the very same object', () => {
    const data = { items: [item('b', 'B')], total: 1 }
    expect(patched(data, new Map([['a', () => undefined]]))).toBe(data)
  })
})

describe('the way back', () => {
  it('is what the server gave for what stands, the last first and later than it', () => {
    const [first, second, third] = [build({ do: 'x' }), build({ do: 'x' }), build({ do: 'x' })]
    const undo = {
      do: 'task.edited',
      body: { target: 'a' },
      was: { a: { title: { c: true } } },
    } as const
    const drafts = undoOf([
      { change: first, stands: true, undo },
      { change: second, stands: false },
      { change: third, stands: true, undo: { ...undo, do: 'task.reopened' } },
    ])
    expect(drafts.map((draft) => draft.do)).toEqual(['task.reopened', 'task.edited'])
    expect(build(drafts[0] ?? { do: '' }).stamp).toBeGreaterThan(third.stamp)
    expect(JSON.parse(build(drafts[1] ?? { do: '' }).text).was).toEqual(undo.was)
  })
})

describe('a second change before the first was read back', () => {
  /** A server that applies everything and remembers what each change said that it had seen. */
  function recording() {
    const sent: { id: string; was?: Record<string, Record<string, object>> }[] = []
    let seq = 10
    const post = async (body: string): Promise<Verdict[]> => {
      const { changes } = JSON.parse(body) as { changes: typeof sent }
      sent.push(...changes)
      return changes.map(({ id }) => {
        seq += 1
        return { change: id, verdict: { verdict: 'applied' }, seq }
      })
    }
    return { sent, post, pause: async () => undefined }
  }

  it('has seen the first, though both were told at once', async () => {
    const stage = recording()
    await Promise.all([
      submit(client, [renamed('a', 'A2')], stage),
      submit(client, [renamed('a', 'A3')], stage),
    ])
    expect(stage.sent[0]?.was).toEqual({ a: { title: { w: true } } })
    expect(stage.sent[1]?.was).toEqual({ a: { title: { [stage.sent[0]?.id ?? '']: true } } })
  })

  it('names what the reading says once it is as new', async () => {
    const stage = recording()
    await submit(client, [renamed('a', 'A2')], stage)
    const fresh = { ...item('a', 'A2'), seq: 11, writers: { title: 'x' } }
    await submit(client, [{ ...renamed('a', 'A3'), on: fresh }], stage)
    expect(stage.sent[1]?.was).toEqual({ a: { title: { x: true } } })
  })

  it('knows which field each kind of change writes', () => {
    expect(writtenBy('task.cancelled', { task: 't' })).toEqual({ record: 't', fields: ['status'] })
    expect(writtenBy('task.reassigned', { task: 't' })?.fields).toEqual(['assignee'])
    expect(writtenBy('customer.moved', { customer: 'c' })?.fields).toEqual(['owner'])
    expect(writtenBy('customer.removed', { customer: 'c' })?.fields).toEqual(['removed'])
    expect(writtenBy('task.checked', { task: 't', item: 'i' })?.fields).toEqual([
      'checklist/i/done',
    ])
    expect(writtenBy('person.edited', { target: 'p', set: { 'hours/mon': null } })).toEqual({
      record: 'p',
      fields: ['hours/mon'],
    })
    expect(writtenBy('team.added', { team: { name: 'x' } })).toBeUndefined()
  })
})
