import { Button, Group } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldWords, useMe } from '../api'
import { type Draft, useChanges } from '../write'
import styles from './cards.module.css'
import { diffWords } from './diff'
import { CustomerLink, PersonName, TaskLink } from './People'
import type { DiaryRecord, Held, Names } from './records'
import { ToneBadge } from './Tone'
import { useValueText } from './values'
import { WhenText } from './WhenText'

export interface DiaryCardProps {
  item: Held<DiaryRecord>
  names?: Names
  /** The record that it is about, where restoring is offered. */
  about?: Held<unknown>
  /** Leaves out what it is about, on that record's own page. */
  hideAbout?: boolean
  /** What is said with it when the value is put back: that it waits no more. */
  settling?: readonly Draft[]
}

/** What somebody lost or should know: both values, who wrote the other one, and what can be done. */
export function DiaryCard({ item, names, about, hideAbout, settling = [] }: DiaryCardProps) {
  const { t } = useTranslation('parts')
  const { data: me } = useMe()
  const { submit, isBusy } = useChanges()
  const entry = item.record
  const isMine = me?.person === entry.person
  const restoring = about ? restore(entry, about) : undefined
  const settle = (settled: string): Draft => ({
    do: 'diary.settled',
    body: { entry: entry.id, settled },
    on: item,
  })
  // Only the person himself settles an entry. Whoever may edit the record can put the value back.
  const putBack = () => {
    const drafts = restoring ? [restoring, ...settling] : []
    if (isMine) drafts.push(settle('restored'))
    void submit(drafts, { done: t('diary.restored') })
  }
  return (
    <article className={styles.card} data-diary={entry.id}>
      <div className={[styles.line, styles.ends].join(' ')}>
        <span className={styles.line}>
          <ToneBadge
            tone="orange"
            word={t(`common:diary.${entry.tells}`, { defaultValue: entry.tells })}
          />
          <PersonName id={entry.person} names={names} />
          {entry.field ? <span className={styles.quiet}>{fieldWords(entry.field)}</span> : null}
        </span>
        <span className={styles.quiet}>
          <WhenText at={entry.noticed} />
        </span>
      </div>
      {hideAbout ? null : (
        <div className={styles.line}>
          {entry.about_kind === 'task' ? <TaskLink id={entry.about} names={names} /> : null}
          {entry.about_kind === 'customer' ? <CustomerLink id={entry.about} names={names} /> : null}
        </div>
      )}
      <Sides entry={entry} names={names} />
      {entry.settled ? (
        <span className={styles.quiet}>
          {t(`common:settled.${entry.settled}`, { defaultValue: entry.settled })}
        </span>
      ) : (
        <Group gap="xs">
          {restoring ? (
            <Button size="compact-sm" variant="default" disabled={isBusy} onClick={putBack}>
              {t('diary.restore')}
            </Button>
          ) : null}
          {isMine ? (
            <Button
              size="compact-sm"
              variant="subtle"
              disabled={isBusy}
              onClick={() => void submit(settle('dismissed'), { done: t('diary.dismissed') })}
            >
              {t('diary.dismiss')}
            </Button>
          ) : null}
        </Group>
      )}
    </article>
  )
}

function Sides({ entry, names }: { entry: DiaryRecord; names?: Names }) {
  const { t } = useTranslation('parts')
  const valueText = useValueText(names)
  const mine = valueText(entry.field, entry.mine)
  const theirs = valueText(entry.field, entry.theirs)
  const isText = typeof entry.mine === 'string' && typeof entry.theirs === 'string'
  const pieces = useMemo(() => diffWords(mine, theirs), [mine, theirs])
  if (entry.mine == null && entry.theirs == null) return null
  return (
    <div className={styles.sides}>
      <section className={styles.side}>
        <div className={styles.whose}>{t('diary.mine')}</div>
        <p className={styles.text} dir="auto">
          {mine || t('diary.nothing')}
        </p>
      </section>
      <section className={styles.side}>
        <div className={styles.whose}>
          {t('diary.theirs')}{' '}
          {entry.other_person ? <PersonName id={entry.other_person} names={names} plain /> : null}
        </div>
        <p className={styles.text} dir="auto">
          {isText && mine && theirs
            ? pieces.map((piece, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one comparison do not move
                <PieceText key={place} is={piece.is} text={piece.text} />
              ))
            : theirs || t('diary.nothing')}
        </p>
      </section>
    </div>
  )
}

function PieceText({ is, text }: { is: string; text: string }) {
  if (is === 'old') return <del className={styles.old}>{text}</del>
  if (is === 'new') return <ins className={styles.new}>{text}</ins>
  return <>{text}</>
}

const PLANNED = new Set(['plan_day', 'window', 'priority'])
const EDITED = new Set(['title', 'details', 'activity'])

/** The change that writes the lost value again; none for what is not a plain field. */
function restore(entry: DiaryRecord, about: Held<unknown>): Draft | undefined {
  const { field } = entry
  if (entry.tells !== 'lost' || !field || entry.settled) return undefined
  const set = { [field]: (entry.mine ?? null) as never }
  if (entry.about_kind === 'customer' && !['owner', 'removed'].includes(field)) {
    return { do: 'customer.edited', body: { target: entry.about, set }, on: about }
  }
  if (entry.about_kind !== 'task') return undefined
  const what = PLANNED.has(field) ? 'task.rescheduled' : 'task.edited'
  if (!PLANNED.has(field) && !EDITED.has(field)) return undefined
  return { do: what, body: { target: entry.about, set }, on: about }
}
