import { Badge, Button, Group, SegmentedControl } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useDirectory, useGet, useList } from '../../api'
import { PlaceMap } from '../../map'
import {
  EmptyState,
  Failed,
  PersonPicker,
  SkeletonMap,
  TerritoryPicker,
  useOpen,
} from '../../parts'
import { DataTable, type Filter, FilterBar, useListState } from '../../table'
import { Bulk } from './Bulk'
import styles from './customers.module.css'
import type { CustomersSearch } from './page'
import { type CustomerItem, keyOf, queryOf } from './records'
import { useColumns } from './useColumns'

const views = ['table', 'both', 'map'] as const

export function CustomerList() {
  const { t } = useTranslation('customers')
  const state = useListState<CustomersSearch>()
  const { search } = state
  const asked = JSON.stringify(queryOf(search))
  const query = useMemo(() => JSON.parse(asked) as ReturnType<typeof queryOf>, [asked])
  const list = useList('/v1/customers', { ...query, sort: search.sort })
  const columns = useColumns()
  const filters = useFilters()
  const { openCustomer } = useOpen()
  const view = views.find((one) => one === search.show) ?? 'table'
  const isFiltered = Object.values(query).some((value) => value !== undefined)
  const clear = () => state.clear(Object.keys(queryOf({})))
  return (
    <div className={styles.list}>
      <FilterBar filters={filters} state={state}>
        <SegmentedControl
          size="xs"
          aria-label={t('show.label')}
          value={view}
          onChange={(next) => state.set({ show: next === 'table' ? undefined : next })}
          data={views.map((value) => ({ value, label: t(`show.${value}`) }))}
        />
      </FilterBar>
      <div className={styles.views} data-show={view}>
        {view === 'map' ? null : (
          <div className={styles.table} data-state={list.total ? 'filled' : undefined}>
            <DataTable
              name="customers"
              label={t('title')}
              columns={columns}
              list={list as unknown as Parameters<typeof DataTable<CustomerItem>>[0]['list']}
              keyOf={keyOf}
              sort={state.sort}
              onSort={state.setSort}
              onOpen={(item) => openCustomer(item.record.id)}
              bulk={(selection) => <Bulk selection={selection} />}
              empty={
                isFiltered ? (
                  <EmptyState
                    drawing="search"
                    title={t('none.title')}
                    action={
                      <Button variant="default" onClick={clear}>
                        {t('none.clear')}
                      </Button>
                    }
                  >
                    {t('none.text')}
                  </EmptyState>
                ) : (
                  <Nobody set={state.set} />
                )
              }
            />
          </div>
        )}
        {view === 'table' ? null : <Places query={query} />}
      </div>
    </div>
  )
}

function Nobody({ set }: { set: (patch: Partial<CustomersSearch>) => void }) {
  const { t } = useTranslation('customers')
  return (
    <EmptyState
      drawing="customers"
      title={t('empty.title')}
      action={
        <Group gap="xs" justify="center">
          <Button onClick={() => set({ import: 'new' })}>{t('import.title')}</Button>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => set({ add: true })}
          >
            {t('new.title')}
          </Button>
        </Group>
      }
    >
      {t('empty.text')}
    </EmptyState>
  )
}

/** The same customers where they are. */
function Places({ query }: { query: ReturnType<typeof queryOf> }) {
  const { t } = useTranslation('customers')
  const directory = useDirectory()
  const { customer, openCustomer } = useOpen()
  const { data, error, refetch } = useGet('/v1/customers/points', { query }, { keepPrevious: true })
  const { person } = directory
  const points = useMemo(
    () =>
      data?.points.map(({ id, name, lat, lon, owner }) => ({
        id,
        lat,
        lon,
        label: name,
        note: owner ? person(owner)?.record.name : t('nobody'),
        look: owner ? ('plain' as const) : ('open' as const),
      })),
    [data, person, t],
  )
  return (
    <div className={styles.map}>
      {error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : points === undefined ? (
        <SkeletonMap height="100%" />
      ) : points.length === 0 ? (
        <EmptyState drawing="map" title={t('map.none')} small>
          {t('map.none_text')}
        </EmptyState>
      ) : (
        <>
          <PlaceMap
            points={points}
            selected={customer}
            onSelect={(id) => openCustomer(id)}
            label={t('map.label')}
            height="100%"
            fitKey={JSON.stringify(query)}
          />
          <p className={styles.told} data-testid="points">
            {t('map.count', { count: points.length })}
          </p>
        </>
      )}
    </div>
  )
}

function useFilters(): Filter[] {
  const { t } = useTranslation('customers')
  const directory = useDirectory()
  const { data } = useGet('/v1/imports')
  return useMemo<Filter[]>(
    () => [
      { kind: 'search', name: 'q', label: t('filter.q') },
      {
        kind: 'custom',
        name: 'owner',
        label: t('field.owner'),
        words: (id) => directory.person(id)?.record.name ?? '…',
        editor: (value, set) => (
          <PersonPicker ariaLabel={t('field.owner')} value={value} onChange={set} autoFocus />
        ),
      },
      {
        kind: 'custom',
        name: 'territory',
        label: t('field.territory'),
        words: (id) => directory.territory(id)?.record.name ?? '…',
        editor: (value, set) => (
          <TerritoryPicker
            ariaLabel={t('field.territory')}
            value={value}
            onChange={set}
            autoFocus
          />
        ),
      },
      { kind: 'text', name: 'tag', label: t('filter.tag') },
      { kind: 'flag', name: 'without_owner', label: t('filter.without_owner') },
      { kind: 'flag', name: 'without_site', label: t('filter.without_site') },
      { kind: 'flag', name: 'removed', label: t('filter.removed') },
      {
        kind: 'choice',
        name: 'import',
        label: t('filter.import'),
        options: (data?.items ?? [])
          .filter((one) => one.what === 'customers')
          .map((one) => ({ value: one.import, label: one.file || t('imports.unnamed') })),
      },
    ],
    [t, directory, data],
  )
}

/** A mark of a customer that was removed. */
export function Removed() {
  const { t } = useTranslation('customers')
  return (
    <Badge variant="outline" color="red" size="sm">
      {t('removed')}
    </Badge>
  )
}
