import { Button, Stack } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet } from '../../api'
import { EmptyState, PersonName, useFormats } from '../../parts'
import { type Column, DataTable, type Filter, FilterBar, useListState } from '../../table'
import { PersonStateBadge } from './PersonStateBadge'
import { people as page } from './page'
import { type PersonItem, type Phone, ROLES } from './records'
import { branchesOf, matching } from './teams'
import { useLocalList } from './useLocalList'
import type { Office } from './useOffice'

type Search = ReturnType<typeof page.useSearch>
const keyOf = (item: PersonItem) => item.record.id
const FILTERS = ['q', 'team', 'role', 'state'] as const

/** Everybody whom the reader answers for. */
export function PeopleList({ office }: { office: Office }) {
  const { t } = useTranslation(['people', 'common'])
  const { ago } = useFormats()
  const state = useListState<Search>()
  const set = page.useSetSearch()
  const phones = useGet('/v1/phones').data?.items
  const { people, teams, own, error, retry } = office
  const { search } = state
  const rows = useMemo(
    () => people && matching(people, teams ?? [], search, office.state),
    [people, teams, search, office.state],
  )
  const list = useLocalList('people', rows, { error, retry })
  const filters = useMemo<Filter[]>(
    () => [
      { kind: 'search', name: 'q', label: t('search') },
      {
        kind: 'choice',
        name: 'team',
        label: t('team'),
        options: branchesOf(own).map(({ team }) => ({
          value: team.record.id,
          label: team.record.name,
        })),
      },
      {
        kind: 'choice',
        name: 'role',
        label: t('role'),
        many: true,
        options: ROLES.map((value) => ({ value, label: t(`common:role.${value}`) })),
      },
      {
        kind: 'choice',
        name: 'state',
        label: t('stands'),
        many: true,
        options: (['here', 'invited', 'left', 'erased'] as const).map((value) => ({
          value,
          label: t(`state.${value}`),
        })),
      },
    ],
    [t, own],
  )
  const columns = useMemo<Column<PersonItem>[]>(() => {
    const team = new Map(teams?.map(({ record }) => [record.id, record.name]))
    const phone = newest(phones ?? [])
    const phoneText = (person: string) => {
      // Not known is not none.
      if (!phones) return ''
      const found = phone.get(person)
      if (!found) return t('phone.none')
      return found.last_sync === null
        ? t('phone.never')
        : ago((found.last_sync ?? 0) / 1000, Date.now())
    }
    return [
      {
        id: 'name',
        header: t('name'),
        text: ({ item }) => (item.record.erased ? t('state.erased') : item.record.name),
        cell: ({ item }) => <PersonName id={item.record.id} name={item.record.name} />,
        sort: 'name',
        width: 220,
        grow: 2,
      },
      {
        id: 'role',
        header: t('role'),
        text: ({ item }) => t(`common:role.${item.record.role}`),
        sort: 'role',
      },
      {
        id: 'team',
        header: t('team'),
        text: ({ item }) => team.get(item.record.team ?? '') ?? t('team_none'),
        sort: 'team',
      },
      {
        id: 'phone',
        header: t('phone.last_sync'),
        text: ({ item }) => phoneText(item.record.id),
        width: 150,
      },
      {
        id: 'hours',
        header: t('hours.title'),
        text: ({ item }) =>
          Object.keys(item.record.hours ?? {}).length > 0 ? t('hours.own') : t('hours.usual'),
        isOffCard: true,
        width: 150,
      },
      {
        id: 'zone',
        header: t('zone'),
        text: ({ item }) => item.record.zone,
        isHidden: true,
        isOffCard: true,
      },
      {
        id: 'state',
        header: t('stands'),
        text: ({ item }) => t(`state.${office.state(item.record)}`),
        cell: ({ item }) => <PersonStateBadge state={office.state(item.record)} />,
        width: 150,
      },
    ]
  }, [t, ago, teams, phones, office.state])
  const isFiltered = FILTERS.some((name) => search[name])
  return (
    <Stack gap="sm">
      <FilterBar filters={filters} state={state} />
      <DataTable
        name="people"
        label={t('view.people')}
        columns={columns}
        list={list}
        keyOf={keyOf}
        sort={state.sort}
        onSort={state.setSort}
        onOpen={({ record }) => set({ person: record.id }, { push: true })}
        empty={
          isFiltered ? (
            <EmptyState
              drawing="search"
              title={t('empty.none')}
              action={
                <Button variant="default" onClick={() => state.clear(FILTERS)}>
                  {t('empty.clear')}
                </Button>
              }
            >
              {t('empty.none_text')}
            </EmptyState>
          ) : (
            <EmptyState
              title={t('empty.people')}
              action={<Button onClick={() => set({ add: 'person' })}>{t('add.person')}</Button>}
            >
              {t('empty.people_text')}
            </EmptyState>
          )
        }
      />
    </Stack>
  )
}

/** Of each person the phone that synced last, of those that may sync. */
function newest(phones: readonly Phone[]): Map<string, Phone> {
  const found = new Map<string, Phone>()
  for (const phone of phones) {
    if (phone.revoked) continue
    const other = found.get(phone.person)
    if (!other || (phone.last_sync ?? 0) > (other.last_sync ?? 0)) found.set(phone.person, phone)
  }
  return found
}
