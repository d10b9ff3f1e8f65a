import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect } from 'react'
import { movesOf, type Target } from './board'
import { check } from './check'
import type { Planner } from './planner'

/** How long a hand rests over a cell before the server is asked. */
const REST = 90

interface Over {
  key: string
  target: Target
}

/** Follows what is dragged: asks what speaks against the cell below, and saves the drop. */
export function useMonitor(planner: Planner) {
  useEffect(() => {
    const { drag } = planner
    let waits: ReturnType<typeof setTimeout> | undefined
    const enter = (over: Over | undefined) => {
      clearTimeout(waits)
      drag.enter(over?.key)
      if (!over || drag.warningsOf(over.key)) return
      const { ids } = drag
      waits = setTimeout(() => {
        check(movesOf(planner.stops(ids), over.target)).then(
          (warnings) => {
            if (drag.ids === ids) drag.learn(over.key, warnings)
          },
          // Whatever keeps the answer away is told when the move is saved.
          () => undefined,
        )
      }, REST)
    }
    const overOf = (targets: { data: Record<string | symbol, unknown> }[]) =>
      targets[0]?.data as unknown as Over | undefined
    const stop = monitorForElements({
      canMonitor: ({ source }) => Array.isArray(source.data.ids),
      onDragStart: ({ source }) => drag.start(source.data.ids as string[]),
      onDropTargetChange: ({ location }) => enter(overOf(location.current.dropTargets)),
      onDrop: ({ location }) => {
        clearTimeout(waits)
        const over = overOf(location.current.dropTargets)
        const { ids } = drag
        const isSeen = over !== undefined && drag.warningsOf(over.key) !== undefined
        drag.end()
        if (over) void planner.move(ids, over.target, { isSeen })
      },
    })
    return () => {
      clearTimeout(waits)
      stop()
    }
  }, [planner])
}
