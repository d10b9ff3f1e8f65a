import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card, useFormats, useReasonText } from '../../parts'
import styles from './table.module.css'
import type { WorkReport } from './work'

/** Why tasks were declined or not done, the most frequent reason first. */
export function Skipped({ total }: { total: WorkReport['total'] }) {
  const { t } = useTranslation('reports')
  const { number } = useFormats()
  const textOf = useReasonText()
  const reasons = [...total.skipped].sort((left, right) => right.count - left.count)
  const most = reasons[0]?.count ?? 0
  return (
    <Card title={t('skipped.title')}>
      {most === 0 ? (
        <p className={styles.calm}>{t('skipped.none')}</p>
      ) : (
        <Table className={styles.reasons} aria-label={t('skipped.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('skipped.reason')}</Table.Th>
              <Table.Th scope="col" className={styles.number}>
                {t('skipped.count')}
              </Table.Th>
              <Table.Td className={styles.bars} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {reasons.map(({ reason, count }) => (
              <Table.Tr key={reason ?? ''}>
                <Table.Th scope="row">
                  {reason ? <span dir="auto">{textOf(reason)}</span> : t('skipped.other')}
                </Table.Th>
                <Table.Td className={styles.number}>{number(count)}</Table.Td>
                <Table.Td className={styles.bars} aria-hidden>
                  <div className={styles.bar} style={{ inlineSize: `${(100 * count) / most}%` }} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  )
}
