import { Text, VisuallyHidden } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAll } from '../../api'
import { Card, EmptyState, Failed, SkeletonRows } from '../../parts'
import { newId, useChanges } from '../../write'
import { ActivityRow } from './ActivityRow'
import { AddRow } from './AddRow'
import { moved, nextRank, ordered } from './ranks'
import styles from './settings.module.css'
import type { ActivityItem } from './types'

/** What kinds of visit there are, in the order in which phones offer them. */
export function Activities({ isAdmin }: { isAdmin: boolean }) {
  const { t } = useTranslation('settings')
  const { data, error, refetch } = useAll('/v1/activity-types')
  const { submit, isBusy } = useChanges()
  const [said, setSaid] = useState('')
  const { offered, retired, items } = useMemo(() => {
    const items = new Map(
      ((data ?? []) as ActivityItem[]).map((item) => [item.record.id as string, item]),
    )
    const records = ordered([...items.values()].map((item) => item.record))
    return {
      items,
      offered: records.filter((record) => !record.retired),
      retired: records.filter((record) => record.retired),
    }
  }, [data])

  const edit = async (id: string, set: Record<string, string | number | boolean>, done: string) => {
    const on = items.get(id)
    if (!on) return false
    const result = await submit(
      { do: 'activity_type.edited', body: { target: id, set }, on },
      { done, optimistic: (cache) => cache.set(id, set) },
    )
    return result.isWhole
  }
  const add = async (name: string) => {
    const rank = nextRank([...offered, ...retired])
    const result = await submit(
      { do: 'activity_type.added', id: newId(), body: { name, rank } },
      { done: t('activities.added', { name }) },
    )
    return result.isWhole
  }
  const move = async (from: number, to: number) => {
    const name = offered[from]?.name ?? ''
    const ranks = moved(offered, from, to)
    if (ranks.length === 0) return
    await submit(
      ranks.flatMap(({ id, rank }) => {
        const on = items.get(id)
        return on ? [{ do: 'activity_type.edited', body: { target: id, set: { rank } }, on }] : []
      }),
      {
        done: t('activities.moved', { name }),
        optimistic: (cache, change) => {
          const { target, set } = change.draft.body as { target: string; set: { rank: number } }
          cache.set(target, set)
        },
      },
    )
    setSaid(t('activities.place', { name, place: to + 1, of: offered.length }))
  }
  const common = (id: string, name: string, isRetired: boolean) => ({
    name,
    isRetired,
    isBusy,
    mayEdit: isAdmin,
    rename: (text: string) => edit(id, { name: text }, t('row.renamed', { name: text })),
    retire: (goes: boolean) =>
      void edit(
        id,
        { retired: goes },
        goes ? t('row.was_retired', { name }) : t('row.was_brought_back', { name }),
      ),
  })
  return (
    <Card title={t('section.activities')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('activities.text')}
      </Text>
      {error && !data ? (
        <Failed error={error} retry={() => void refetch()} small />
      ) : !data ? (
        <SkeletonRows rows={6} />
      ) : (
        <div data-state={data.length === 0 ? undefined : 'filled'}>
          {offered.length === 0 ? (
            <EmptyState drawing="list" title={t('activities.empty')} small>
              {t('activities.empty_text')}
            </EmptyState>
          ) : (
            <ol className={styles.rows} aria-label={t('activities.offered')}>
              {offered.map((record, place) => (
                <ActivityRow
                  key={record.id}
                  id={record.id}
                  place={place}
                  count={offered.length}
                  move={(from, to) => void move(from, to)}
                  {...common(record.id, record.name, false)}
                />
              ))}
            </ol>
          )}
          {isAdmin ? (
            <AddRow
              label={t('activities.new')}
              isBusy={isBusy}
              taken={[...offered, ...retired].map(({ name }) => name)}
              add={add}
            />
          ) : null}
          {retired.length ? (
            <>
              <h3 className={styles.subtitle}>{t('activities.retired')}</h3>
              <ul className={styles.rows} aria-label={t('activities.retired')}>
                {retired.map((record) => (
                  <ActivityRow
                    key={record.id}
                    id={record.id}
                    {...common(record.id, record.name, true)}
                  />
                ))}
              </ul>
            </>
          ) : null}
          <VisuallyHidden role="status">{said}</VisuallyHidden>
        </div>
      )}
    </Card>
  )
}
