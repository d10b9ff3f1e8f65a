import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../parts'
import { type Plan, taskOf } from './board'
import styles from './plan.module.css'

interface PrintDayProps {
  plan: Plan
  person: string
  day: string
  close: () => void
}

/** A rep's day on paper: it opens the printer's dialog, and goes when that is done. */
export function PrintDay({ plan, person, day, close }: PrintDayProps) {
  const { t } = useTranslation(['plan', 'common'])
  const formats = useFormats()
  const leave = useRef(close)
  leave.current = close
  useEffect(() => {
    const done = () => leave.current()
    document.documentElement.dataset.printsDay = ''
    window.addEventListener('afterprint', done)
    // One frame later, so that what is printed has been laid out.
    const frame = requestAnimationFrame(() => window.print())
    return () => {
      cancelAnimationFrame(frame)
      delete document.documentElement.dataset.printsDay
      window.removeEventListener('afterprint', done)
    }
  }, [])
  const whose = plan.people.find((one) => one.person === person)
  const planned = whose?.days.find((one) => one.day === day)
  return createPortal(
    <section className={styles.paper} data-paper>
      <h1>
        <bdi>{whose?.name}</bdi> · {formats.dayLong(day)}
      </h1>
      <p>
        {t('plan:tasks', { count: planned?.tasks.length ?? 0 })} ·{' '}
        {t('plan:planned', { planned: formats.minutes(planned?.planned_minutes ?? 0) })}
      </p>
      <ol>
        {planned?.tasks.map((stop) => {
          const task = taskOf(stop).record
          const marks = [
            task.customer ? plan.names[task.customer] : undefined,
            task.window ? formats.window(task.window) : undefined,
            task.priority && task.priority !== 'normal'
              ? t(`common:priority.${task.priority}`)
              : undefined,
          ].filter(Boolean)
          return (
            <li key={task.id}>
              <strong dir="auto">{task.title}</strong>
              <div>{marks.join(' · ')}</div>
              {task.details ? <p dir="auto">{task.details}</p> : null}
              {Object.entries(task.checklist ?? {}).map(([key, entry]) => (
                <div key={key}>☐ {entry.text}</div>
              ))}
            </li>
          )
        })}
      </ol>
    </section>,
    document.body,
  )
}
