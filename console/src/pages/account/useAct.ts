import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem, problemWords } from '../../api'

export interface Act {
  isBusy: boolean
  /** What was not right, in words; with the field that it is about. */
  problem?: string
  field?: string
  clear: () => void
  /** Does it, reads the account anew and says so; gives undefined when it did not work. */
  run: <T>(work: () => Promise<T>, done?: string) => Promise<T | undefined>
}

/** One thing that somebody does to his account, with what is shown meanwhile and afterwards. */
export function useAct(): Act {
  const { t } = useTranslation('account')
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ text: string; field?: string }>()
  const run = useCallback(
    async <T>(work: () => Promise<T>, done?: string) => {
      setBusy(true)
      setProblem(undefined)
      try {
        const result = await work()
        if (done) notifications.show({ message: done, color: 'green' })
        return result
      } catch (error) {
        if (error instanceof Problem && error.code === 'reauthenticate') return undefined
        if (error instanceof DOMException) setProblem({ text: t('problem.passkey') })
        else {
          const words = problemWords(error)
          const isWrong = error instanceof Problem && error.code === 'unauthenticated'
          setProblem({
            text: isWrong ? t('problem.wrong') : (words.detail ?? words.title),
            ...(error instanceof Problem && error.field ? { field: error.field } : {}),
          })
        }
        return undefined
      } finally {
        setBusy(false)
        await client.invalidateQueries({ queryKey: ['/v1/account'] })
      }
    },
    [client, t],
  )
  const clear = useCallback(() => setProblem(undefined), [])
  return { isBusy, problem: problem?.text, field: problem?.field, clear, run }
}
