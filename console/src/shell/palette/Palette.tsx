import { useMantineColorScheme } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import {
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from '@mantine/spotlight'
import {
  IconBuildingStore,
  IconHelp,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconSearch,
  IconSunMoon,
  IconUser,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDirectory, useGet, useMe } from '../../api'
import { schemes, speak } from '../../words'
import { useOfferedActions } from '../actions'
import { useLanguages } from '../frame/AccountMenu'
import { openHelp, openKeys } from '../help/store'
import { mayOpen } from '../page'
import { pages } from '../pages'
import { useSignOut } from '../session/signOut'
import { useLanguageTitle } from '../useTitles'
import { paletteStore } from './store'

const MOST = 6

interface Found {
  record: { id?: unknown; name?: unknown; code?: unknown; address?: unknown }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined
}

/** Everything by a few letters: pages, what the page can do, people, customers, and settings. */
export function Palette() {
  const { t } = useTranslation(['shell', 'common'])
  const [query, setQuery] = useState('')
  const navigate = useNavigate()
  const role = useMe().data?.role
  const titleOf = useLanguageTitle()
  const offered = useOfferedActions()
  const directory = useDirectory()
  const speakable = useLanguages()
  const signOut = useSignOut()
  const { setColorScheme } = useMantineColorScheme()
  const customers = useCustomers(query)
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const fits = (label: string) => words.every((word) => label.toLowerCase().includes(word))

  const here = offered
    .filter((action) => !action.isDisabled && fits(action.label))
    .map((action) => {
      const Sign = action.icon ?? IconSearch
      return entry(`do-${action.id}`, action.label, <Sign size={18} aria-hidden />, action.run)
    })
  const places = pages
    .filter((page) => !page.path.includes('$') && mayOpen(page, role) && fits(titleOf(page)))
    .map((page) => {
      const Sign = page.icon ?? IconSearch
      const go = () => void navigate({ to: page.path })
      return entry(`page-${page.name}`, titleOf(page), <Sign size={18} aria-hidden />, go)
    })
  const people = words.length
    ? directory.people
        .filter((item) => !item.record.revoked && fits(item.record.name))
        .slice(0, MOST)
        .map(({ record }) =>
          entry(
            `person-${record.id}`,
            record.name,
            <IconUser size={18} aria-hidden />,
            () => void navigate({ to: '/people', search: { person: record.id } as never }),
            t(`common:role.${record.role}`),
          ),
        )
    : []
  const found = customers.map(({ record }) =>
    entry(
      `customer-${record.id}`,
      text(record.name) ?? '',
      <IconBuildingStore size={18} aria-hidden />,
      () => void navigate({ to: `/customers/${record.id}` }),
      [text(record.code), text(record.address)?.split('\n')[0]].filter(Boolean).join(' · '),
    ),
  )
  const settings = [
    entry('help', t('help.here'), <IconHelp size={18} aria-hidden />, () => openHelp()),
    entry('keys', t('keys.title'), <IconKeyboard size={18} aria-hidden />, openKeys),
    ...schemes.map((scheme) =>
      entry(
        `scheme-${scheme}`,
        `${t('scheme.title')}: ${t(`scheme.${scheme}`)}`,
        <IconSunMoon size={18} aria-hidden />,
        () => setColorScheme(scheme),
      ),
    ),
    ...speakable.map((language) =>
      entry(
        `language-${language.code}`,
        `${t('language')}: ${language.name}`,
        <IconLanguage size={18} aria-hidden />,
        () => void speak(language.code),
      ),
    ),
    entry('sign-out', t('signOut'), <IconLogout size={18} aria-hidden />, () => void signOut()),
  ].filter((action) => fits(action.label ?? ''))

  const groups: SpotlightActionGroupData[] = [
    { group: t('palette.here'), actions: here },
    { group: t('palette.pages'), actions: places },
    { group: t('palette.people'), actions: people },
    // They come a moment later than the others: what is chosen meanwhile stays where it is.
    { group: t('palette.customers'), actions: found },
    { group: t('palette.more'), actions: words.length ? settings : settings.slice(0, 2) },
  ].filter((group) => group.actions.length > 0)

  return (
    <Spotlight
      store={paletteStore}
      actions={groups}
      // What fits was chosen above; the library's own filter would drop what the server found.
      filter={(_, all) => all}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      maxHeight="60vh"
      nothingFound={t('palette.nothing')}
      searchProps={{
        placeholder: t('search'),
        'aria-label': t('search'),
        leftSection: <IconSearch size={18} aria-hidden />,
      }}
      attributes={{ content: { 'aria-label': t('palette.title') } }}
    />
  )
}

function entry(
  id: string,
  label: string,
  sign: React.ReactNode,
  run: () => void,
  description?: string,
): SpotlightActionData {
  return { id, label, leftSection: sign, onClick: run, ...(description ? { description } : {}) }
}

function useCustomers(query: string): Found[] {
  const [asked] = useDebouncedValue(query.trim(), 150)
  const answer = useGet(
    '/v1/customers',
    { query: { q: asked, limit: MOST } },
    { enabled: asked.length >= 2, keepPrevious: true },
  )
  return query.trim().length >= 2 ? ((answer.data?.items ?? []) as Found[]) : []
}
