import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OutcomeBadge } from './Badges'
import styles from './cards.module.css'
import { piecesOf } from './marked'
import { ActivityName, CustomerLink, PersonName, TaskLink } from './People'
import type { Held, Names, NoteRecord } from './records'
import { ToneBadge } from './Tone'
import { WhenText } from './WhenText'

/** Longer notes are folded in streams; one press shows the whole text. */
const FOLD = 600

export interface NoteCardProps {
  item: Held<NoteRecord>
  names?: Names
  /** The whole text from the start. */
  whole?: boolean
  hide?: ('customer' | 'task' | 'person')[]
  plain?: boolean
  /** Words that were looked for: they are marked. */
  words?: string
  children?: ReactNode
}

/** What was said in a meeting, what came of it, what comes next. */
export function NoteCard(props: NoteCardProps) {
  const { item, names, whole, hide = [], plain, words, children } = props
  const { t } = useTranslation('parts')
  const [isOpen, setOpen] = useState(whole === true)
  const note = item.record
  const body = note.body ?? ''
  const isLong = body.length > FOLD
  const looks = [
    styles.card,
    plain ? styles.plain : '',
    note.withdrawn ? styles.withdrawn : '',
  ].join(' ')
  return (
    <article className={looks} data-note={note.id}>
      <div className={[styles.line, styles.ends].join(' ')}>
        <span className={styles.line}>
          {hide.includes('person') ? null : <PersonName id={note.person} names={names} />}
          <OutcomeBadge outcome={note.outcome} />
          {note.withdrawn ? <ToneBadge tone="neutral" word={t('withdrawn')} /> : null}
        </span>
        <span className={styles.quiet}>
          <WhenText civil={note.civil} />
        </span>
      </div>
      <div className={[styles.line, styles.quiet].join(' ')}>
        {note.customer && !hide.includes('customer') ? (
          <CustomerLink id={note.customer} names={names} />
        ) : null}
        {note.task && !hide.includes('task') ? <TaskLink id={note.task} names={names} /> : null}
        <ActivityName id={note.activity} />
        {note.met ? (
          <span>
            {t('note.met')} <bdi>{note.met}</bdi>
          </span>
        ) : null}
      </div>
      {body ? (
        <p className={styles.text} dir="auto">
          <Marked
            text={isLong && !isOpen ? `${body.slice(0, FOLD).trimEnd()}…` : body}
            words={words}
          />
        </p>
      ) : (
        <span className={styles.quiet}>{t('note.no_text')}</span>
      )}
      {isLong && !whole ? <Fold isOpen={isOpen} toggle={() => setOpen(!isOpen)} /> : null}
      {note.next ? (
        <div className={styles.line}>
          <span className={styles.quiet}>{t('note.next')}</span>
          <TaskLink id={note.next} names={names} />
        </div>
      ) : null}
      {children}
    </article>
  )
}

function Marked({ text, words }: { text: string; words?: string }) {
  if (!words) return text
  return piecesOf(text, words).map((piece) =>
    piece.isFound ? <mark key={piece.at}>{piece.text}</mark> : piece.text,
  )
}

function Fold({ isOpen, toggle }: { isOpen: boolean; toggle: () => void }) {
  const { t } = useTranslation('parts')
  return (
    <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={toggle}>
      {isOpen ? t('note.less') : t('note.more')}
    </button>
  )
}
