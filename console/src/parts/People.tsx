import { useTranslation } from 'react-i18next'
import { useDirectory } from '../api'
import { useOpen } from './open'
import styles from './people.module.css'
import type { Names } from './records'

/** First letters of the first and the last word; whole characters, also of other scripts. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter(Boolean)
  const first = Array.from(words[0] ?? '?')[0] ?? '?'
  const last = words.length > 1 ? (Array.from(words[words.length - 1] ?? '')[0] ?? '') : ''
  return (first + last).toLocaleUpperCase()
}

/** The same person has the same tone everywhere. It is decoration: the letters say who it is. */
export function toneOf(id: string): number {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0
  return sum % 6
}

export interface PersonNameProps {
  id?: string
  /** Where the answer bore names of its own. */
  name?: string
  names?: Names
  size?: 'small' | 'usual'
  /** Without the disc, in running text. */
  plain?: boolean
}

/** Who: initials and name, and that somebody has left. */
export function PersonName({ id, name, names, size = 'usual', plain }: PersonNameProps) {
  const { t } = useTranslation('parts')
  const directory = useDirectory()
  if (!id && !name) return <span className={styles.note}>{t('person.nobody')}</span>
  const record: ((typeof directory.people)[number]['record'] & { erased?: boolean }) | undefined =
    directory.person(id)?.record
  const isErased = record?.erased === true
  const shown = isErased ? t('person.erased') : (record?.name ?? name ?? (id ? names?.[id] : ''))
  const text = shown || t('person.unknown')
  const isGone = record?.revoked === true && !isErased
  return (
    <span className={[styles.person, isGone ? styles.gone : ''].join(' ')} title={text}>
      {plain ? null : <PersonDisc id={id} name={text} size={size} />}
      <bdi className={styles.name}>{text}</bdi>
      {isGone ? <span className={styles.note}>{t('person.revoked')}</span> : null}
    </span>
  )
}

/** The disc alone, where the name stands beside it anyway. */
export function PersonDisc({ id = '', name, size = 'usual' }: PersonNameProps) {
  const look = [styles.disc, size === 'small' ? styles.small : ''].join(' ')
  return (
    <span className={look} data-tone={toneOf(id || (name ?? ''))} aria-hidden>
      {initials(name ?? '?')}
    </span>
  )
}

/** What a team is called. */
export function TeamName({ id, names }: { id?: string; names?: Names }) {
  const { t } = useTranslation('parts')
  const { team } = useDirectory()
  if (!id) return <span className={styles.note}>{t('team.none')}</span>
  return <bdi>{team(id)?.record.name ?? names?.[id] ?? t('team.unknown')}</bdi>
}

/** What an activity type is called. */
export function ActivityName({ id }: { id?: string }) {
  const { t } = useTranslation('parts')
  const { activity } = useDirectory()
  if (!id) return null
  return <bdi>{activity(id)?.record.name ?? t('activity.unknown')}</bdi>
}

export interface LinkProps {
  id?: string
  name?: string
  names?: Names
}

/** A customer's name that opens the customer over the page. */
export function CustomerLink({ id, name, names }: LinkProps) {
  const { t } = useTranslation('parts')
  const { openCustomer } = useOpen()
  if (!id) return null
  const text = name ?? names?.[id] ?? t('customer.unknown')
  return (
    <button type="button" className={styles.link} onClick={() => openCustomer(id)}>
      <bdi>{text}</bdi>
    </button>
  )
}

/** A task's title that opens the task over the page. */
export function TaskLink({ id, name, names }: LinkProps) {
  const { t } = useTranslation('parts')
  const { openTask } = useOpen()
  if (!id) return null
  return (
    <button type="button" className={styles.link} onClick={() => openTask(id)}>
      <bdi>{name ?? names?.[id] ?? t('task.unknown')}</bdi>
    </button>
  )
}
