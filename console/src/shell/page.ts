import type { Icon } from '@tabler/icons-react'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Language } from '../words/languages'

export type Role = 'rep' | 'manager' | 'admin'
/** Where a page stands in the side navigation; a page without a group does not. */
export type Group = 'now' | 'records' | 'office'
export const groups: readonly Group[] = ['now', 'records', 'office']

export type Search = Record<string, unknown>

export interface PageOptions<S extends object> {
  /** The folder's name: namespace of its words, section of the guides, `data-page` of its frame. */
  name: string
  /** `/customers/$id`; parts behind `$` come from `useParams`. */
  path: string
  title: Record<Exclude<Language, 'en-XA'>, string>
  /** Brings a module that exports `Page`. Unknown here, because that module knows this definition. */
  load: () => Promise<unknown>
  icon?: Icon
  group?: Group
  /** Within its group, low ones first. */
  order?: number
  /** Who may open it: managers and admins when nothing is said. */
  roles?: readonly Role[]
  /** What the address says behind `?`, made typed and whole. Values arrive as text. */
  search?: (raw: Record<string, string | undefined>) => S
  /** The letter that goes here after `g`. */
  jump?: string
  /** The section of the guides, where it is not the name. */
  help?: string
  /** A number beside the name in the navigation: what waits there. */
  useCount?: () => number | undefined
}

export interface PageDefinition<S extends object = object> extends PageOptions<S> {
  useSearch: () => S
  /** Changes parts of the search; what becomes undefined or empty leaves the address. */
  useSetSearch: () => (patch: Partial<S>, how?: { push?: boolean }) => void
  useParams: () => Record<string, string>
}

/** Declares a page; router.tsx names it in one line. */
export function definePage<S extends object = object>(options: PageOptions<S>): PageDefinition<S> {
  return {
    ...options,
    useSearch: () => useSearch({ strict: false }) as S,
    useSetSearch: () => {
      const navigate = useNavigate()
      return useCallback(
        (patch, how) => {
          void navigate({
            to: '.',
            search: (former: object) => ({ ...former, ...patch }),
            replace: !how?.push,
            resetScroll: false,
          })
        },
        [navigate],
      )
    },
    useParams: () => {
      const params = useParams({ strict: false }) as Record<string, string>
      return useMemo(() => params, [params])
    },
  }
}

/** Whether somebody of a role may open a page. */
export function mayOpen(page: Pick<PageDefinition, 'roles'>, role: string | undefined): boolean {
  return (page.roles ?? ['manager', 'admin']).some((each) => each === role)
}
