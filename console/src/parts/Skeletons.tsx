import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './states.module.css'

const widths = ['72%', '54%', '86%', '63%', '78%']

function keys(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}

/** The shape of a table that is on its way. */
export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  const { t } = useTranslation('parts')
  return (
    <div
      className={styles.rows}
      data-state="loading"
      data-shape="rows"
      role="status"
      aria-label={t('loading')}
    >
      {keys(rows).map((row) => (
        <div key={row} className={styles.row} aria-hidden>
          <Skeleton circle height={20} width={20} />
          <Skeleton height={10} width={widths[row % widths.length]} />
          <Skeleton height={10} width={widths[(row + 2) % widths.length]} />
          <Skeleton height={10} width={widths[(row + 3) % widths.length]} />
        </div>
      ))}
    </div>
  )
}

/** The shape of cards that are on their way. */
export function SkeletonCards({ cards = 6 }: { cards?: number }) {
  const { t } = useTranslation('parts')
  return (
    <div
      className={styles.cards}
      data-state="loading"
      data-shape="cards"
      role="status"
      aria-label={t('loading')}
    >
      {keys(cards).map((card) => (
        <div key={card} className={styles.card} aria-hidden>
          <Skeleton height={12} width={widths[card % widths.length]} />
          <Skeleton height={8} />
          <Skeleton height={8} width="40%" />
        </div>
      ))}
    </div>
  )
}

/** The shape of a map that is on its way. */
export function SkeletonMap({ height }: { height?: number | string }) {
  const { t } = useTranslation('parts')
  return (
    <div
      className={styles.map}
      style={height ? { blockSize: height } : undefined}
      data-state="loading"
      data-shape="map"
      role="status"
      aria-label={t('loading')}
    >
      <Skeleton height="100%" radius="sm" />
    </div>
  )
}
