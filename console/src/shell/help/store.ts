import { useSyncExternalStore } from 'react'

interface Help {
  isOpen: boolean
  /** A section of the guides; that of the present page when nothing is said. */
  topic?: string
  areKeysOpen: boolean
}

let current: Help = { isOpen: false, areKeysOpen: false }
const listeners = new Set<() => void>()

function become(next: Partial<Help>) {
  current = { ...current, ...next }
  for (const listener of listeners) listener()
}

/** Opens the help beside the page. */
export function openHelp(topic?: string) {
  become({ isOpen: true, topic })
}

export function closeHelp() {
  become({ isOpen: false })
}

/** Shows all keys. */
export function openKeys() {
  become({ areKeysOpen: true })
}

export function closeKeys() {
  become({ areKeysOpen: false })
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useHelp(): Help {
  const read = () => current
  return useSyncExternalStore(subscribe, read, read)
}
