import { useDisclosure } from '@mantine/hooks'
import { useSpotlight } from '@mantine/spotlight'
import { Outlet, useMatches, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../api'
import { Drawers } from '../parts/Drawers'
import { preferences } from '../words'
import { Banner } from './frame/Banner'
import { BottomBar } from './frame/BottomBar'
import styles from './frame/frame.module.css'
import { MobileNavigation, SideNavigation } from './frame/Navigation'
import { NewVersion } from './frame/NewVersion'
import { TopBar } from './frame/TopBar'
import { useHelp } from './help/store'
import { useKeys } from './keys'
import { NotFound } from './NotFound'
import { PageWaiting } from './PageWaiting'
import { mayOpen } from './page'
import { palette, paletteStore } from './palette/store'
import { Gate } from './session/Gate'
import { ProveAgain } from './session/ProveAgain'
import { useGeneralTitle } from './title'
import { useLanguageTitle } from './useTitles'

const HelpDrawer = lazy(() =>
  import('./help/HelpDrawer').then((it) => ({ default: it.HelpDrawer })),
)
const Palette = lazy(() => import('./palette/Palette').then((it) => ({ default: it.Palette })))
const Shortcuts = lazy(() => import('./help/Shortcuts').then((it) => ({ default: it.Shortcuts })))

/** What stands around every page: navigation, top bar, banners, and what opens over the page. */
export function Frame() {
  return (
    <Gate>
      <SignedIn />
    </Gate>
  )
}

function SignedIn() {
  const { t } = useTranslation('shell')
  const page = useMatches({ select: (matches) => matches.at(-1)?.staticData.page })
  const path = useRouterState({ select: (state) => state.location.pathname })
  const titleOf = useLanguageTitle()
  const me = useMe()
  const main = useRef<HTMLElement>(null)
  const [isNarrow, narrow] = useDisclosure(preferences.isNarrow())
  const [isMenuOpen, menu] = useDisclosure(false)
  const help = useHelp()
  // Its code is fetched when it is opened first, and stays.
  const isPaletteOpen = useSpotlight(paletteStore).opened
  const isPaletteWanted = useRef(false)
  if (isPaletteOpen) isPaletteWanted.current = true
  useKeys()
  useGeneralTitle(page ? titleOf(page) : undefined)

  // What stood open over a page goes with the session.
  useEffect(() => () => palette.close(), [])

  // Whoever changes the page by keyboard goes on reading at its beginning.
  const former = useRef(path)
  // biome-ignore lint/correctness/useExhaustiveDependencies: closing is for the new path alone
  useEffect(() => {
    if (former.current === path) return
    former.current = path
    menu.close()
    main.current?.focus({ preventScroll: true })
  }, [path])

  return (
    <div className={styles.frame} data-narrow={isNarrow || undefined}>
      <a className={styles.skip} href="#main">
        {t('skip')}
      </a>
      <SideNavigation
        isNarrow={isNarrow}
        onNarrow={() => {
          preferences.keepNarrow(!isNarrow)
          narrow.toggle()
        }}
      />
      <div className={styles.column}>
        <TopBar onMenu={menu.open} />
        <Banner />
        <NewVersion />
        <main id="main" ref={main} tabIndex={-1} className={styles.main} data-page={page?.name}>
          <Suspense fallback={<PageWaiting />}>
            {page && me.data && !mayOpen(page, me.data.role) ? <NotFound /> : <Outlet />}
          </Suspense>
        </main>
      </div>
      <BottomBar onMore={menu.open} />
      <MobileNavigation isOpen={isMenuOpen} onClose={menu.close} />
      <Drawers />
      <ProveAgain />
      <Suspense fallback={null}>
        {isPaletteWanted.current ? <Palette /> : null}
        {help.isOpen ? <HelpDrawer /> : null}
        {help.areKeysOpen ? <Shortcuts /> : null}
      </Suspense>
    </div>
  )
}
