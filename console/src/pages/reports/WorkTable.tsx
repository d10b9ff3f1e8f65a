import { Table, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { InlineFigure, PersonName } from '../../parts'
import styles from './table.module.css'
import { usePeriodText } from './usePeriodText'
import { columns, type WorkReport, type WorkRow } from './work'

interface WorkTableProps {
  rows: readonly WorkRow[]
  total: WorkReport['total']
  names: Record<string, string>
  by: 'all' | 'day' | 'week' | 'month'
  sort: string | undefined
  onSort: (sort: string | undefined) => void
  /** The rows are those of what was asked before. */
  isStale: boolean
}

/** Everybody's figures, each with its passport, and their sum. */
export function WorkTable({ rows, total, names, by, sort, onSort, isStale }: WorkTableProps) {
  const { t } = useTranslation('reports')
  const periodText = usePeriodText(by)
  const hasPeriods = by !== 'all'
  return (
    <Table.ScrollContainer minWidth={0} scrollAreaProps={{ tabIndex: 0, 'aria-label': t('table') }}>
      <Table
        className={styles.table}
        data-state={isStale ? 'loading' : 'filled'}
        data-report
        aria-label={t('table')}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" className={styles.name}>
              {t('who')}
            </Table.Th>
            {hasPeriods ? <Table.Th scope="col">{t('period')}</Table.Th> : null}
            {columns.map((column) => (
              <Head
                key={column}
                label={t(`column.${column}`)}
                direction={directionOf(sort, column)}
                turn={() => onSort(turned(sort, column))}
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ key, figures }) => {
            const name = nameOf(key, names) ?? t('no_team')
            return (
              <Table.Tr key={`${key.person ?? key.team ?? ''} ${key.period.from}`}>
                <Table.Th scope="row" className={styles.name}>
                  {key.person ? (
                    <PersonName id={key.person} names={names} size="small" />
                  ) : (
                    <span dir="auto">{name}</span>
                  )}
                </Table.Th>
                {hasPeriods ? <Table.Td>{periodText(key.period)}</Table.Td> : null}
                {columns.map((column) => (
                  <Table.Td key={column} className={styles.number}>
                    <InlineFigure
                      label={`${name}, ${t(`column.${column}`)}`}
                      figure={figures[column]}
                    />
                  </Table.Td>
                ))}
              </Table.Tr>
            )
          })}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row" className={styles.name}>
              {t('total')}
            </Table.Th>
            {hasPeriods ? <Table.Td /> : null}
            {columns.map((column) => (
              <Table.Td key={column} className={styles.number}>
                <InlineFigure
                  label={`${t('total')}, ${t(`column.${column}`)}`}
                  figure={total.figures[column]}
                />
              </Table.Td>
            ))}
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  )
}

export function nameOf(key: WorkRow['key'], names: Record<string, string>): string | undefined {
  const id = key.person ?? key.team
  return id ? names[id] : undefined
}

type Direction = 'ascending' | 'descending' | 'none'

function directionOf(sort: string | undefined, column: string): Direction {
  if (sort === column) return 'ascending'
  return sort === `-${column}` ? 'descending' : 'none'
}

/** The most first, then the least, then as they came. */
function turned(sort: string | undefined, column: string): string | undefined {
  if (sort === `-${column}`) return column
  return sort === column ? undefined : `-${column}`
}

function Head(props: { label: string; direction: Direction; turn: () => void }) {
  const { label, direction, turn } = props
  const Sign =
    direction === 'ascending'
      ? IconArrowUp
      : direction === 'descending'
        ? IconArrowDown
        : IconArrowsSort
  return (
    <Table.Th scope="col" aria-sort={direction} className={styles.number}>
      <UnstyledButton onClick={turn} className={styles.head} data-direction={direction}>
        {label}
        <Sign size={13} aria-hidden className="no-print" />
      </UnstyledButton>
    </Table.Th>
  )
}
