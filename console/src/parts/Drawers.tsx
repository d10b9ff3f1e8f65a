import { lazy, Suspense } from 'react'
import { useOpen } from './open'

const Task = lazy(() => import('./TaskDrawer').then((module) => ({ default: module.TaskDrawer })))
const Customer = lazy(() =>
  import('./CustomerDrawer').then((module) => ({ default: module.CustomerDrawer })),
)
// Not before there is something to take back, so it need not be there at first.
const UndoKey = lazy(() =>
  import('../write/UndoKey').then((module) => ({ default: module.UndoKey })),
)

/** What opens over pages. The frame mounts it once; its code comes with the first opening. */
export function Drawers() {
  const { task, customer } = useOpen()
  return (
    <Suspense>
      <UndoKey />
      {customer === undefined ? null : <Customer />}
      {task === undefined ? null : <Task />}
    </Suspense>
  )
}
