import {
  type Icon,
  IconAlertTriangle,
  IconCalendarEvent,
  IconCheck,
  IconMapPin,
  IconMapPinOff,
  IconNotes,
  IconPencil,
  IconPlus,
  IconUser,
  IconX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { fieldWords } from '../api'
import { CheckInCard } from './CheckInCard'
import styles from './cards.module.css'
import { DiaryCard } from './DiaryCard'
import { EmptyState } from './EmptyState'
import { useFormats } from './formats'
import { NoteCard } from './NoteCard'
import { PersonName, TaskLink } from './People'
import { useReasonText } from './reasons'
import type { CheckInRecord, Held, Moment, Names, NoteRecord, StoryData } from './records'
import { ToneBadge } from './Tone'
import { useValueText } from './values'
import { WhenText } from './WhenText'

const signs: [RegExp, Icon][] = [
  [/assigned$|added$|started$/, IconPlus],
  [/rescheduled/, IconCalendarEvent],
  [/reassigned|claimed|moved/, IconUser],
  [/completed|accepted|checked$/, IconCheck],
  [/declined|not_done|cancelled|closed|removed|withdrawn/, IconX],
  [/^note/, IconNotes],
  [/^checked_in/, IconMapPin],
  [/check_out|checked_out/, IconMapPinOff],
]

export interface TimelineProps {
  story: StoryData
  names?: Names
  /** What the page is about anyway. */
  about: 'task' | 'customer'
}

/** What happened, the newest first: every change with who, when, on which device, why and its verdict. */
export function Timeline({ story, names: given, about }: TimelineProps) {
  const { t } = useTranslation('parts')
  const formats = useFormats()
  const notes = new Map(story.notes.map((note) => [note.record.id, note]))
  const visits = new Map(story.check_ins.map((visit) => [visit.record.id, visit]))
  const open = story.diary.filter((entry) => !entry.record.settled)
  const events = [...story.events].sort((left, right) => right.seq - left.seq)
  const names = { ...titlesOf(story.events), ...story.names, ...given }
  let day = ''
  return (
    <>
      {open.map((entry) => (
        <DiaryCard
          key={entry.record.id}
          item={entry}
          names={names}
          about={story.record.record.id === entry.record.about ? story.record : undefined}
          hideAbout
        />
      ))}
      {events.length === 0 ? (
        <EmptyState drawing="notes" title={t('timeline.empty')} small />
      ) : (
        <ol className={styles.timeline}>
          {events.map((event) => {
            const before = day
            day = formats.civilDay(event.civil)
            return (
              <Event
                key={event.change}
                event={event}
                heading={day === before ? undefined : day}
                note={notes.get(String(bodyOf(event).note ?? event.change))}
                visit={visits.get(event.change)}
                names={names}
                about={about}
              />
            )
          })}
        </ol>
      )}
    </>
  )
}

interface EventProps {
  event: Moment
  heading?: string
  note?: Held<NoteRecord>
  visit?: Held<CheckInRecord>
  names?: Names
  about: 'task' | 'customer'
}

function Event({ event, heading, note, visit, names, about }: EventProps) {
  const { t } = useTranslation('parts')
  const formats = useFormats()
  const reasonText = useReasonText()
  const verdict = event.verdict.verdict
  const isRefused = verdict === 'refused'
  const Sign = isRefused
    ? IconAlertTriangle
    : (signs.find(([pattern]) => pattern.test(event.do))?.[1] ?? IconPencil)
  const isNote = event.do === 'note.written' && note !== undefined
  const task = about === 'customer' ? taskOf(event) : undefined
  return (
    <li className={styles.event} data-do={event.do}>
      {heading ? <div className={styles.day}>{formats.dayLong(heading)}</div> : null}
      <div className={styles.event}>
        <span className={styles.sign}>
          <Sign size={12} aria-hidden />
        </span>
        <div className={[styles.line, styles.ends].join(' ')}>
          <strong>{t(`do.${event.do}`, { defaultValue: event.do })}</strong>
          <span className={styles.quiet}>
            <WhenText civil={event.civil} as="clock" />
          </span>
        </div>
        <div className={[styles.line, styles.quiet].join(' ')}>
          <PersonName id={event.person} name={event.person_name} size="small" />
          {event.device_name && event.device_name !== event.person_name ? (
            <bdi>{event.device_name}</bdi>
          ) : null}
          {event.received - event.civil.time > LATE ? (
            <span>
              {t('timeline.arrived')} <WhenText at={event.received} />
            </span>
          ) : null}
          {task ? <TaskLink id={task} names={names} /> : null}
          {isRefused ? (
            <ToneBadge
              tone="red"
              word={t('timeline.refused', {
                why: t(`write:refused.${codeOf(event)}`, { defaultValue: codeOf(event) }),
              })}
            />
          ) : null}
          {verdict === 'merged' ? <ToneBadge tone="orange" word={t('timeline.merged')} /> : null}
        </div>
        {event.reason ? (
          <div>
            {t('timeline.reason')} <bdi>{reasonText(event.reason)}</bdi>
          </div>
        ) : null}
        <Written event={event} names={names} />
        {isNote ? (
          <div className={styles.inner}>
            <NoteCard item={note} names={names} hide={['person', about]} whole />
          </div>
        ) : null}
        {visit ? (
          <div className={styles.inner}>
            <CheckInCard item={visit} names={names} hide={['person', about]} />
          </div>
        ) : null}
      </div>
    </li>
  )
}

/** What reached the server this much later than it happened waited on the phone. */
const LATE = 10 * 60 * 1_000_000

/** The fields that an edit wrote, the new holder of a task. */
function Written({ event, names }: { event: Moment; names?: Names }) {
  const { t } = useTranslation('parts')
  const valueText = useValueText(names)
  const body = bodyOf(event)
  const set = typeof body.set === 'object' && body.set !== null ? Object.entries(body.set) : []
  const holder = body.assignee ?? body.team ?? body.owner
  const shown: [string, unknown][] = set
  if (typeof holder === 'string' && /reassigned|moved/.test(event.do)) {
    shown.push([body.owner ? 'owner' : body.team ? 'team' : 'assignee', holder])
  }
  if (shown.length === 0) return null
  return (
    <div>
      {shown.map(([field, value]) => (
        <div key={field} className={styles.line}>
          <span className={styles.quiet}>{fieldWords(field)}</span>
          <bdi>{value === null ? t('diary.nothing') : valueText(field, value)}</bdi>
        </div>
      ))}
    </div>
  )
}

function codeOf({ verdict }: Moment): string {
  return 'code' in verdict ? String(verdict.code) : ''
}

function bodyOf(event: Moment): Record<string, unknown> {
  return (event.body ?? {}) as Record<string, unknown>
}

/** What tasks are called, as far as the story says how they began. */
function titlesOf(events: Moment[]): Names {
  const titles: Names = {}
  for (const event of events) {
    const next = bodyOf(event).next as { task?: string; title?: string } | undefined
    if (next?.task && next.title) titles[next.task] = next.title
    const title = bodyOf(event).title
    if (event.do === 'task.assigned' && typeof title === 'string') titles[event.change] = title
  }
  return titles
}

function taskOf(event: Moment): string | undefined {
  if (event.do === 'task.assigned') return event.change
  const named =
    bodyOf(event).task ?? (event.do.startsWith('task.') ? bodyOf(event).target : undefined)
  return typeof named === 'string' ? named : undefined
}
