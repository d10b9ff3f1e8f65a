import { Button, Stack } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet } from '../../api'
import { EmptyState, PersonName, useFormats } from '../../parts'
import { type Column, DataTable, type Filter, FilterBar, useListState } from '../../table'
import { PhoneState, phoneStates as words } from './PhoneState'
import { people as page } from './page'
import type { Phone } from './records'
import { useLocalList } from './useLocalList'

type Search = ReturnType<typeof page.useSearch>
const keyOf = (phone: Phone) => phone.device
const FILTERS = ['q', 'state'] as const

/** Every phone, the one that was not heard of for longest first. */
export function Phones() {
  const { t } = useTranslation(['people', 'common'])
  const { ago, number } = useFormats()
  const state = useListState<Search>()
  const set = page.useSetSearch()
  const { data, error, refetch } = useGet('/v1/phones')
  const { q = '', state: wanted = '', sort } = state.search
  const rows = useMemo(() => {
    if (!data) return undefined
    const states = wanted.split(',').filter(Boolean)
    const asked = q.toLocaleLowerCase()
    const found = data.items.filter(
      (phone) =>
        `${phone.name} ${phone.person_name}`.toLocaleLowerCase().includes(asked) &&
        (states.length === 0 || states.includes(words.stateOf(phone))),
    )
    if (!sort) return found
    const by = sort.replace(/^-/, '')
    const sign = sort.startsWith('-') ? -1 : 1
    return found.sort((left, right) => {
      if (by === 'unsent') return sign * (left.unsent - right.unsent)
      if (by === 'sync') return sign * ((left.last_sync ?? 0) - (right.last_sync ?? 0))
      return sign * left.person_name.localeCompare(right.person_name)
    })
  }, [data, q, wanted, sort])
  const retry = useMemo(() => () => void refetch(), [refetch])
  const list = useLocalList('phones', rows, { error, retry })
  const filters = useMemo<Filter[]>(
    () => [
      { kind: 'search', name: 'q', label: t('phone.search') },
      {
        kind: 'choice',
        name: 'state',
        label: t('stands'),
        many: true,
        options: words.states.map((value) => ({ value, label: t(`phone.state.${value}`) })),
      },
    ],
    [t],
  )
  const columns = useMemo<Column<Phone>[]>(
    () => [
      {
        id: 'person',
        header: t('name'),
        text: ({ item }) => item.person_name,
        cell: ({ item }) => <PersonName id={item.person} name={item.person_name} />,
        sort: 'person',
        width: 200,
        grow: 2,
      },
      { id: 'name', header: t('phone.name'), text: ({ item }) => item.name, width: 140 },
      {
        id: 'sync',
        header: t('phone.last_sync'),
        text: ({ item }) =>
          item.last_sync === null
            ? t('phone.never')
            : ago((item.last_sync ?? 0) / 1000, Date.now()),
        sort: 'sync',
        width: 140,
      },
      {
        id: 'waiting',
        header: t('phone.waits'),
        text: ({ item }) =>
          item.is_current ? t('phone.current') : t('phone.waiting', { count: item.waiting.length }),
        width: 150,
      },
      {
        id: 'unsent',
        header: t('phone.unsent'),
        text: ({ item }) => number(item.unsent),
        sort: 'unsent',
        align: 'end',
        width: 90,
      },
      {
        id: 'state',
        header: t('stands'),
        text: ({ item }) => t(`phone.state.${words.stateOf(item)}`),
        cell: ({ item }) => <PhoneState phone={item} />,
        width: 170,
      },
    ],
    [t, ago, number],
  )
  const isFiltered = FILTERS.some((name) => state.search[name])
  return (
    <Stack gap="sm">
      <FilterBar filters={filters} state={state} />
      <DataTable
        name="phones"
        label={t('view.phones')}
        columns={columns}
        list={list}
        keyOf={keyOf}
        sort={state.sort}
        onSort={state.setSort}
        onOpen={(phone) => set({ person: phone.person }, { push: true })}
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
              drawing="phone"
              title={t('empty.phones')}
              action={<Button onClick={() => set({ add: 'phone' })}>{t('add.phone')}</Button>}
            >
              {t('empty.phones_text')}
            </EmptyState>
          )
        }
      />
    </Stack>
  )
}
