import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react'
import { type ComponentProps, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NamedRow } from './NamedRow'
import styles from './settings.module.css'

type ActivityRowProps = Omit<ComponentProps<typeof NamedRow>, 'handle' | 'more'> & {
  id: string
  /** Where it stands; absent for one that has no place any more. */
  place?: number
  count?: number
  move?: (from: number, to: number) => void
}

/** A kind of visit: dragged by its handle, or moved by the arrows beside it. */
export function ActivityRow(props: ActivityRowProps) {
  const { id, place, count = 0, move, ...row } = props
  const { t } = useTranslation('settings')
  const element = useRef<HTMLLIElement>(null)
  const handle = useRef<HTMLSpanElement>(null)
  const [edge, setEdge] = useState<'before' | 'after'>()
  const isFree = place !== undefined && row.mayEdit
  const act = useRef(move)
  act.current = move
  useEffect(() => {
    if (!isFree || !element.current || !handle.current) return
    const half = (target: Element, at: number) => {
      const { top, height } = target.getBoundingClientRect()
      return at < top + height / 2 ? 'before' : 'after'
    }
    const stops = [
      draggable({
        element: element.current,
        dragHandle: handle.current,
        getInitialData: () => ({ activity: id, place }),
      }),
      dropTargetForElements({
        element: element.current,
        canDrop: ({ source }) => typeof source.data.activity === 'string',
        onDrag: ({ self, location, source }) =>
          setEdge(
            source.data.activity === id
              ? undefined
              : half(self.element, location.current.input.clientY),
          ),
        onDragLeave: () => setEdge(undefined),
        onDrop: ({ self, location, source }) => {
          setEdge(undefined)
          const from = source.data.place as number
          const side = half(self.element, location.current.input.clientY)
          const gap = side === 'before' ? place : place + 1
          // Who leaves a place above moves the gap up by one.
          act.current?.(from, from < gap ? gap - 1 : gap)
        },
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [id, place, isFree])
  return (
    <li ref={element} className={styles.row} data-edge={edge} data-activity={row.name}>
      <NamedRow
        {...row}
        handle={
          isFree ? (
            <span ref={handle} className={styles.handle} aria-hidden title={t('activities.drag')}>
              <IconGripVertical size={16} />
            </span>
          ) : undefined
        }
        more={
          isFree ? (
            <>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('activities.up', { name: row.name })}
                disabled={place === 0}
                onClick={() => move?.(place, place - 1)}
              >
                <IconArrowUp size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('activities.down', { name: row.name })}
                disabled={place === count - 1}
                onClick={() => move?.(place, place + 1)}
              >
                <IconArrowDown size={16} aria-hidden />
              </ActionIcon>
            </>
          ) : undefined
        }
      />
    </li>
  )
}
