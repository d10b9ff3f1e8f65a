import { createContext, useContext, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDirectory } from '../../api'
import { useFormats, useOpen } from '../../parts'
import { useChanges } from '../../write'
import {
  draftsOf,
  type Holder,
  indexOf,
  isOpen,
  movesOf,
  optimistic,
  type Plan,
  type Stop,
  seenOf,
  type Target,
} from './board'
import { check } from './check'
import { Drag, Selection } from './stores'

/** What is asked for in a form of its own. */
export type Dialog =
  | { name: 'move'; ids: readonly string[]; target?: Target }
  | { name: 'close'; ids: readonly string[] }
  | { name: 'save'; ids: readonly string[] }
  | { name: 'task'; holder?: Holder; day?: string; repeats?: boolean }
  | { name: 'copy'; person?: string }
  | { name: 'apply'; template?: string; person?: string }
  | { name: 'print'; person: string; day: string }

/** What the parts of the board share. It stays the same while the board is read anew. */
export interface Planner {
  selection: Selection
  drag: Drag
  stop(id: string): Stop | undefined
  stops(ids: Iterable<string>): Stop[]
  order(): string[]
  /** Saves a move; first says what speaks against it, where nobody has seen that yet. */
  move(ids: readonly string[], target: Target, how?: { isSeen?: boolean }): Promise<void>
  cancel(ids: readonly string[]): Promise<void>
  openTask(id: string): void
  ask(dialog: Dialog | undefined): void
  say(text: string): void
}

const Context = createContext<Planner | undefined>(undefined)
export const PlannerProvider = Context.Provider

export function usePlanner(): Planner {
  const planner = useContext(Context)
  if (!planner) throw new Error('a part of the board stands outside of it')
  return planner
}

/** Makes what the board's parts share, and holds which form is open and what was said last. */
export function useMakePlanner(plan: Plan) {
  const { t } = useTranslation('plan')
  const formats = useFormats()
  const directory = useDirectory()
  const { submit } = useChanges()
  const { openTask } = useOpen()
  const [dialog, setDialog] = useState<Dialog>()
  const [said, say] = useState('')
  const index = useMemo(() => indexOf(plan), [plan])
  const newest = useRef({ plan, index, t, formats, directory, submit, openTask })
  newest.current = { plan, index, t, formats, directory, submit, openTask }
  const planner = useMemo<Planner>(() => {
    const stops = (ids: Iterable<string>) =>
      [...ids].flatMap((id) => newest.current.index.get(id) ?? [])
    const send = async (drafts: ReturnType<typeof draftsOf>, done: string) => {
      say(done)
      await newest.current.submit(drafts, { done, optimistic })
    }
    const own: Planner = {
      selection: new Selection(),
      drag: new Drag(),
      stop: (id) => newest.current.index.get(id),
      stops,
      order: () => [...newest.current.index.keys()],
      openTask: (id) => newest.current.openTask(id),
      ask: setDialog,
      say,
      async move(ids, target, how = {}) {
        const { t: words } = newest.current
        const moved = stops(ids).filter((stop) => isOpen(stop) && draftsOf(stop, target).length > 0)
        if (moved.length === 0) return say(words('nothing_moved'))
        if (!how.isSeen) {
          // What cannot be asked is said by the saving itself.
          const warnings = await check(movesOf(moved, target)).catch(() => [])
          if (warnings.length > 0) return setDialog({ name: 'move', ids, target })
        }
        const drafts = moved.flatMap((stop) => draftsOf(stop, target))
        own.selection.setCut([])
        await send(drafts, movedText(newest.current, moved.length, target))
      },
      async cancel(ids) {
        const open = stops(ids).filter(isOpen)
        own.selection.clear()
        await send(
          open.map((stop) => ({
            do: 'task.cancelled',
            on: seenOf(stop),
            body: { task: stop.task },
          })),
          newest.current.t('cancelled', { count: open.length }),
        )
      },
    }
    return own
  }, [])
  return { planner, dialog, setDialog, said, index }
}

interface Speaking {
  t: ReturnType<typeof useTranslation<'plan'>>['t']
  formats: ReturnType<typeof useFormats>
  directory: ReturnType<typeof useDirectory>
}

function movedText({ t, formats, directory }: Speaking, count: number, target: Target): string {
  const holder = target.holder?.assignee ?? target.holder?.team
  const where = [
    holder ? directory.name(holder) : target.holder ? t('nobody') : undefined,
    target.day ? formats.day(target.day) : undefined,
  ].filter(Boolean)
  return where.length > 0
    ? t('moved_to', { count, where: where.join(' · ') })
    : t('changed', { count })
}
