import { notifications } from '@mantine/notifications'
import { useCallback, useState } from 'react'
import { Problem, problemWords, queryClient } from '../../api'

export interface Ask {
  isBusy: boolean
  problem?: string
  /** The server's name of the field that was not right. */
  field?: string
  clear: () => void
  /** Does it, says so, reads anew what it moved; undefined when it did not work. */
  run: <T>(work: () => Promise<T>, done?: string, moves?: string[]) => Promise<T | undefined>
}

/** A request that is no change: what is shown meanwhile, and what came of it. */
export function useAsk(): Ask {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ text: string; field?: string }>()
  const run = useCallback<Ask['run']>(async (work, done, moves = []) => {
    setBusy(true)
    setProblem(undefined)
    try {
      const result = await work()
      if (done) notifications.show({ message: done, color: 'green', role: 'status' })
      return result
    } catch (error) {
      // Whoever did not want to prove who he is wanted nothing else either.
      if (error instanceof Problem && error.code === 'reauthenticate') return undefined
      const words = problemWords(error)
      setProblem({
        text: words.detail ?? words.title,
        ...(error instanceof Problem && error.field ? { field: error.field } : {}),
      })
      return undefined
    } finally {
      setBusy(false)
      for (const path of moves) void queryClient.invalidateQueries({ queryKey: [path] })
    }
  }, [])
  const clear = useCallback(() => setProblem(undefined), [])
  return { isBusy, problem: problem?.text, field: problem?.field, clear, run }
}

/** Says what went wrong where there is no form to say it in. */
export function useAskAloud() {
  const [isBusy, setBusy] = useState(false)
  const run = useCallback(async <T>(work: () => Promise<T>, done: string, moves: string[] = []) => {
    setBusy(true)
    try {
      const result = await work()
      notifications.show({ message: done, color: 'green', role: 'status' })
      return result
    } catch (error) {
      if (error instanceof Problem && error.code === 'reauthenticate') return undefined
      const words = problemWords(error)
      notifications.show({ title: words.title, message: words.detail ?? '', color: 'red' })
      return undefined
    } finally {
      setBusy(false)
      for (const path of moves) void queryClient.invalidateQueries({ queryKey: [path] })
    }
  }, [])
  return { isBusy, run }
}
