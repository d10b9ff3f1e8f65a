import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { List } from '../../api'
import { Card, EmptyState, Failed, SkeletonCards, useFormats } from '../../parts'
import { daysOf, type Entry } from './days'
import { EntryCard } from './EntryCard'
import styles from './stream.module.css'

interface StreamProps {
  list: List<Entry>
  bar: ReactNode
  /** Takes all filters away. */
  clear: () => void
}

/** Notes and visits, the newest first, day by day. */
export function Stream({ list, bar, clear }: StreamProps) {
  const { t } = useTranslation('activity')
  const { number } = useFormats()
  return (
    <Card
      title={t('stream')}
      actions={
        <div className={styles.bar}>
          {bar}
          <span className={styles.count} aria-live="polite">
            {list.total === undefined
              ? ''
              : t('count', { count: list.total, number: number(list.total) })}
          </span>
        </div>
      }
    >
      <Entries list={list} clear={clear} />
    </Card>
  )
}

function Entries({ list, clear }: Pick<StreamProps, 'list' | 'clear'>) {
  const { t } = useTranslation('activity')
  const { dayLong } = useFormats()
  if (list.error) return <Failed error={list.error} retry={list.retry} />
  if (list.isLoading) return <SkeletonCards cards={4} />
  if (list.items.length === 0) {
    return (
      <EmptyState
        drawing="notes"
        title={t('empty.title')}
        action={
          <Button variant="default" onClick={clear}>
            {t('empty.clear')}
          </Button>
        }
      >
        {t('empty.text')}
      </EmptyState>
    )
  }
  return (
    <div data-state={list.isPrevious ? 'loading' : 'filled'} data-stream>
      {daysOf(list.items).map(({ day, entries }) => (
        <section key={day} className={styles.day} aria-label={dayLong(day)}>
          <h3 className={styles.heading}>{dayLong(day)}</h3>
          <ul className={styles.entries}>
            {entries.map((entry) => (
              <li key={entry.item.record.id} className={styles.entry}>
                <EntryCard entry={entry} names={list.names} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {list.hasMore ? <More list={list} /> : null}
    </div>
  )
}

/** Reads on when it comes into view, and at a press for whoever does not scroll. */
function More({ list }: { list: List<Entry> }) {
  const { t } = useTranslation('activity')
  const button = useRef<HTMLButtonElement>(null)
  const { more, isFetching } = list
  useEffect(() => {
    const place = button.current
    if (!place || isFetching) return
    const watch = new IntersectionObserver(
      ([seen]) => {
        if (seen?.isIntersecting) more()
      },
      { rootMargin: '600px' },
    )
    watch.observe(place)
    return () => watch.disconnect()
  }, [more, isFetching])
  return (
    <Button ref={button} variant="default" fullWidth onClick={more} aria-busy={isFetching}>
      {t('more')}
    </Button>
  )
}
