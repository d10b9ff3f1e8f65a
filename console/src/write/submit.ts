// One submission from beginning to end: shown at once, sent, judged, taken back where refused.
import type { QueryClient } from '@tanstack/react-query'
import { holding } from '../api/live'
import { build, type Change, type Draft, type Prepared, prepare } from './change'
import { note } from './ledger'
import { type Optimistic, Overlay } from './optimistic'
import { type Outcome, type Sending, send } from './send'

export interface Submission extends Sending {
  optimistic?: Optimistic
}

export interface Result {
  outcomes: Outcome[]
  /** How many stand. */
  standing: number
  refused: Outcome[]
  /** The request itself failed, or the person stopped it. */
  failed: Outcome[]
  isWhole: boolean
}

/** One after the other: what is built later has seen what was judged before. */
let queue: Promise<unknown> = Promise.resolve()

/** Sends what happened; never throws for what the server says. */
export function submit(
  client: QueryClient,
  drafts: readonly Draft[],
  submission: Submission = {},
): Promise<Result> {
  const { optimistic, ...sending } = submission
  const overlay = new Overlay(client)
  return holding(client, async () => {
    // At once where it is little: what is dragged shall lie where it was dropped.
    const prepared =
      drafts.length <= AT_ONCE ? drafts.map(prepare) : await inSlices(drafts, prepare)
    if (optimistic) {
      await overlay.begin()
      overlay.apply(prepared, optimistic)
    }
    const turn = queue.then(() => buildAndSend(prepared, sending))
    queue = turn
    const outcomes = await turn
    const standing = outcomes.filter((outcome) => outcome.stands)
    if (optimistic && standing.length < outcomes.length) {
      overlay.keepOnly(
        standing.map((outcome) => outcome.change),
        optimistic,
      )
    }
    void overlay.end()
    return resultOf(outcomes)
  })
}

async function buildAndSend(prepared: readonly Prepared[], sending: Sending): Promise<Outcome[]> {
  try {
    const changes = await inSlices(prepared, ({ id, draft }) => build({ ...draft, id }))
    const outcomes = await send(changes, sending)
    for (const { stands, change, verdict } of outcomes) {
      if (stands) note(change, verdict?.seq)
    }
    return outcomes
  } catch (failure) {
    return prepared.map((change) => ({ change, stands: false, failure }))
  }
}

const AT_ONCE = 250

/** Works in slices, so that the page stays alive over a hundred thousand changes. */
async function inSlices<T, R>(all: readonly T[], work: (one: T) => R): Promise<R[]> {
  const done: R[] = []
  for (const one of all) {
    done.push(work(one))
    if (done.length % AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve))
  }
  return done
}

export function resultOf(outcomes: Outcome[]): Result {
  const refused = outcomes.filter((outcome) => outcome.refused !== undefined)
  const failed = outcomes.filter((outcome) => outcome.failure !== undefined)
  return {
    outcomes,
    standing: outcomes.length - refused.length - failed.length,
    refused,
    failed,
    isWhole: refused.length + failed.length === 0,
  }
}

/** The changes that undo what stands, the last first. */
export function undoOf(outcomes: readonly Outcome[]): Draft[] {
  return outcomes
    .filter((outcome) => outcome.stands && outcome.undo !== undefined)
    .map(({ undo, change }) => ({
      do: undo?.do ?? '',
      body: undo?.body,
      was: undo?.was,
      later: stampOf(change),
    }))
    .reverse()
}

function stampOf(change: Outcome['change']): number | undefined {
  return 'stamp' in change ? (change as Change).stamp : undefined
}
