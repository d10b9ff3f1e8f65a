// Hears from the server that there is something new, and has what is on the screen read again.
import type { Query, QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { doubt, onRecovery } from './connection'

export interface Live {
  /** Since when news arrive as they happen, in milliseconds; undefined while they do not. */
  since?: number
  /** The newest sequence that was heard. */
  seq?: number
}

/** Readings that no change moves: they are not asked again for every piece of news. */
const STILL = [
  '/v1/account',
  '/v1/sessions',
  '/v1/settings',
  '/v1/tokens',
  '/v1/audit',
  '/v1/console',
]
const AT_MOST_EVERY = 1_000

let current: Live = {}
let source: EventSource | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let last = 0
let held = 0
let isOwed = false
const listeners = new Set<() => void>()

function become(next: Live) {
  current = next
  for (const listener of listeners) listener()
}

function isMoved(query: Query): boolean {
  const path = String(query.queryKey[0])
  return path.startsWith('/v1/') && !STILL.some((still) => path.startsWith(still))
}

/** Opens the stream; returns how to close it. The frame does so for as long as somebody is signed in. */
export function startLive(client: QueryClient): () => void {
  const stopHearing = onRecovery(() => {
    if (source?.readyState === EventSource.CLOSED) open()
  })
  let pause: ReturnType<typeof setTimeout> | undefined
  let patience = 1_000

  function open() {
    source?.close()
    source = new EventSource('/v1/events')
    source.onmessage = (event) => {
      patience = 1_000
      const seq = Number(event.data)
      const isNew = current.seq !== undefined && seq !== current.seq
      become({ since: current.since ?? Date.now(), seq })
      if (isNew) refresh(client)
    }
    source.onerror = () => {
      become({ seq: current.seq })
      void doubt()
      // The browser tries again by itself unless it gave up for good (a status that is not 200).
      if (source?.readyState !== EventSource.CLOSED) return
      clearTimeout(pause)
      pause = setTimeout(open, patience * (0.75 + Math.random() / 2))
      patience = Math.min(patience * 2, 60_000)
    }
  }

  open()
  return () => {
    stopHearing()
    clearTimeout(pause)
    clearTimeout(timer)
    timer = undefined
    source?.close()
    source = undefined
    become({})
  }
}

/** Has everything that changes can move read again, at most once a second. */
export function refresh(client: QueryClient) {
  if (held > 0) {
    isOwed = true
    return
  }
  if (timer !== undefined) return
  const wait = Math.max(0, last + AT_MOST_EVERY - Date.now())
  timer = setTimeout(() => {
    timer = undefined
    // A hidden page asks once it is looked at again: what is stale is read on focus.
    last = Date.now()
    // A reading that is on its way may have missed this: it is left to end, then asked again.
    if (client.isFetching({ predicate: isMoved }) > 0) refresh(client)
    void client.invalidateQueries(
      { predicate: isMoved, refetchType: 'active' },
      { cancelRefetch: false },
    )
  }, wait)
}

/** News wait while a change of one's own is on its way, so that the screen does not jump back. */
export async function holding<T>(client: QueryClient, work: () => Promise<T>): Promise<T> {
  held += 1
  try {
    return await work()
  } finally {
    held -= 1
    if (held === 0 && isOwed) {
      isOwed = false
      refresh(client)
    }
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Says whether news arrive by themselves, and since when. */
export function useLive(): Live {
  const read = () => current
  return useSyncExternalStore(subscribe, read, read)
}
