import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useList } from '../../api'
import {
  DayRange,
  EmptyState,
  Failed,
  type Held,
  NoteCard,
  type NoteRecord,
  PersonPicker,
  SkeletonCards,
} from '../../parts'
import { SearchField } from '../../table'
import styles from './customers.module.css'
import { customers } from './page'

/** What was said anywhere, found by its words. */
export function Notes() {
  const { t } = useTranslation('customers')
  const search = customers.useSearch()
  const set = customers.useSetSearch()
  const { words: q, person, from, to } = search
  const list = useList('/v1/notes', { q, person, from, to }, { pageSize: 30 })
  const items = list.items as unknown as Held<NoteRecord>[]
  return (
    <div className={styles.notes}>
      <search className={styles.bar} aria-label={t('notes.search')}>
        <SearchField
          label={t('notes.search')}
          value={q ?? ''}
          onChange={(words) => set({ words: words || undefined })}
        />
        <PersonPicker
          ariaLabel={t('notes.person')}
          placeholder={t('notes.person')}
          width={200}
          value={person}
          onChange={(chosen) => set({ person: chosen })}
        />
        <DayRange
          label={t('notes.days')}
          from={from}
          to={to}
          onChange={(start, end) => set({ from: start, to: end })}
        />
      </search>
      {list.error ? (
        <Failed error={list.error} retry={list.retry} />
      ) : list.isLoading ? (
        <SkeletonCards cards={4} />
      ) : items.length === 0 ? (
        <EmptyState
          drawing="notes"
          title={t('notes.none')}
          action={
            q || person || from ? (
              <Button
                variant="default"
                onClick={() =>
                  set({ words: undefined, person: undefined, from: undefined, to: undefined })
                }
              >
                {t('none.clear')}
              </Button>
            ) : undefined
          }
        >
          {t('notes.none_text')}
        </EmptyState>
      ) : (
        <>
          <p className={styles.told} role="status" data-testid="found">
            {t('notes.found', { count: list.total ?? 0 })}
          </p>
          <div className={styles.cards} data-state="filled">
            {items.map((item) => (
              <NoteCard
                key={item.record.id}
                item={item}
                names={list.names}
                words={q}
                whole={Boolean(q)}
              />
            ))}
          </div>
          {list.hasMore ? (
            <Button variant="default" onClick={list.more}>
              {t('notes.more')}
            </Button>
          ) : null}
        </>
      )}
    </div>
  )
}
