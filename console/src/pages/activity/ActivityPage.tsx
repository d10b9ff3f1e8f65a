import { Button, MultiSelect, SegmentedControl } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet, useList } from '../../api'
import {
  addDays,
  CustomerPicker,
  DayRange,
  Figure,
  Page as Frame,
  PersonPicker,
  TeamPicker,
  today,
} from '../../parts'
import { usePageActions } from '../../shell'
import { SearchField } from '../../table'
import { activity } from './page'
import { Stream } from './Stream'
import { useSaving } from './useSaving'

const kinds = ['all', 'note', 'check_in'] as const
const flags = ['outside', 'uncertain', 'mock', 'jump', 'overlap', 'clock'] as const
/** How many days are shown when nobody chose any. */
const DAYS = 7

export function Page() {
  const { t } = useTranslation(['activity', 'common'])
  const search = activity.useSearch()
  const set = activity.useSetSearch()
  const to = search.to ?? today()
  const from = search.from ?? addDays(to, 1 - DAYS)
  const { q, kind, flag, team, person, at: customer } = search
  const list = useList(
    '/v1/activity',
    { from, to, q, kind, flag, team, person, customer },
    { pageSize: 50 },
  )
  const { data } = useGet(
    '/v1/reports/work',
    { query: { from, to, by: 'all', group: 'team', team, person } },
    { keepPrevious: true },
  )
  const figures = data?.total.figures
  const save = useSaving(list, from, to)
  usePageActions(
    useMemo(
      () => [{ id: 'csv', label: t('csv'), run: () => void save(), icon: IconDownload }],
      [t, save],
    ),
  )
  return (
    <Frame
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => void save()}
          disabled={list.total === 0}
        >
          {t('csv')}
        </Button>
      }
      filters={
        <>
          <DayRange
            label={t('days')}
            from={from}
            to={to}
            onChange={(start, end) => {
              if (start && end) set({ from: start, to: end })
            }}
          />
          <TeamPicker
            label={t('team')}
            width={150}
            value={team}
            onChange={(chosen) => set({ team: chosen, person: undefined })}
          />
          <PersonPicker
            label={t('person')}
            width={190}
            team={team}
            value={person}
            onChange={(chosen) => set({ person: chosen })}
          />
          <CustomerPicker
            label={t('customer')}
            width={220}
            value={customer}
            onChange={(chosen) => set({ at: chosen })}
          />
          <MultiSelect
            label={t('flags')}
            placeholder={flag ? undefined : t('any_flag')}
            miw={190}
            clearable
            clearButtonProps={{ 'aria-label': t('clear_flags') }}
            value={flag ? flag.split(',') : []}
            data={flags.map((value) => ({ value, label: flagWord(value) }))}
            onChange={(chosen) => set({ flag: chosen.join(',') || undefined })}
          />
        </>
      }
      figures={
        <>
          <Figure label={t('figure.visits')} figure={figures?.visits} />
          <Figure label={t('figure.visits_planned')} figure={figures?.visits_planned} />
          <Figure label={t('figure.visits_unplanned')} figure={figures?.visits_unplanned} />
          <Figure label={t('figure.outside')} figure={figures?.outside} />
          <Figure label={t('figure.uncertain')} figure={figures?.uncertain} />
          <Figure label={t('figure.notes')} figure={figures?.notes} />
        </>
      }
    >
      <Stream
        list={list}
        bar={
          <>
            <SearchField
              label={t('search')}
              value={q ?? ''}
              onChange={(words) => set({ q: words || undefined })}
            />
            <SegmentedControl
              size="xs"
              aria-label={t('kind')}
              value={kinds.find((one) => one === kind) ?? 'all'}
              data={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
              onChange={(chosen) => set({ kind: chosen === 'all' ? undefined : chosen })}
            />
          </>
        }
        clear={() =>
          set({
            q: undefined,
            kind: undefined,
            flag: undefined,
            team: undefined,
            person: undefined,
            at: undefined,
            from: undefined,
            to: undefined,
          })
        }
      />
    </Frame>
  )

  function flagWord(flag: (typeof flags)[number]): string {
    return flag === 'outside' || flag === 'uncertain'
      ? t(`common:place.${flag}`)
      : t(`common:evidence.${flag}`)
  }
}
