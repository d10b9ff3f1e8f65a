// What can be done on the present page: shown in the palette, run by its key.
import type { Icon } from '@tabler/icons-react'
import { useEffect, useRef, useSyncExternalStore } from 'react'

export interface PageAction {
  id: string
  label: string
  run: () => void
  icon?: Icon
  /** One key, for example `n`; not while somebody types. */
  shortcut?: string
  isDisabled?: boolean
}

let actions: readonly PageAction[] = []
const owners = new Map<symbol, readonly PageAction[]>()
const listeners = new Set<() => void>()

function tell() {
  actions = [...owners.values()].flat()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Offers actions for as long as the component stands. */
export function usePageActions(offered: readonly PageAction[]) {
  const owner = useRef(Symbol('page'))
  // What is run is always the newest; the list is told anew only when what is seen of it changes.
  const newest = useRef(offered)
  newest.current = offered
  const seen = offered.map(({ id, label, shortcut, isDisabled }) =>
    [id, label, shortcut, isDisabled].join('\u0000'),
  )
  const signature = seen.join('\u0001')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for what is offered
  useEffect(() => {
    const key = owner.current
    owners.set(
      key,
      newest.current.map((action, place) => ({
        ...action,
        run: () => newest.current[place]?.run(),
      })),
    )
    tell()
    return () => {
      owners.delete(key)
      tell()
    }
  }, [signature])
}

export function pageActions(): readonly PageAction[] {
  return actions
}

export function useOfferedActions(): readonly PageAction[] {
  return useSyncExternalStore(subscribe, pageActions, pageActions)
}
