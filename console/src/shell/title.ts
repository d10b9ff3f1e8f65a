import { useEffect, useId } from 'react'

// The frame knows a page's general name, the page itself perhaps a better one ("Café Nachbar").
// Which of both is heard first is React's affair; so both are kept, and the better one counts.
let general: string | undefined
const better = new Map<string, string>()

function show() {
  const title = [...better.values()].at(-1) ?? general
  document.title = title ? `${title} · Outrider` : 'Outrider'
}

/** Names the browser's tab: the page first, so that many tabs can be told apart. */
export function usePageTitle(title: string | undefined) {
  const id = useId()
  useEffect(() => {
    if (!title) return undefined
    better.set(id, title)
    show()
    return () => {
      better.delete(id)
      show()
    }
  }, [id, title])
}

/** What the tab is called while the page says nothing better. */
export function useGeneralTitle(title: string | undefined) {
  useEffect(() => {
    general = title
    show()
  }, [title])
}
