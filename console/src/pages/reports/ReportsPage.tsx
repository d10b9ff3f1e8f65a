import { Button, Group, SegmentedControl, Select, Stack } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet } from '../../api'
import {
  Card,
  DayRange,
  EmptyState,
  Failed,
  Figure,
  Page as Frame,
  firstWeekday,
  PersonPicker,
  SkeletonRows,
  TeamPicker,
  today,
  useFormats,
} from '../../parts'
import { usePageActions } from '../../shell'
import { Course } from './Course'
import { reports } from './page'
import { Skipped } from './Skipped'
import { type Preset, presetOf, presets, spanOf } from './span'
import { useSaving } from './useSaving'
import { WorkTable } from './WorkTable'
import { sorted } from './work'

export function Page() {
  const { t } = useTranslation('reports')
  const { locale } = useFormats()
  const search = reports.useSearch()
  const set = reports.useSetSearch()
  const first = firstWeekday(locale)
  const usual = spanOf('week', today(), first)
  const from = search.from ?? usual.from
  const to = search.to ?? usual.to
  const by = oneOf(periods, search.by)
  const group = oneOf(groups, search.group)
  const whose = { team: search.team, person: search.person }
  const { data, error, refetch, isPlaceholderData } = useGet(
    '/v1/reports/work',
    { query: { from, to, by, group, ...whose } },
    { keepPrevious: true },
  )
  const rows = useMemo(() => (data ? sorted(data.rows, search.sort) : []), [data, search.sort])
  const save = useSaving({ from, to, by, group, rows, names: data?.names ?? {} })
  usePageActions(
    useMemo(
      () => [
        { id: 'csv', label: t('csv'), run: save, icon: IconDownload },
        { id: 'print', label: t('print'), run: () => window.print(), icon: IconPrinter },
      ],
      [t, save],
    ),
  )
  const figures = data?.total.figures
  const isEmpty = data !== undefined && rows.length === 0

  return (
    <Frame
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={save}
            disabled={rows.length === 0}
          >
            {t('csv')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('print')}
          </Button>
        </>
      }
      filters={
        <>
          <Select
            label={t('span')}
            w={150}
            allowDeselect={false}
            value={presetOf({ from, to }, today(), first) ?? 'own'}
            data={[
              ...presets.map((value) => ({ value: value as string, label: t(`preset.${value}`) })),
              { value: 'own', label: t('preset.own'), disabled: true },
            ]}
            onChange={(preset) => {
              if (preset && preset !== 'own') set(spanOf(preset as Preset, today(), first))
            }}
          />
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
            width={170}
            value={search.team}
            onChange={(team) => set({ team, person: undefined })}
          />
          <PersonPicker
            label={t('person')}
            width={200}
            roles={['rep']}
            team={search.team}
            value={search.person}
            onChange={(person) => set({ person })}
          />
        </>
      }
      figures={
        <>
          <Figure label={t('figure.planned')} figure={figures?.planned} />
          <Figure label={t('figure.done')} figure={figures?.done} />
          <Figure label={t('figure.adherence')} figure={figures?.adherence} />
          <Figure label={t('figure.visits')} figure={figures?.visits} />
          <Figure label={t('figure.notes')} figure={figures?.notes} />
          <Figure label={t('figure.coverage')} figure={figures?.coverage} />
        </>
      }
    >
      {error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : (
        <Stack gap="md">
          <Course span={{ from, to }} whose={whose} />
          <Card
            flush
            title={t('table')}
            actions={
              <Group gap="xs" className="no-print">
                <SegmentedControl
                  size="xs"
                  aria-label={t('group_by')}
                  value={group}
                  onChange={(chosen) => set({ group: chosen, sort: undefined })}
                  data={groups.map((value) => ({ value, label: t(`group.${value}`) }))}
                />
                <SegmentedControl
                  size="xs"
                  aria-label={t('by_period')}
                  value={by}
                  onChange={(chosen) => set({ by: chosen, sort: undefined })}
                  data={periods.map((value) => ({ value, label: t(`by.${value}`) }))}
                />
              </Group>
            }
          >
            {!data ? (
              <SkeletonRows rows={8} />
            ) : isEmpty ? (
              <EmptyState drawing="chart" title={t('empty.title')}>
                {t('empty.text')}
              </EmptyState>
            ) : (
              <WorkTable
                rows={rows}
                total={data.total}
                names={data.names}
                by={by}
                sort={search.sort}
                onSort={(sort) => set({ sort })}
                isStale={isPlaceholderData}
              />
            )}
          </Card>
          {data ? <Skipped total={data.total} /> : null}
        </Stack>
      )}
    </Frame>
  )
}

const periods = ['all', 'day', 'week', 'month'] as const
const groups = ['person', 'team'] as const

function oneOf<T extends string>(known: readonly [T, ...T[]], word: string | undefined): T {
  return known.find((one) => one === word) ?? known[0]
}
