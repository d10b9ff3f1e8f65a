import { Button, SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TeamName, useFormats } from '../../parts'
import type { Plan, Stop, Target } from './board'
import { plan as page } from './page'
import styles from './plan.module.css'
import { usePlanner } from './planner'
import { StopCard } from './StopCard'
import { useTold } from './stores'
import { useDropTarget } from './useDropTarget'

const AT_ONCE = 30
const kinds = ['unassigned', 'offered', 'waiting'] as const
export type PoolKind = (typeof kinds)[number]

interface PoolProps {
  plan: Plan
  kind?: string
  onKind: (kind: PoolKind) => void
}

/** What nobody was given, what teams may claim, and what is left over from days before. */
export function Pool({ plan, kind, onKind }: PoolProps) {
  const { t } = useTranslation('plan')
  const { number } = useFormats()
  const shown = kinds.find((one) => one === kind) ?? 'unassigned'
  const waiting = plan.people.filter((person) => person.waiting.length > 0)
  const counts = {
    unassigned: plan.unassigned_count,
    offered: plan.offered_count,
    waiting: waiting.reduce((sum, person) => sum + person.waiting_count, 0),
  }
  return (
    <aside className={styles.pool} aria-label={t('pool.title')} data-pool={shown}>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('pool.title')}
        value={shown}
        onChange={(next) => onKind(next as PoolKind)}
        data={kinds.map((value) => ({
          value,
          label: `${t(`pool.${value}`)} ${number(counts[value])}`,
        }))}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keys */}
      <section className={styles.poolBody} tabIndex={0} aria-label={t(`pool.${shown}`)}>
        <p className={styles.quiet}>{t(`pool.${shown}_text`)}</p>
        {shown === 'unassigned' ? (
          <PoolList
            id="nobody"
            label={t('nobody')}
            stops={plan.unassigned}
            rest={plan.unassigned_count - plan.unassigned.length}
            list={{ list: 'for_manager', unassigned: true }}
            target={{ holder: {} }}
          />
        ) : null}
        {shown === 'offered' ? (
          <>
            <Teams plan={plan} />
            <Rest count={plan.offered_count - plan.offered.length} list={{ list: 'to_claim' }} />
          </>
        ) : null}
        {shown === 'waiting'
          ? waiting.map((person) => (
              <PoolList
                key={person.person}
                id={`waiting-${person.person}`}
                title={<bdi>{person.name}</bdi>}
                label={person.name}
                stops={person.waiting}
                rest={person.waiting_count - person.waiting.length}
                list={{ list: 'reps_day', assignee: person.person }}
              />
            ))
          : null}
      </section>
    </aside>
  )
}

function Teams({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plan')
  const teams = new Set<string>()
  for (const person of plan.people) if (person.team) teams.add(person.team)
  for (const { team } of plan.offered) if (team) teams.add(team)
  return [...teams].map((team) => (
    <PoolList
      key={team}
      id={`team-${team}`}
      title={<TeamName id={team} names={plan.names} />}
      label={plan.names[team] ?? t('pool.offered')}
      stops={plan.offered.filter((stop) => stop.team === team)}
      target={{ holder: { team } }}
    />
  ))
}

interface PoolListProps {
  id: string
  title?: React.ReactNode
  label: string
  stops: readonly Stop[]
  /** How many more there are that the board does not hold, and where they are listed. */
  rest?: number
  list?: TasksAsked
  /** Where nothing can be dropped there is none. */
  target?: Target
}

function PoolList({ id, title, label, stops, rest = 0, list = {}, target }: PoolListProps) {
  const { t } = useTranslation('plan')
  const planner = usePlanner()
  const [room, setRoom] = useState(AT_ONCE)
  const place = useDropTarget<HTMLElement>(id, target ?? {})
  const isOver = useTold(planner.drag, () => target !== undefined && planner.drag.isOver(id))
  return (
    <section
      ref={place}
      className={styles.poolList}
      data-pool-list={id}
      data-holder={target ? JSON.stringify(target.holder) : undefined}
      data-over={isOver || undefined}
    >
      {title ? <h3 className={styles.poolHead}>{title}</h3> : null}
      {stops.length > 0 ? (
        <div role="listbox" aria-multiselectable aria-label={label} className={styles.stops}>
          {stops.slice(0, room).map((stop) => (
            <StopCard key={stop.task} stop={stop} dense={false} showDay />
          ))}
        </div>
      ) : (
        <p className={styles.none}>{t('pool.none')}</p>
      )}
      {stops.length > room ? (
        <Button variant="default" size="compact-sm" onClick={() => setRoom(room + AT_ONCE)}>
          {t('more', { count: stops.length - room })}
        </Button>
      ) : (
        <Rest count={rest} list={list} />
      )}
    </section>
  )
}

/** What the list of tasks is asked for. */
type TasksAsked = Readonly<Record<string, string | boolean>>

/** Leads to what the board does not hold. */
function Rest({ count, list }: { count: number; list: TasksAsked }) {
  const { t } = useTranslation('plan')
  const { q } = page.useSearch()
  if (count <= 0) return null
  return (
    <Button
      component={Link}
      variant="default"
      size="compact-sm"
      to={'/tasks' as never}
      search={{ ...list, q } as never}
    >
      {t('pool.rest', { count })}
    </Button>
  )
}
