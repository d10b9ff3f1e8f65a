import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview'
import {
  type Icon,
  IconAlertTriangle,
  IconArchive,
  IconArrowBackUp,
  IconArrowUp,
  IconArrowUpRight,
  IconBan,
  IconChevronsUp,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconCircleX,
  IconClockExclamation,
  IconMapPinExclamation,
  IconPlayerPlay,
} from '@tabler/icons-react'
import { type MouseEvent, memo, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { PriorityMark, StatusBadge, ToneBadge, useFormats } from '../../parts'
import { isOpen, type Stop } from './board'
import styles from './plan.module.css'
import { usePlanner } from './planner'
import { useTold } from './stores'
import { useWhyText } from './words'

interface StopCardProps {
  stop: Stop
  /** Its place in the day, from 1; none in the pool. */
  place?: number
  dense: boolean
  /** In the pool: the day for which it is meant. */
  showDay?: boolean
}

/** A stop on the board: it can be chosen, dragged and opened. */
export const StopCard = memo(function StopCard(props: StopCardProps) {
  const { stop, place, dense, showDay } = props
  const { task: id, customer_name: customer, status = 'assigned' } = stop
  const { t } = useTranslation('plan')
  const formats = useFormats()
  const why = useWhyText()
  const planner = usePlanner()
  const { selection } = planner
  const isChosen = useTold(selection, () => selection.has(id))
  const isCut = useTold(selection, () => selection.isCut(id))
  const isFree = isOpen(stop)
  const card = useDraggable(id, isFree)
  const press = (event: MouseEvent<HTMLElement>) => {
    if ((event.target as HTMLElement).closest('[data-opens]')) return planner.openTask(id)
    if (event.shiftKey) selection.reach(id, planner.order())
    else if (event.ctrlKey || event.metaKey) selection.toggle(id)
    else selection.only(selection.has(id) && selection.all().size === 1 ? [] : [id])
  }
  const reasons = stop.reasons.map(why)
  return (
    // Keys are heard by the board, which knows what stands beside.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      ref={card}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      className={styles.stop}
      data-task={id}
      data-focus
      data-dense={dense || undefined}
      title={dense ? stop.title : undefined}
      data-cut={isCut || undefined}
      data-over={!isFree || undefined}
      onClick={press}
      onDoubleClick={() => planner.openTask(id)}
    >
      <div className={styles.first}>
        {place ? (
          <span className={styles.place} title={reasons.join('\n')}>
            {formats.number(place)}
          </span>
        ) : null}
        <span className={styles.title} dir="auto">
          {stop.title}
        </span>
        {dense ? <Signs stop={stop} /> : null}
        <span className={styles.opens} data-opens title={t('open')} aria-hidden>
          <IconArrowUpRight className="points" size={14} />
        </span>
      </div>
      {customer ? (
        <div className={styles.customer} dir="auto">
          {customer}
        </div>
      ) : null}
      <div className={styles.marks}>
        {status !== 'assigned' && status !== 'offered' ? (
          <StatusBadge status={status} plain />
        ) : null}
        <PriorityMark priority={stop.priority} />
        {stop.window ? <span>{formats.window(stop.window)}</span> : null}
        {showDay && stop.plan_day ? <span>{formats.day(stop.plan_day)}</span> : null}
        {stop.travel_minutes ? (
          <span className={styles.quiet}>
            {t('way', { time: formats.minutes(stop.travel_minutes) })}
          </span>
        ) : null}
        {stop.is_outside_hours && isFree ? (
          <ToneBadge tone="orange" icon={IconClockExclamation} word={t('outside')} plain />
        ) : null}
        {stop.is_other_territory && isFree ? (
          <ToneBadge tone="orange" icon={IconMapPinExclamation} word={t('territory')} plain />
        ) : null}
      </div>
      {place && reasons.length > 0 ? (
        <div className={styles.why} data-why>
          {reasons.join(' · ')}
        </div>
      ) : null}
    </div>
  )
})

const statusSigns: Record<string, Icon> = {
  accepted: IconCircleCheck,
  started: IconPlayerPlay,
  declined: IconArrowBackUp,
  done: IconCircleCheckFilled,
  not_done: IconCircleX,
  cancelled: IconBan,
  closed_by_manager: IconArchive,
}

const prioritySigns: Record<string, Icon> = { urgent: IconChevronsUp, high: IconArrowUp }

/** On a compact card: what stands out, as signs; the card that is chosen says them in words. */
function Signs({ stop }: { stop: Stop }) {
  const { t } = useTranslation(['plan', 'common'])
  const { priority, status } = stop
  const OfStatus = statusSigns[status ?? '']
  const OfPriority = isOpen(stop) ? prioritySigns[priority ?? ''] : undefined
  const isDoubtful = isOpen(stop) && (stop.is_outside_hours || stop.is_other_territory)
  return (
    <span className={styles.signs} aria-hidden>
      {isDoubtful ? (
        <span title={stop.is_outside_hours ? t('plan:outside') : t('plan:territory')}>
          <IconAlertTriangle size={13} />
        </span>
      ) : null}
      {OfPriority ? (
        <span title={t(`common:priority.${priority}`)} data-priority={priority}>
          <OfPriority size={13} />
        </span>
      ) : null}
      {OfStatus ? (
        <span title={t(`common:status.${status}`)}>
          <OfStatus size={13} />
        </span>
      ) : null}
    </span>
  )
}

/** Dragging takes along what is chosen, where this card is one of them. */
function useDraggable(id: string, isFree: boolean) {
  const card = useRef<HTMLDivElement>(null)
  const { selection, stop } = usePlanner()
  const { t } = useTranslation('plan')
  const words = useRef(t)
  words.current = t
  useEffect(() => {
    const element = card.current
    if (!element || !isFree) return
    const dragged = () =>
      selection.has(id)
        ? [...selection.all()].filter((one) => {
            const found = stop(one)
            return found !== undefined && isOpen(found)
          })
        : [id]
    return draggable({
      element,
      getInitialData: () => ({ ids: dragged() }),
      onGenerateDragPreview: ({ nativeSetDragImage }) => {
        const { length } = dragged()
        if (length < 2) return
        setCustomNativeDragPreview({
          nativeSetDragImage,
          render: ({ container }) => {
            const preview = document.createElement('div')
            preview.className = styles.preview ?? ''
            preview.textContent = words.current('tasks', { count: length })
            container.append(preview)
          },
        })
      },
    })
  }, [id, isFree, selection, stop])
  return card
}
