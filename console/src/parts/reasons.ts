import { useMemo } from 'react'
import { useDirectory } from '../api'

interface Reason {
  text?: string
  use?: string
  retired?: boolean
}

export type ReasonUse = 'declined' | 'not_done' | 'closed'

/** The reasons that the organisation offers for one use. */
export function useReasons(use: ReasonUse) {
  const reasons = useAllReasons()
  return useMemo(
    () =>
      Object.entries(reasons)
        .filter(([, reason]) => reason.use === use && !reason.retired)
        .map(([name, reason]) => ({ value: name, label: reason.text || name })),
    [reasons, use],
  )
}

/** What a reason is called; what somebody typed himself stands as it is. */
export function useReasonText() {
  const reasons = useAllReasons()
  return (reason: string) => reasons[reason]?.text || reason
}

function useAllReasons(): Record<string, Reason> {
  const { organisation } = useDirectory()
  return (organisation?.record.reasons ?? NONE) as Record<string, Reason>
}

const NONE = {}
