// What can be undone: a stack, the newest on top, for the key and for the palette.
import { useSyncExternalStore } from 'react'
import { forget } from './ledger'

export interface Undoable {
  /** What was done, in words: "12 tasks moved". */
  done: string
  undo: () => Promise<void>
}

const MOST = 50
let stack: readonly Undoable[] = []
const listeners = new Set<() => void>()

function become(next: readonly Undoable[]) {
  stack = next
  for (const listener of listeners) listener()
}

export function push(undoable: Undoable) {
  become([...stack.slice(1 - MOST), undoable])
}

/** Takes one off the stack so that it is undone only once; false when it is not there any more. */
export function take(undoable: Undoable): boolean {
  if (!stack.includes(undoable)) return false
  become(stack.filter((one) => one !== undoable))
  return true
}

/** Undoes the last submission of this tab. */
export async function undoLast(): Promise<void> {
  await stack[stack.length - 1]?.undo()
}

/** Forgets everything, when somebody signs out. */
export function forgetUndo() {
  forget()
  become([])
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useLastUndoable(): Undoable | undefined {
  const last = () => stack[stack.length - 1]
  return useSyncExternalStore(subscribe, last, last)
}
