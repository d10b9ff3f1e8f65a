import { describe, expect, it } from 'vitest'
import { Problem, Unreachable } from '../api/problem'
import { batchesOf, MOST_BYTES } from './batches'
import { bytes } from './canonical'
import { build, type Change } from './change'
import { send, type Verdict } from './send'

function changes(count: number, text = ''): Change[] {
  return Array.from({ length: count }, () =>
    build({ do: 'task.edited', body: { target: 't', text } }),
  )
}

interface Body {
  changes: { id: string }[]
  whole: boolean
}

/** A server that says of each change what it is told to, and remembers what it was sent. */
function server(verdict: (id: string, round: number) => Verdict['verdict']) {
  const bodies: string[] = []
  const post = async (body: string) => {
    bodies.push(body)
    const parsed = JSON.parse(body) as Body
    return parsed.changes.map(({ id }) => ({ change: id, verdict: verdict(id, bodies.length) }))
  }
  return { bodies, post, pause: async () => undefined }
}

describe('batches', () => {
  it('hold at most 500 changes and keep their order', () => {
    const all = changes(1_201)
    const batches = batchesOf(all)
    expect(batches.map((batch) => batch.length)).toEqual([500, 500, 201])
    expect(batches.flat()).toEqual(all)
  })

  it('hold at most a MiB, counted in bytes', () => {
    const all = changes(10, 'é'.repeat(150_000))
    const batches = batchesOf(all)
    expect(batches.flat()).toEqual(all)
    for (const batch of batches) {
      const size = batch.reduce((sum, change) => sum + bytes(change.text) + 1, 0)
      expect(size).toBeLessThanOrEqual(MOST_BYTES)
    }
    expect(batches.length).toBe(4)
  })

  it('let one change be larger than a MiB', () => {
    const [large] = changes(1, 'x'.repeat(MOST_BYTES))
    expect(batchesOf([large as Change, ...changes(1)]).map((batch) => batch.length)).toEqual([1, 1])
  })
})

describe('sending', () => {
  it('goes on after a refusal and says verdict by verdict what stands', async () => {
    const all = changes(3)
    const stage = server((id) =>
      id === all[1]?.id
        ? { verdict: 'refused', code: 'invalid', field: 'title' }
        : { verdict: 'applied' },
    )
    const outcomes = await send(all, stage)
    expect(outcomes.map((outcome) => outcome.stands)).toEqual([true, false, true])
    expect(outcomes[1]?.refused).toEqual({ code: 'invalid', field: 'title' })
  })

  it('sends again, with the same bytes, only what waits', async () => {
    const all = changes(2)
    const stage = server((id, round) =>
      id === all[0]?.id && round < 3 ? { verdict: 'waits', ids: ['x'] } : { verdict: 'applied' },
    )
    const outcomes = await send(all, stage)
    expect(outcomes.every((outcome) => outcome.stands)).toBe(true)
    expect(stage.bodies.map((body) => (JSON.parse(body) as Body).changes.length)).toEqual([2, 1, 1])
    expect(stage.bodies[2]).toContain(all[0]?.text)
  })

  it('gives up on what waits for ever, and says so', async () => {
    const outcomes = await send(
      changes(1),
      server(() => ({ verdict: 'waits' })),
    )
    expect(outcomes[0]).toMatchObject({ stands: false, refused: { code: 'waits' } })
  })

  it('takes a duplicate for what was said before', async () => {
    const stage = server(() => ({ verdict: 'duplicate', of: { verdict: 'merged' } }))
    expect((await send(changes(1), stage))[0]?.stands).toBe(true)
    const refused = server(() => ({
      verdict: 'duplicate',
      of: { verdict: 'refused', code: 'not_open' },
    }))
    expect((await send(changes(1), refused))[0]?.refused?.code).toBe('not_open')
  })

  it('repeats a request that nobody answered', async () => {
    const stage = server(() => ({ verdict: 'applied' }))
    let fails = 2
    const post = (body: string) => {
      fails -= 1
      return fails >= 0 ? Promise.reject(new Unreachable('no answer')) : stage.post(body)
    }
    expect((await send(changes(1), { ...stage, post }))[0]?.stands).toBe(true)
  })

  it('keeps what stands when a later request fails, and sends nothing after it', async () => {
    const all = changes(1_100)
    const stage = server(() => ({ verdict: 'applied' }))
    let requests = 0
    const post = (body: string) => {
      requests += 1
      return requests === 2 ? Promise.reject(new Problem('forbidden', 403)) : stage.post(body)
    }
    const outcomes = await send(all, { ...stage, post })
    expect(requests).toBe(2)
    expect(outcomes.map((outcome) => outcome.change)).toEqual(all)
    expect(outcomes.filter((outcome) => outcome.stands)).toHaveLength(110)
    expect(outcomes[110]?.failure).toBeInstanceOf(Problem)
  })

  it('stops between two requests and says how far it came', async () => {
    const stop = new AbortController()
    const stage = server(() => ({ verdict: 'applied' }))
    const seen: number[] = []
    const outcomes = await send(changes(1_100), {
      ...stage,
      signal: stop.signal,
      progress: (done) => {
        seen.push(done)
        stop.abort()
      },
    })
    expect(seen).toEqual([110])
    expect(stage.bodies).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome.stands)).toHaveLength(110)
    expect(outcomes.filter((outcome) => outcome.failure)).toHaveLength(990)
  })

  it('says that all stand or none', async () => {
    const stage = server(() => ({ verdict: 'applied' }))
    await send(changes(2), { ...stage, whole: true })
    expect((JSON.parse(stage.bodies[0] ?? '') as Body).whole).toBe(true)
    await expect(send(changes(501), { ...stage, whole: true })).rejects.toThrow()
  })
})
