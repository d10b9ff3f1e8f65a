import { useEffect, useState } from 'react'

/** True while the browser makes the pages of a print, so that more than the rows in view is there. */
export function usePrinting(now: (work: () => void) => void): boolean {
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    // The browser takes its picture right after the event, so React may not wait.
    const begin = () => now(() => setPrinting(true))
    const end = () => setPrinting(false)
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [now])
  return isPrinting
}
