// The way in which every page writes.
import { useHotkeys } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import i18next from 'i18next'
import { useCallback, useState } from 'react'
import { LONG } from './batches'
import type { Draft } from './change'
import type { Optimistic } from './optimistic'
import { type Result, resultOf, type Submission, submit, undoOf } from './submit'
import { hideToasts, showDone, showPart, showProgress, showRefused } from './toasts'
import { push, take, type Undoable, undoLast } from './undo'

export interface Manner {
  /** What to say when it is done: "Task moved to Tuesday". Without it nothing is said. */
  done?: string
  /** What the screen shows until the server has said so. */
  optimistic?: Optimistic
  /** All stand or none (at most 500). */
  whole?: boolean
  /** False where the page says itself what was refused (a form beside its fields). */
  saysRefusal?: boolean
  /** False where there is no way back. */
  canUndo?: boolean
}

export interface Changes {
  /** Sends what happened; the result says what stands. Never throws for what the server says. */
  submit(drafts: Draft | readonly Draft[], manner?: Manner): Promise<Result>
  /** While something of this page is on its way. */
  isBusy: boolean
}

export function useChanges(): Changes {
  const client = useQueryClient()
  const [busy, setBusy] = useState(0)
  const submitOne = useCallback<Changes['submit']>(
    async (drafts, manner = {}) => {
      setBusy((count) => count + 1)
      try {
        return await perform(client, Array.isArray(drafts) ? drafts : [drafts as Draft], manner)
      } finally {
        setBusy((count) => count - 1)
      }
    },
    [client],
  )
  return { submit: submitOne, isBusy: busy > 0 }
}

let toasts = 0

/** The same outside of a component (the palette, a drag that outlives its card). */
export async function perform(
  client: QueryClient,
  drafts: readonly Draft[],
  manner: Manner = {},
): Promise<Result> {
  if (drafts.length === 0) return resultOf([])
  toasts += 1
  const id = `write-${toasts}`
  const { optimistic, whole } = manner
  const result = await underProgress(client, id, drafts, { optimistic, whole })
  say(client, id, result, manner)
  return result
}

/** Sends it, and says how far it is where that takes its time. */
async function underProgress(
  client: QueryClient,
  id: string,
  drafts: readonly Draft[],
  submission: Submission = {},
): Promise<Result> {
  if (drafts.length <= LONG) return submit(client, drafts, submission)
  const stop = new AbortController()
  const show = (done: number) => showProgress(id, done, drafts.length, () => stop.abort())
  show(0)
  const progress = (done: number, of: number) => {
    if (done < of) show(done)
  }
  const result = await submit(client, drafts, { ...submission, signal: stop.signal, progress })
  notifications.hide(id)
  return result
}

function say(client: QueryClient, id: string, result: Result, manner: Manner) {
  const t = i18next.t
  const undoable =
    manner.canUndo === false ? undefined : undoableOf(client, id, result, manner.done ?? '')
  if (undoable) push(undoable)
  if (result.standing > 0 && manner.done !== undefined && result.isWhole) {
    showDone(id, manner.done, undoable && (() => void undoable.undo()))
  }
  if (result.isWhole || manner.saysRefusal === false) return
  const count = result.outcomes.length
  const title =
    result.standing === 0
      ? t('write:notDone', { count })
      : t('write:partlyDone', { count: result.standing, of: count })
  showRefused(id, result, title)
  if (result.standing > 0 && undoable) {
    showPart(id, t('write:standing', { count: result.standing }), () => {
      void undoable.undo()
    })
  }
}

function undoableOf(
  client: QueryClient,
  id: string,
  result: Result,
  done: string,
): Undoable | undefined {
  const drafts = undoOf(result.outcomes)
  if (drafts.length === 0) return undefined
  const undoable: Undoable = {
    done,
    undo: async () => {
      if (!take(undoable)) return
      hideToasts(id)
      await undo(client, drafts, done)
    },
  }
  return undoable
}

async function undo(client: QueryClient, drafts: Draft[], done: string) {
  const t = i18next.t
  toasts += 1
  const id = `undo-${toasts}`
  const result = await underProgress(client, id, drafts)
  if (result.isWhole) {
    showDone(id, done ? t('write:undone', { what: done }) : t('write:undoneAll'), undefined)
  } else showRefused(id, result, t('write:undoFailed', { count: result.outcomes.length }))
}

/** `mod+Z` undoes the last submission; the frame calls it once. Fields keep their own undo. */
export function useUndoKey() {
  useHotkeys([['mod+Z', () => void undoLast()]])
}
