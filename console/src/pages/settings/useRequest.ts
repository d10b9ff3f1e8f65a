import { notifications } from '@mantine/notifications'
import { useCallback, useState } from 'react'
import { Problem, problemWords, queryClient } from '../../api'

export interface Request {
  isBusy: boolean
  /** What was not right, in words; with the field that it is about. */
  problem?: string
  field?: string
  clear: () => void
  /** Does it, reads the path anew and says so; false when it did not work. */
  run: (work: () => Promise<unknown>, done?: string) => Promise<boolean>
}

/** Something that is asked of the server and is no change of a record. */
export function useRequest(path: string): Request {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ text: string; field?: string }>()
  const clear = useCallback(() => setProblem(undefined), [])
  const run = useCallback(
    async (work: () => Promise<unknown>, done?: string) => {
      setBusy(true)
      setProblem(undefined)
      try {
        await work()
        await queryClient.invalidateQueries({ queryKey: [path] })
        if (done) notifications.show({ message: done, color: 'green' })
        return true
      } catch (error) {
        // Whoever did not want to prove who he is knows that nothing was done.
        if (error instanceof Problem && error.code === 'reauthenticate') return false
        const words = problemWords(error)
        setProblem({
          text: words.detail ?? words.title,
          ...(error instanceof Problem && error.field ? { field: error.field } : {}),
        })
        return false
      } finally {
        setBusy(false)
      }
    },
    [path],
  )
  return { isBusy, problem: problem?.text, field: problem?.field, clear, run }
}
