import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useRef } from 'react'
import type { Target } from './board'

/** Where something can be dropped; the board's monitor hears of it. */
export function useDropTarget<E extends HTMLElement>(key: string, target: Target) {
  const place = useRef<E>(null)
  const newest = useRef(target)
  newest.current = target
  useEffect(() => {
    const element = place.current
    if (!element) return
    return dropTargetForElements({
      element,
      getData: () => ({ key, target: newest.current }),
    })
  }, [key])
  return place
}
