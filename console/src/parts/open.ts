import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

interface Opened {
  task?: string
  customer?: string
}

/** What stands opened over the page, by the URL: it survives a reload and can be sent to somebody. */
export function useOpen() {
  const found: Opened = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = useCallback(
    (opened: Opened) => {
      const search = (before: Record<string, unknown>) => ({ ...before, ...opened })
      // Every page's search type differs; these two names belong to all of them.
      void navigate({ to: '.', search: search as never, resetScroll: false })
    },
    [navigate],
  )
  return useMemo(
    () => ({
      task: text(found.task),
      customer: text(found.customer),
      openTask: (task: string) => change({ task }),
      openCustomer: (customer: string) => change({ customer, task: undefined }),
      closeTask: () => change({ task: undefined }),
      closeCustomer: () => change({ customer: undefined, task: undefined }),
    }),
    [found.task, found.customer, change],
  )
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
