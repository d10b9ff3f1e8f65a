import { type KeyboardEvent, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Target } from './board'
import type { Planner } from './planner'

/** Where a focused thing lies, so that what was cut can be put there. */
export function targetAt(element: Element | null): Target | undefined {
  const cell = element?.closest<HTMLElement>('[data-cell]')
  if (cell) return { holder: { assignee: cell.dataset.person }, day: cell.dataset.day }
  const list = element?.closest<HTMLElement>('[data-holder]')
  return list ? { holder: JSON.parse(list.dataset.holder ?? '{}') } : undefined
}

function focusOn(element: Element | null | undefined) {
  if (!(element instanceof HTMLElement)) return
  element.focus()
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

function within(element: Element | null | undefined): HTMLElement[] {
  return [...(element?.querySelectorAll<HTMLElement>('[data-focus]') ?? [])]
}

/** The thing that an arrow leads to: up and down through cards, sideways through days. */
function next(from: HTMLElement, key: string, isRtl: boolean): Element | undefined {
  const cell = from.closest<HTMLElement>('[data-cell]')
  const group = cell ?? from.closest<HTMLElement>('[data-pool]')
  const all = within(group)
  const at = all.indexOf(from)
  const down = key === 'ArrowDown'
  if (down || key === 'ArrowUp') {
    const beside = all[at + (down ? 1 : -1)]
    if (beside || !cell) return beside
    const row = cell.closest('[data-row]')
    const column = [...(row?.querySelectorAll('[data-cell]') ?? [])].indexOf(cell)
    const sibling = down ? row?.nextElementSibling : row?.previousElementSibling
    const there = within(sibling?.querySelectorAll('[data-cell]')[column])
    return down ? there[0] : there.at(-1)
  }
  const forward = (key === 'ArrowRight') !== isRtl
  const cells = [...(cell?.closest('[data-row]')?.querySelectorAll('[data-cell]') ?? [])]
  const beside = cell ? cells[cells.indexOf(cell) + (forward ? 1 : -1)] : undefined
  const there = within(beside)
  return there[Math.min(at, there.length - 1)]
}

/** The way over the board without a mouse. */
export function useBoardKeys(planner: Planner) {
  const { t } = useTranslation('plan')

  const cut = useCallback(() => {
    const focused = document.activeElement?.closest<HTMLElement>('[data-task]')?.dataset.task
    const ids = planner.selection.all().size > 0 ? [...planner.selection.all()] : [focused ?? '']
    const known = planner.stops(ids).map((stop) => stop.task)
    planner.selection.setCut(known)
    planner.say(known.length > 0 ? t('cut', { count: known.length }) : t('choose_first'))
  }, [planner, t])

  const paste = useCallback(async () => {
    const target = targetAt(document.activeElement)
    const ids = [...planner.selection.cut()]
    if (ids.length === 0) return planner.say(t('cut_first'))
    if (!target) return planner.say(t('go_first'))
    await planner.move(ids, target)
  }, [planner, t])

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const from = event.target as HTMLElement
      if (from.closest('input, textarea, [role="menu"], [role="dialog"]')) return
      const { selection } = planner
      const isMod = event.ctrlKey || event.metaKey
      const task = from.closest<HTMLElement>('[data-task]')?.dataset.task
      const told = () => planner.say(t('chosen', { count: selection.all().size }))
      const hear = (): boolean => {
        if (event.key.startsWith('Arrow') && !isMod) {
          const isRtl = getComputedStyle(from).direction === 'rtl'
          const focus = from.closest<HTMLElement>('[data-focus]')
          if (focus) focusOn(next(focus, event.key, isRtl))
          else if (from.matches('[data-board], [data-pool] > *')) focusOn(within(from)[0])
          else return false
          return true
        }
        if (event.key === 'Escape') {
          if (selection.all().size + selection.cut().size === 0) return false
          selection.clear()
          told()
          return true
        }
        if (isMod && event.key === 'x') {
          cut()
          return true
        }
        if (isMod && event.key === 'v') {
          void paste()
          return true
        }
        if (task === undefined) return false
        if (isMod && event.key === 'a') {
          const near = within(from.closest('[data-cell], [data-pool-list]'))
          selection.only(near.flatMap((one) => one.dataset.task ?? []))
        } else if (event.key === ' ' && event.shiftKey) selection.reach(task, planner.order())
        else if (event.key === ' ') selection.toggle(task)
        else if (event.key === 'Enter') {
          planner.openTask(task)
          return true
        } else return false
        told()
        return true
      }
      if (hear()) event.preventDefault()
    },
    [planner, t, cut, paste],
  )
  return { onKeyDown, cut, paste }
}
