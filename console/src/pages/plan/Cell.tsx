// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid has rows that no table element knows
// biome-ignore-all lint/a11y/useFocusableInteractive: the keys go to the cards within the cells
import { IconPlus } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../parts'
import { cellKey, type PlannedDay } from './board'
import styles from './plan.module.css'
import { usePlanner } from './planner'
import { StopCard } from './StopCard'
import { useTold } from './stores'
import { useDropTarget } from './useDropTarget'
import { Warnings } from './Warnings'

interface CellProps {
  person: string
  name: string
  day: PlannedDay
  dense: boolean
  isToday: boolean
  /** Says its day itself, where there are no columns. */
  hasHead?: boolean
}

/** What somebody has to do on a day, in the order in which his phone shows it. */
export const Cell = memo(function Cell(props: CellProps) {
  const { person, name, day, dense, isToday, hasHead } = props
  const { t } = useTranslation('plan')
  const formats = useFormats()
  const planner = usePlanner()
  const key = cellKey(person, day.day)
  const place = useDropTarget<HTMLDivElement>(key, { holder: { assignee: person }, day: day.day })
  const hover = useTold(planner.drag, () => planner.drag.at(key))
  const label = t('cell', { name, day: formats.day(day.day) })
  return (
    <div
      ref={place}
      role="gridcell"
      className={styles.cell}
      data-cell={key}
      data-person={person}
      data-day={day.day}
      data-today={isToday || undefined}
      data-off={!day.is_working || undefined}
      data-over={hover ? true : undefined}
    >
      {hasHead ? <div className={styles.ownHead}>{formats.day(day.day)}</div> : null}
      <Capacity day={day} />
      {hover ? (
        <div className={styles.hover} data-hover>
          <strong>{t('drop', { count: hover.count })}</strong>
          {hover.warnings ? <Warnings warnings={hover.warnings} /> : null}
        </div>
      ) : null}
      {day.tasks.length > 0 ? (
        <div role="listbox" aria-multiselectable aria-label={label} className={styles.stops}>
          {day.tasks.map((stop, at) => (
            <StopCard key={stop.task} stop={stop} place={at + 1} dense={dense} />
          ))}
        </div>
      ) : null}
      <button
        type="button"
        tabIndex={-1}
        data-focus
        className={styles.add}
        aria-label={t('add_at', { where: label })}
        onClick={() => planner.ask({ name: 'task', holder: { assignee: person }, day: day.day })}
      >
        <IconPlus size={14} aria-hidden />
      </button>
    </div>
  )
})

/** How full a day is. That it is too full is said in words too. */
function Capacity({ day }: { day: PlannedDay }) {
  const { t } = useTranslation('plan')
  const { minutes } = useFormats()
  const { planned_minutes: planned, available_minutes: available, tasks } = day
  if (!day.is_working) {
    return (
      <div className={styles.capacity}>
        <span className={planned > 0 ? styles.over : styles.quiet}>
          {planned > 0 ? t('off_planned', { planned: minutes(planned) }) : t('off')}
        </span>
      </div>
    )
  }
  if (available === undefined) {
    return (
      <div className={styles.capacity}>
        <span className={styles.quiet}>{t('planned', { planned: minutes(planned) })}</span>
      </div>
    )
  }
  const isOver = planned > available
  const travel = tasks.reduce((sum, stop) => sum + (stop.travel_minutes ?? 0), 0)
  const words = isOver
    ? t('over', { over: minutes(planned - available), available: minutes(available) })
    : t('of', { planned: minutes(planned), available: minutes(available) })
  return (
    <div
      className={styles.capacity}
      title={travel > 0 ? t('ways', { time: minutes(travel) }) : undefined}
    >
      <span className={styles.bar} data-full={isOver || undefined} aria-hidden>
        <span
          style={{ inlineSize: `${Math.min(100, (planned / Math.max(1, available)) * 100)}%` }}
        />
      </span>
      <span className={isOver ? styles.over : styles.quiet}>{words}</span>
    </div>
  )
}
