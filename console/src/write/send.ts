// Sends changes and hears the verdicts: in order, one request after the other, repeated when nobody
// answered (a change is known by its id, so a repeat is harmless).
import { answer, api } from '../api/client'
import { lost, untilOnline } from '../api/connection'
import { Problem, Unreachable } from '../api/problem'
import { batchesOf, bodyOf, MOST_CHANGES, stepOf } from './batches'
import type { Json } from './canonical'
import type { Change, Prepared, Was } from './change'

export interface Undo {
  do: string
  body?: { [key: string]: Json }
  was?: Was
}

export interface Verdict {
  change: string
  verdict: {
    verdict: string
    code?: string
    field?: string
    ids?: string[]
    of?: Verdict['verdict']
    losses?: unknown[]
  }
  seq?: number
  undo?: Undo
}

export interface Outcome {
  change: Prepared
  /** Absent when it was not sent: the person stopped, or the request failed. */
  verdict?: Verdict
  stands: boolean
  /** Why it does not stand: the server's refusal, or the failure of the request. */
  refused?: { code: string; field?: string }
  failure?: unknown
  undo?: Undo
}

export interface Sending {
  whole?: boolean
  signal?: AbortSignal
  progress?: (done: number, of: number) => void
  /** Gives the verdicts of one body; the tests give their own server. */
  post?: (body: string, signal?: AbortSignal) => Promise<Verdict[]>
  pause?: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

const TRIES = 4
const PATIENT_TRIES = 8

export async function send(changes: readonly Change[], sending: Sending = {}): Promise<Outcome[]> {
  const { whole = false, signal, progress } = sending
  const batches = batchesOf(changes, whole ? MOST_CHANGES : stepOf(changes.length))
  if (whole && batches.length > 1) throw new Error('changes that stand together fit one request')
  const outcomes: Outcome[] = []
  for (const batch of batches) {
    if (signal?.aborted) {
      outcomes.push(...batch.map((change) => ({ change, stands: false, failure: stopped() })))
      continue
    }
    try {
      outcomes.push(...(await one(batch, whole, sending)))
    } catch (failure) {
      // What came before stands and is reported; what comes after may depend on this.
      const left = changes.slice(outcomes.length)
      outcomes.push(...left.map((change) => ({ change, stands: false, failure })))
      return outcomes
    }
    progress?.(outcomes.length, changes.length)
  }
  return outcomes
}

function stopped() {
  return new DOMException('Stopped', 'AbortError')
}

async function one(batch: Change[], whole: boolean, sending: Sending): Promise<Outcome[]> {
  const { pause = sleep, signal } = sending
  const settled = new Map<string, Verdict>()
  let left = batch
  for (let attempt = 0; attempt < TRIES && left.length > 0; attempt += 1) {
    if (attempt > 0) await pause(300 * 3 ** (attempt - 1))
    for (const verdict of await patiently(bodyOf(left, whole), sending)) {
      settled.set(verdict.change, verdict)
    }
    if (signal?.aborted) break
    left = left.filter((change) => isUnsettled(settled.get(change.id)))
  }
  return batch.map((change) => outcomeOf(change, settled.get(change.id)))
}

// `waits` and `busy` are no last word; the others are.
function isUnsettled(verdict: Verdict | undefined): boolean {
  return (
    verdict === undefined ||
    verdict.verdict.verdict === 'waits' ||
    verdict.verdict.verdict === 'busy'
  )
}

export function outcomeOf(change: Change, verdict: Verdict | undefined): Outcome {
  const said = verdict?.verdict.verdict === 'duplicate' ? verdict.verdict.of : verdict?.verdict
  const stands = said?.verdict === 'applied' || said?.verdict === 'merged'
  if (stands) return { change, verdict, stands, undo: verdict?.undo }
  const code = said?.verdict === 'refused' ? (said.code ?? 'invalid') : (said?.verdict ?? 'waits')
  return { change, verdict, stands: false, refused: { code, field: said?.field } }
}

/** Posts until somebody answers. */
async function patiently(body: string, sending: Sending): Promise<Verdict[]> {
  const { post = postChanges, pause = sleep, signal } = sending
  for (let attempt = 0; ; attempt += 1) {
    try {
      // Not given the signal: once on its way, a request is heard out, or nobody knows what stands.
      return await post(body)
    } catch (failure) {
      const isBusy = failure instanceof Problem && failure.code === 'unavailable'
      const isLost = failure instanceof Unreachable
      if (!(isBusy || isLost) || attempt >= PATIENT_TRIES || signal?.aborted) throw failure
      if (isLost && !sending.post) {
        lost()
        await untilOnline(signal)
      } else {
        const asked = isBusy ? (failure.retryAfterSeconds ?? 0) * 1000 : 0
        await pause(Math.max(asked, Math.min(500 * 2 ** attempt, 10_000)), signal)
      }
    }
  }
}

async function postChanges(body: string): Promise<Verdict[]> {
  const post = api.POST as (
    path: string,
    init: unknown,
  ) => Promise<{ data?: { verdicts: Verdict[] }; error?: unknown; response: Response }>
  const asked = post('/v1/changes', { body, bodySerializer: (text: string) => text })
  return (await answer(asked)).verdicts
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(stopped())
    })
  })
}
