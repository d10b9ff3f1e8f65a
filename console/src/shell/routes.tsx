import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import i18next from 'i18next'
import type { ComponentType } from 'react'
import { hasWords } from '../words'
import { parseSearch, stringifySearch } from './address'
import { Frame } from './Frame'
import { NotFound } from './NotFound'
import { PageFailed } from './PageFailed'
import { PageWaiting } from './PageWaiting'
import type { PageDefinition } from './page'
import { pages } from './pages'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    page?: PageDefinition
  }
}

const root = createRootRoute({ component: Outlet })

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Frame,
  notFoundComponent: NotFound,
})

/** Where somebody lands who named no page: Today, or the first page there is. */
const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  beforeLoad: () => {
    const first = pages.find((page) => page.name === 'today') ?? pages[0]
    throw redirect({ to: first?.path ?? '/help', replace: true })
  },
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (raw: Record<string, unknown>) => ({
    // Only a path of this console: an address elsewhere would send people to strangers.
    next: typeof raw.next === 'string' && /^\/(?![/\\])/.test(raw.next) ? raw.next : undefined,
    ended: raw.ended === 'true' ? 'true' : undefined,
    problem: typeof raw.problem === 'string' ? raw.problem : undefined,
  }),
  component: lazyRouteComponent(() => import('./sign-in/SignIn'), 'SignIn'),
})

const pageRoutes = pages.map((page) =>
  createRoute({
    getParentRoute: () => frame,
    path: page.path,
    staticData: { page },
    validateSearch: (raw: Record<string, unknown>) =>
      page.search ? page.search(raw as Record<string, string | undefined>) : {},
    loader: async () => {
      if (hasWords(page.name)) await i18next.loadNamespaces(page.name)
    },
    component: lazyRouteComponent(page.load as () => Promise<{ Page: ComponentType }>, 'Page'),
    errorComponent: PageFailed,
    pendingComponent: PageWaiting,
    pendingMs: 120,
    pendingMinMs: 0,
  }),
)

/** A path that no page has: shown inside the frame, so that the way back is at hand. */
const nowhere = createRoute({ getParentRoute: () => frame, path: '$', component: NotFound })

export const router = createRouter({
  routeTree: root.addChildren([signIn, frame.addChildren([home, ...pageRoutes, nowhere])]),
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: PageFailed,
})
