// Cuts changes into requests that the server takes.
import { bytes } from './canonical'
import type { Change } from './change'

export const MOST_CHANGES = 500
export const MOST_BYTES = 1_048_576

/** From here on it is said how far it is. */
export const LONG = 100

/** How many go at once: a tenth, so that progress moves, within what a request may hold. */
export function stepOf(count: number): number {
  return Math.min(MOST_CHANGES, Math.max(LONG, Math.ceil(count / 10)))
}

/** As few requests as the limits allow, in order. One change alone may be larger. */
export function batchesOf(changes: readonly Change[], most = MOST_CHANGES): Change[][] {
  const batches: Change[][] = []
  let batch: Change[] = []
  let size = 0
  for (const change of changes) {
    const length = bytes(change.text) + 1
    const isFull = batch.length >= most || (batch.length > 0 && size + length > MOST_BYTES - 64)
    if (isFull) {
      batches.push(batch)
      batch = []
      size = 0
    }
    batch.push(change)
    size += length
  }
  if (batch.length > 0) batches.push(batch)
  return batches
}

/** The body of a request: the very texts that were built, so that a repeat is the same bytes. */
export function bodyOf(batch: readonly Change[], whole: boolean): string {
  return `{"changes":[${batch.map((change) => change.text).join(',')}],"whole":${whole}}`
}
