import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { VerdictBadge } from './Badges'
import styles from './cards.module.css'
import { EvidenceFlags } from './EvidenceFlags'
import { useFormats } from './formats'
import { CustomerLink, PersonName, TaskLink } from './People'
import type { CheckInRecord, Held, Names } from './records'
import { ToneBadge } from './Tone'
import { WhenText } from './WhenText'

export interface CheckInCardProps {
  item: Held<CheckInRecord>
  names?: Names
  hide?: ('customer' | 'task' | 'person')[]
  plain?: boolean
  children?: ReactNode
}

/** A visit: who, where, from when to when, and what speaks for and against the place. */
export function CheckInCard({ item, names, hide = [], plain, children }: CheckInCardProps) {
  const { t } = useTranslation('parts')
  const formats = useFormats()
  const visit = item.record
  const minutes = visit.out
    ? Math.round((visit.out.civil.time - visit.in.civil.time) / 60_000_000)
    : undefined
  const accuracy = visit.in.fix?.accuracy_mm
  const looks = [
    styles.card,
    plain ? styles.plain : '',
    visit.withdrawn ? styles.withdrawn : '',
  ].join(' ')
  return (
    <article className={looks} data-check-in={visit.id}>
      <div className={[styles.line, styles.ends].join(' ')}>
        <span className={styles.line}>
          {hide.includes('person') ? null : <PersonName id={visit.person} names={names} />}
          {hide.includes('customer') ? null : <CustomerLink id={visit.customer} names={names} />}
        </span>
        <span className={styles.quiet}>
          <WhenText civil={visit.in.civil} />
          {visit.out ? (
            <>
              {' – '}
              <WhenText civil={visit.out.civil} as="clock" />
            </>
          ) : null}
        </span>
      </div>
      <div className={styles.line}>
        <VerdictBadge verdict={visit.verdict} />
        <EvidenceFlags evidence={visit.evidence} />
        {visit.withdrawn ? <ToneBadge tone="neutral" word={t('withdrawn')} /> : null}
        <span className={styles.quiet}>
          {minutes === undefined ? t('visit.running') : formats.minutes(minutes)}
        </span>
        {accuracy ? (
          <span className={styles.quiet}>
            {t('visit.accuracy', { length: formats.length(accuracy) })}
          </span>
        ) : null}
        {visit.coarsened ? <span className={styles.quiet}>{t('visit.coarsened')}</span> : null}
        {visit.task && !hide.includes('task') ? <TaskLink id={visit.task} names={names} /> : null}
      </div>
      {children}
    </article>
  )
}
