import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useDirectory } from '../../api'
import { useFormats, WhenText } from '../../parts'
import type { Column } from '../../table'
import { type CustomerItem, tagsOf } from './records'

/** The columns of the table and of its CSV file. */
export function useColumns(): Column<CustomerItem>[] {
  const { t } = useTranslation('customers')
  const { person, territory } = useDirectory()
  const formats = useFormats()
  return useMemo<Column<CustomerItem>[]>(() => {
    const ownerOf = ({ record }: CustomerItem, names: Record<string, string>) =>
      record.owner ? (names[record.owner] ?? person(record.owner)?.record.name ?? '') : ''
    const visitOf = ({ last_visit: at }: CustomerItem) =>
      at
        ? formats.civilDay({ time: at, offset: -new Date(at / 1000).getTimezoneOffset() * 60 })
        : ''
    return [
      {
        id: 'name',
        header: t('field.name'),
        sort: 'name',
        width: 200,
        grow: 2,
        text: ({ item }) =>
          item.record.removed ? t('name_removed', { name: item.record.name }) : item.record.name,
      },
      {
        id: 'code',
        header: t('field.code'),
        sort: 'code',
        width: 90,
        grow: 0.4,
        text: ({ item }) => item.record.code ?? '',
      },
      {
        id: 'address',
        header: t('field.address'),
        width: 180,
        grow: 2,
        text: ({ item }) => item.record.address ?? '',
      },
      {
        id: 'owner',
        header: t('field.owner'),
        width: 130,
        text: ({ item, names }) => ownerOf(item, names),
        cell: ({ item, names }) => (
          <span data-owner={item.record.owner ?? ''}>
            {ownerOf(item, names) || <em>{t('nobody')}</em>}
          </span>
        ),
      },
      {
        id: 'territory',
        header: t('field.territory'),
        width: 110,
        text: ({ item }) => territory(item.record.territory)?.record.name ?? '',
      },
      {
        id: 'tags',
        header: t('field.tags'),
        width: 100,
        isOffCard: true,
        text: ({ item }) => tagsOf(item).join(', '),
      },
      {
        id: 'last_visit',
        header: t('field.last_visit'),
        sort: 'last_visit',
        width: 120,
        grow: 0.5,
        text: ({ item }) => visitOf(item),
        cell: ({ item }) =>
          item.last_visit ? <WhenText at={item.last_visit} as="ago" /> : t('never'),
      },
      {
        id: 'open_tasks',
        header: t('field.open_tasks'),
        width: 115,
        grow: 0.3,
        align: 'end',
        text: ({ item }) => String(item.open_tasks ?? 0),
        cell: ({ item }) => formats.number(item.open_tasks ?? 0),
      },
      {
        id: 'phone',
        header: t('field.phone'),
        isHidden: true,
        text: ({ item }) => item.record.phone ?? '',
      },
      {
        id: 'email',
        header: t('field.email'),
        isHidden: true,
        text: ({ item }) => item.record.email ?? '',
      },
      {
        id: 'about',
        header: t('field.about'),
        isHidden: true,
        width: 200,
        text: ({ item }) => item.record.about ?? '',
      },
    ]
  }, [t, person, territory, formats])
}
