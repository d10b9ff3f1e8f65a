import { Button, Menu, TextInput } from '@mantine/core'
import { useDebouncedCallback, useMediaQuery } from '@mantine/hooks'
import {
  IconCalendarRepeat,
  IconCopy,
  IconDots,
  IconPlus,
  IconSearch,
  IconTemplate,
} from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet } from '../../api'
import {
  Failed,
  Page as Frame,
  firstWeekday,
  SkeletonRows,
  TeamPicker,
  today,
  useFormats,
} from '../../parts'
import { addDays } from '../../parts/formats'
import { usePageActions } from '../../shell'
import { weekStart } from './board'
import { Filled } from './Filled'
import { plan as page } from './page'
import styles from './plan.module.css'
import { WeekPicker } from './WeekPicker'

export function Page() {
  const { t } = useTranslation('plan')
  const { locale, day } = useFormats()
  const search = page.useSearch()
  const set = page.useSetSearch()
  const from = weekStart(search.week ?? today(), firstWeekday(locale))
  const to = addDays(from, 6)
  const { data, error, refetch, isPlaceholderData } = useGet(
    '/v1/plan',
    { query: { from, to, team: search.team } },
    { keepPrevious: true },
  )
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const go = (weeks: number) => {
    const next = addDays(from, weeks * 7)
    const isThis = next === weekStart(today(), firstWeekday(locale))
    set({ week: isThis ? undefined : next, day: undefined })
  }
  const actions = [
    { id: 'earlier', label: t('week.before'), run: () => go(-1), shortcut: ',' },
    { id: 'later', label: t('week.after'), run: () => go(1), shortcut: '.' },
  ]
  usePageActions(actions)
  return (
    <Frame
      title={t('title')}
      lead={t('lead', { from: day(from), to: day(to) })}
      actions={<Menus />}
      filters={
        <>
          <WeekPicker from={from} go={go} set={(week) => set({ week, day: undefined })} />
          <TeamPicker
            ariaLabel={t('team')}
            placeholder={t('all_teams')}
            width={170}
            value={search.team}
            onChange={(team) => set({ team, person: undefined })}
          />
          <Search value={search.q} onChange={(q) => set({ q })} />
          <Button
            variant="default"
            aria-pressed={search.roomy}
            onClick={() => set({ roomy: !search.roomy })}
          >
            {t('roomy')}
          </Button>
        </>
      }
    >
      {error && !data ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : data ? (
        <Filled data={data} isWaiting={isPlaceholderData} isNarrow={isNarrow} />
      ) : (
        <SkeletonRows rows={12} />
      )}
    </Frame>
  )
}

function Menus() {
  const { t } = useTranslation('plan')
  const set = page.useSetSearch()
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots size={16} aria-hidden />}>
            {t('more_menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCalendarRepeat size={16} aria-hidden />}
            onClick={() => set({ open: 'series' }, { push: true })}
          >
            {t('series.title')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTemplate size={16} aria-hidden />}
            onClick={() => set({ open: 'templates' }, { push: true })}
          >
            {t('template.title')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopy size={16} aria-hidden />}
            onClick={() => set({ open: 'copy' })}
          >
            {t('copy.menu')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => set({ open: 'new' })}>
        {t('new')}
      </Button>
    </>
  )
}

/** Finds while somebody types, without writing every letter into the address. */
function Search(props: { value?: string; onChange: (q: string | undefined) => void }) {
  const { t } = useTranslation('plan')
  const [typed, setTyped] = useState(props.value ?? '')
  const tell = useDebouncedCallback((q: string) => props.onChange(q || undefined), 200)
  const known = useMemo(() => props.value ?? '', [props.value])
  useEffect(() => {
    setTyped((now) => (now.trim() === known ? now : known))
  }, [known])
  return (
    <TextInput
      w={200}
      type="search"
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        tell(event.currentTarget.value.trim())
      }}
      className={styles.search}
    />
  )
}
