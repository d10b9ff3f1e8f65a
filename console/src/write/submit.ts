// One submission from beginning to end: shown at once, sent, judged, taken back where refused.
import type { QueryClient } from '@tanstack/react-query'
import { holding } from '../api/live'
import { build, type Change, type Draft } from './change'
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

/** Sends what happened; never throws for what the server says. */
export async function submit(
  client: QueryClient,
  drafts: readonly Draft[],
  submission: Submission = {},
): Promise<Result> {
  const changes = drafts.map((draft) => build(draft))
  return submitBuilt(client, changes, submission)
}

async function submitBuilt(
  client: QueryClient,
  changes: Change[],
  submission: Submission,
): Promise<Result> {
  const { optimistic, ...sending } = submission
  const overlay = new Overlay(client)
  return holding(client, async () => {
    if (optimistic) {
      await overlay.begin()
      overlay.apply(changes, optimistic)
    }
    let outcomes: Outcome[]
    try {
      outcomes = await send(changes, sending)
    } catch (failure) {
      outcomes = changes.map((change) => ({ change, stands: false, failure }))
    }
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
      later: change.stamp,
    }))
    .reverse()
}
