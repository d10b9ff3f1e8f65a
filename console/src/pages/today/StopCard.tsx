import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  CustomerLink,
  EvidenceFlags,
  OutcomeBadge,
  PersonName,
  PriorityMark,
  StatusBadge,
  TaskLink,
  TeamName,
  ToneBadge,
  useFormats,
  useReasonText,
  VerdictBadge,
  WhenText,
} from '../../parts'
import type { Stop } from './day'
import styles from './today.module.css'

interface StopCardProps {
  stop: Stop
  names: Record<string, string>
  isFresh: boolean
}

/** A stop: what was to be done, what came of it, what was said. */
export function StopCard({ stop, names, isFresh }: StopCardProps) {
  const { t } = useTranslation('today')
  const { window } = useFormats()
  return (
    <article className={styles.stop} data-stop={stop.task} data-fresh={isFresh || undefined}>
      <div className={styles.line}>
        <TaskLink id={stop.task} name={stop.title} />
        {isFresh ? <ToneBadge tone="teal" word={t('new')} /> : null}
        <PriorityMark priority={stop.priority} />
        <StatusBadge status={stop.status} />
        {stop.is_late ? <Late minutes={stop.late_minutes} /> : null}
      </div>
      <div className={[styles.line, styles.quiet].join(' ')}>
        {stop.person ? (
          <PersonName id={stop.person} names={names} size="small" />
        ) : (
          <TeamName id={stop.team} names={names} />
        )}
        {stop.customer ? <CustomerLink id={stop.customer} names={names} /> : null}
        {stop.window ? <span>{window(stop.window)}</span> : null}
        {stop.reported_at == null ? null : (
          <span>
            {t('reported')} <WhenText at={stop.reported_at} as="clock" />
          </span>
        )}
      </div>
      <Outcome stop={stop} />
    </article>
  )
}

function Late({ minutes }: { minutes?: number }) {
  const { t } = useTranslation('today')
  const formats = useFormats()
  const word =
    minutes == null ? t('late') : t('late_by', { minutes: formats.minutes(Math.round(minutes)) })
  return <ToneBadge tone="red" icon={IconAlertTriangle} word={word} />
}

/** Reason, visit and note, as far as there are any. */
function Outcome({ stop }: { stop: Stop }) {
  const { t } = useTranslation('today')
  const textOf = useReasonText()
  const { reason, check_in: visit, note } = stop
  if (!reason && !visit && !note) return null
  return (
    <div className={styles.outcome}>
      {reason ? (
        <p className={styles.said}>
          <span className={styles.quiet}>{t('because')}</span> <bdi>{textOf(reason)}</bdi>
        </p>
      ) : null}
      {visit ? (
        <div className={styles.line}>
          <span className={styles.quiet}>
            {t('visit')} <WhenText at={visit.begin} as="clock" />
            {visit.end == null ? ` – ${t('visit_open')}` : null}
            {visit.end == null ? null : (
              <>
                {' – '}
                <WhenText at={visit.end} as="clock" />
              </>
            )}
          </span>
          <VerdictBadge verdict={visit.verdict ?? undefined} />
          <EvidenceFlags evidence={visit.evidence} />
        </div>
      ) : null}
      {note ? <Said outcome={note.outcome ?? undefined} body={note.body} /> : null}
    </div>
  )
}

/** Longer notes are folded: one press shows them whole. */
const FOLD = 280

function Said({ outcome, body }: { outcome?: string; body: string }) {
  const { t } = useTranslation('today')
  const [isOpen, setOpen] = useState(false)
  const isLong = body.length > FOLD
  return (
    <div>
      <OutcomeBadge outcome={outcome} />
      <p className={styles.said} dir="auto">
        {isLong && !isOpen ? `${body.slice(0, FOLD).trimEnd()}…` : body}
      </p>
      {isLong ? (
        <button
          type="button"
          className={styles.fold}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? t('fold') : t('unfold')}
        </button>
      ) : null}
    </div>
  )
}
