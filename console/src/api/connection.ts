// Whether the server can be reached. One store, read by the banner and by whoever waits to retry.
import { useSyncExternalStore } from 'react'

export interface Connection {
  state: 'online' | 'offline'
  /** When it was lost, in milliseconds. */
  since?: number
  /** When it is tried again, in milliseconds. */
  retryAt?: number
}

const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 30_000

let current: Connection = { state: 'online' }
let pause = FIRST_PAUSE
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()
const recoveries = new Set<() => void>()

function become(next: Connection) {
  current = next
  for (const listener of listeners) listener()
}

/** Says that a request reached nobody: from now on the server is asked by itself whether it is back. */
export function lost() {
  if (current.state === 'offline') return
  pause = FIRST_PAUSE
  become({ state: 'offline', since: Date.now() })
  schedule()
}

/** Says that the server answered. */
export function reached() {
  if (current.state === 'online') return
  clearTimeout(timer)
  timer = undefined
  become({ state: 'online' })
  for (const recovery of recoveries) recovery()
}

function schedule() {
  // Random, so that a hundred consoles do not come back in the same second.
  const wait = pause * (0.75 + Math.random() / 2)
  pause = Math.min(pause * 2, LONGEST_PAUSE)
  become({ ...current, retryAt: Date.now() + wait })
  clearTimeout(timer)
  timer = setTimeout(() => void ask(), wait)
}

async function answers(): Promise<boolean> {
  try {
    const response = await fetch('/health', {
      cache: 'no-store',
      signal: AbortSignal.timeout(10_000),
    })
    return isOurs(response) && response.ok
  } catch {
    return false
  }
}

async function ask() {
  if (await answers()) reached()
  else if (current.state === 'offline') schedule()
}

/** Says that news broke off, which a page that asks nothing would not notice: the server is asked. */
export async function doubt() {
  if (current.state === 'online' && !(await answers())) lost()
}

/** Tries at once, for the button of the banner. */
export function retryNow() {
  if (current.state === 'offline') void ask()
}

/** An answer of our server bears its header; a proxy's or a captive portal's page does not. */
export function isOurs(response: Response): boolean {
  return (
    response.headers.has('outrider-protocol') ||
    (response.headers.get('content-type') ?? '').includes('json')
  )
}

/** Runs whenever the server is back; returns how to stop that. */
export function onRecovery(run: () => void): () => void {
  recoveries.add(run)
  return () => recoveries.delete(run)
}

/** Waits until the server is reachable. */
export function untilOnline(signal?: AbortSignal): Promise<void> {
  if (current.state === 'online') return Promise.resolve()
  return new Promise((resolve, reject) => {
    const stop = onRecovery(() => {
      stop()
      resolve()
    })
    signal?.addEventListener('abort', () => {
      stop()
      reject(new DOMException('Aborted', 'AbortError'))
    })
  })
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function connection(): Connection {
  return current
}

/** What the banner shows. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, connection, connection)
}

// The browser knows earlier than a request that the cable is out, and that it is in again.
if (typeof window !== 'undefined') {
  window.addEventListener('offline', lost)
  window.addEventListener('online', retryNow)
}
