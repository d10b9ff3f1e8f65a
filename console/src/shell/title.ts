import { useEffect } from 'react'

/** Names the browser's tab: the page first, so that many tabs can be told apart. */
export function usePageTitle(title: string | undefined) {
  useEffect(() => {
    document.title = title ? `${title} · Outrider` : 'Outrider'
  }, [title])
}
