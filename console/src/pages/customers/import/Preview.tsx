import { Alert, Button, Group, Table, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useDirectory } from '../../../api'
import { EmptyState, SkeletonRows, useFormats } from '../../../parts'
import { csvOf, download } from '../../../table'
import styles from '../customers.module.css'
import { placeText } from '../place'
import { Counts } from './Counts'
import { repeatsIn } from './mapping'
import type { Summary } from './request'
import type { FileTable } from './table'
import type { Importing } from './useImport'

/** What would happen, and every line that is in the way. */
export function Preview({ importing }: { importing: Importing }) {
  const { t } = useTranslation('customers')
  const formats = useFormats()
  const { chosen, preview, failure, isUnnamed, left, said } = importing
  const repeats = useMemo(
    () => (chosen && said ? repeatsIn(chosen.table, said, left) : 0),
    [chosen, said, left],
  )
  if (failure || isUnnamed || !chosen) {
    return <EmptyState small drawing="failed" title={t('import.no_preview')} />
  }
  if (!preview) return <SkeletonRows rows={4} />
  return (
    <div className={styles.preview} data-preview>
      <Counts summary={preview} />
      {left.size > 0 ? (
        <Alert color="yellow" title={t('import.left', { count: left.size })}>
          <Button size="compact-sm" variant="default" onClick={importing.takeBack}>
            {t('import.take_back')}
          </Button>
        </Alert>
      ) : null}
      {repeats > 0 && preview.rows > 0 ? (
        <Alert color="yellow" title={t('import.repeats', { count: repeats })}>
          {t('import.repeats_text')}
        </Alert>
      ) : null}
      {preview.wrong > 0 ? (
        <>
          <Alert color="red" title={t('import.wrong', { count: preview.wrong })} role="alert">
            {t('import.wrong_text')}
            <Group gap="xs" mt="xs">
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconDownload size={14} aria-hidden />}
                onClick={() =>
                  download(`wrong-${chosen.name}`, [wrongLines(chosen.table, preview, words())])
                }
              >
                {t('import.wrong_lines')}
              </Button>
              <Button size="compact-sm" variant="default" onClick={importing.leaveOut}>
                {t('import.leave_out')}
              </Button>
            </Group>
          </Alert>
          <Wrong table={chosen.table} summary={preview} />
          {preview.errors.length < preview.wrong ? (
            <Text size="sm" c="dimmed">
              {t('import.first_wrong', { number: formats.number(preview.errors.length) })}
            </Text>
          ) : null}
        </>
      ) : (
        <First summary={preview} />
      )}
    </div>
  )

  function words() {
    return [t('import.line'), t('import.column'), t('import.why')]
  }
}

/** The wrong lines with what is wrong before them, to mend them and bring them in. */
function wrongLines(table: FileTable, { errors }: Summary, words: string[]): string {
  const rows = new Map(table.rows.map((row) => [row.line, row.cells]))
  return csvOf(
    [...words, ...table.columns],
    errors.map(({ line, column = '', why }) => [
      String(line),
      column,
      why,
      ...(rows.get(line) ?? []),
    ]),
  )
}

function Wrong({ table, summary }: { table: FileTable; summary: Summary }) {
  const { t } = useTranslation(['customers', 'common'])
  const formats = useFormats()
  const whyOf = (why: string) => {
    const code = why.match(/^refused: (\w+)$/)?.[1]
    return code ? t(`common:refusal.${code}`) : why
  }
  const rows = new Map(table.rows.map((row) => [row.line, row.cells]))
  return (
    <div className={styles.scroll}>
      <Table className={styles.wrong} aria-label={t('import.wrong_table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('import.line')}</Table.Th>
            <Table.Th scope="col">{t('import.column')}</Table.Th>
            <Table.Th scope="col">{t('import.why')}</Table.Th>
            <Table.Th scope="col">{t('import.row')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {summary.errors.map(({ line, column = '', why }) => (
            <Table.Tr key={`${line}/${column}/${why}`} data-line={line}>
              <Table.Td>{formats.number(line)}</Table.Td>
              <Table.Td>
                <bdi>{column}</bdi>
              </Table.Td>
              <Table.Td>
                <bdi>{whyOf(why)}</bdi>
              </Table.Td>
              <Table.Td className={styles.sample}>
                <bdi>{rows.get(line)?.join(' · ')}</bdi>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

interface Added {
  do: string
  body: Customer
}

interface Customer {
  name?: string
  code?: string
  address?: string
  owner?: string
  sites?: Record<string, { at: { lat: number; lon: number } }>
}

/** The first customers as they would be. */
function First({ summary }: { summary: Summary }) {
  const { t } = useTranslation('customers')
  const { person } = useDirectory()
  const first = (summary.first ?? []) as unknown as Added[]
  const added = first.filter((one) => one.do === 'customer.added').map(({ body }) => body)
  if (added.length === 0) return null
  return (
    <div className={styles.scroll}>
      <Table aria-label={t('import.first')} captionSide="top">
        <Table.Caption>{t('import.first')}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {(['name', 'code', 'address', 'owner', 'place'] as const).map((field) => (
              <Table.Th key={field} scope="col">
                {t(`field.${field}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {added.map(({ name, code, address, owner, sites }, place) => {
            const [site] = Object.values(sites ?? {})
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file may be equal
              <Table.Tr key={place}>
                <Table.Td>
                  <bdi>{name}</bdi>
                </Table.Td>
                <Table.Td>
                  <bdi>{code}</bdi>
                </Table.Td>
                <Table.Td>
                  <bdi>{address}</bdi>
                </Table.Td>
                <Table.Td>{person(owner)?.record.name ?? t('nobody')}</Table.Td>
                <Table.Td>
                  <bdi dir="ltr">{site ? placeText(site.at) : '—'}</bdi>
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </div>
  )
}
