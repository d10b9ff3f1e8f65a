import { Select, Table } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { SkeletonRows } from '../../../parts'
import styles from '../customers.module.css'
import { CUSTOM, FIELDS, type Mapping, mappingOf } from './mapping'
import { samplesOf } from './table'
import type { Importing } from './useImport'

/** Each column of the file, what stands in it, and the field that it fills. */
export function Columns({ importing }: { importing: Importing }) {
  const { t } = useTranslation('customers')
  const { chosen, said, setMapping } = importing
  const table = chosen?.table
  const samples = useMemo(
    () => table?.columns.map((_, place) => samplesOf(table, place)) ?? [],
    [table],
  )
  if (!table || !said) return <SkeletonRows rows={6} />
  const mapping = mappingOf(table.columns, said)
  const set = (place: number, field: string | undefined) => {
    const next: Mapping = [...mapping]
    next[place] = field
    setMapping(next)
  }
  return (
    <div className={styles.scroll}>
      <Table className={styles.columns}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('import.column')}</Table.Th>
            <Table.Th scope="col">{t('import.samples')}</Table.Th>
            <Table.Th scope="col">{t('import.fills')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {table.columns.map((name, place) => {
            const field = mapping[place]
            const [first] = field && field !== 'address' ? (said[field] ?? []) : []
            const own = name.startsWith(CUSTOM) ? name : `${CUSTOM}${name}`
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may bear one name
              <Table.Tr key={place} data-column={name}>
                <Table.Th scope="row">
                  <bdi>{name}</bdi>
                </Table.Th>
                <Table.Td className={styles.sample}>
                  <bdi>{samples[place]?.join(' · ') || '—'}</bdi>
                </Table.Td>
                <Table.Td>
                  <Select
                    size="xs"
                    aria-label={t('import.fills_of', { column: name })}
                    // With a plus in its name it cannot be asked for, nor behind one of its name.
                    disabled={
                      name === '' || name.includes('+') || table.columns.indexOf(name) !== place
                    }
                    value={field ?? ''}
                    allowDeselect={false}
                    description={
                      first && first !== name ? t('import.behind', { column: first }) : undefined
                    }
                    inputWrapperOrder={['label', 'input', 'description', 'error']}
                    onChange={(field) => set(place, field || undefined)}
                    withScrollArea={false}
                    styles={{ options: { maxBlockSize: 280, overflowY: 'auto' } }}
                    data={[
                      { value: '', label: t('import.nothing') },
                      ...FIELDS.map((field) => ({ value: field, label: t(`field.${field}`) })),
                      { value: own, label: t('import.own', { name: own.slice(CUSTOM.length) }) },
                    ]}
                  />
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </div>
  )
}
