import { useUndoKey } from './useChanges'

/** Has mod+Z take back what was done last, on every page. */
export function UndoKey() {
  useUndoKey()
  return null
}
