import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../parts'
import type { Plan } from './board'
import styles from './plan.module.css'
import { useWholeDays } from './whole'

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
  const { tasks, isPending } = useWholeDays(person, day, day)
  useEffect(() => {
    if (isPending) return
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
  }, [isPending])
  const wholes = new Map(tasks?.map(({ record }) => [record.id, record]))
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
          const whole = wholes.get(stop.task)
          const marks = [
            stop.customer_name,
            stop.window ? formats.window(stop.window) : undefined,
            stop.priority && stop.priority !== 'normal'
              ? t(`common:priority.${stop.priority}`)
              : undefined,
          ].filter(Boolean)
          return (
            <li key={stop.task}>
              <strong dir="auto">{stop.title}</strong>
              <div>{marks.join(' · ')}</div>
              {whole?.details ? <p dir="auto">{whole.details}</p> : null}
              {Object.entries(whole?.checklist ?? {}).map(([key, entry]) => (
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
