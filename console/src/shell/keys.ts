import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMe } from '../api'
import { pageActions } from './actions'
import { openHelp, openKeys } from './help/store'
import { mayOpen } from './page'
import { pages } from './pages'
import { palette, paletteStore } from './palette/store'

export const modKey = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '') ? '⌘' : 'Ctrl'

/** How long `g` waits for its second letter. */
const JUMP_PATIENCE = 1_500

/** Whether a key belongs to what is focused: letters to a field, everything to an open dialog. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true
  const target = event.target instanceof HTMLElement ? event.target : undefined
  if (target?.closest('input, textarea, select, [contenteditable="true"], [role="menu"]'))
    return true
  // Enter and space press what has the focus.
  if ((event.key === 'Enter' || event.key === ' ') && target?.closest('a, button, summary'))
    return true
  // A palette that was asked for and is not drawn yet has its keys already.
  if (paletteStore.getState().opened) return true
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null
}

/** The keys of the frame: `g` and a letter for pages, `/` and `?`, and what the page offers. */
export function useKeys() {
  const navigate = useNavigate()
  const role = useMe().data?.role
  useEffect(() => {
    let jumpUntil = 0
    const hear = (event: KeyboardEvent) => {
      // The palette hears no keys before its code is there; what opens it is here from the start.
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        palette.toggle()
        return
      }
      if (isTaken(event)) return
      const key = event.key
      if (Date.now() < jumpUntil) {
        jumpUntil = 0
        const page = pages.find((each) => each.jump === key.toLowerCase() && mayOpen(each, role))
        if (page) {
          event.preventDefault()
          void navigate({ to: page.path })
        }
        return
      }
      const action = pageActions().find((each) => each.shortcut === key && !each.isDisabled)
      if (key === 'g') jumpUntil = Date.now() + JUMP_PATIENCE
      else if (key === '?') openKeys()
      else if (key === 'F1') openHelp()
      else if (key === '/') palette.open()
      else if (action) action.run()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [navigate, role])
}
