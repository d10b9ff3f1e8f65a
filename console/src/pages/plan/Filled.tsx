import { Button, SegmentedControl, Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, today, useFormats } from '../../parts'
import { usePageActions } from '../../shell'
import { Board } from './Board'
import { BulkBar } from './BulkBar'
import { type Plan, quietDays, searched } from './board'
import { Dialogs } from './Dialogs'
import { Pool } from './Pool'
import { plan as page } from './page'
import styles from './plan.module.css'
import { PlannerProvider, useMakePlanner } from './planner'
import { useBoardKeys } from './useBoardKeys'
import { useMonitor } from './useMonitor'

interface FilledProps {
  data: Plan
  /** Another week is on its way. */
  isWaiting: boolean
  isNarrow: boolean
}

/** The board, the pool beside it, and what can be done with both. */
export function Filled({ data, isWaiting, isNarrow }: FilledProps) {
  const { t } = useTranslation('plan')
  const search = page.useSearch()
  const set = page.useSetSearch()
  const plan = useMemo(() => searched(data, search.q), [data, search.q])
  const { planner, dialog, setDialog, said } = useMakePlanner(plan)
  const { onKeyDown, cut, paste } = useBoardKeys(planner)
  useMonitor(planner)
  useFocusKept()
  const quiet = useMemo(() => quietDays(data), [data])
  const chosen = () => [...planner.selection.all()]
  const focused = () =>
    document.activeElement?.closest<HTMLElement>('[data-task]')?.dataset.task ?? ''
  const move = () => {
    const ids = chosen().length > 0 ? chosen() : [focused()]
    if (planner.stops(ids).length === 0) return planner.say(t('choose_first'))
    planner.ask({ name: 'move', ids })
  }
  usePageActions([
    { id: 'new', label: t('new'), run: () => planner.ask({ name: 'task' }), shortcut: 'n' },
    { id: 'move', label: t('bulk.move'), run: move, shortcut: 'm' },
    { id: 'cut', label: t('key.cut'), run: cut, shortcut: 'x' },
    { id: 'paste', label: t('key.paste'), run: () => void paste(), shortcut: 'v' },
  ])
  const days = useMemo(() => daysOf(data), [data])
  const lay = useLay(plan, days, isNarrow)
  if (data.people.length === 0) return <Nobody />
  const isNothing =
    plan.people.length === 0 && plan.unassigned.length === 0 && plan.offered.length === 0
  return (
    <PlannerProvider value={planner}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the cards are heard in one place */}
      <div
        className={styles.filled}
        data-state="filled"
        aria-busy={isWaiting}
        onKeyDown={onKeyDown}
      >
        {isNarrow ? <LayBar plan={plan} days={days} /> : null}
        {isNothing ? (
          <EmptyState
            drawing="search"
            title={t('not_found.title')}
            action={
              <Button variant="default" onClick={() => set({ q: undefined })}>
                {t('not_found.do')}
              </Button>
            }
          >
            {t('not_found.text')}
          </EmptyState>
        ) : (
          <div className={styles.columns}>
            <Board
              people={lay.people}
              days={lay.days}
              quiet={quiet}
              dense={!search.roomy && !isNarrow}
              narrow={isNarrow}
            />
            <Pool plan={plan} kind={search.pool} onKind={(pool) => set({ pool })} />
          </div>
        )}
        <p className={styles.quiet}>
          {t('estimate', {
            stop: data.estimate.stop_minutes,
            speed: data.estimate.kilometres_an_hour,
            detour: data.estimate.detour_per_mille / 1000,
          })}
        </p>
        <BulkBar />
        <p className="visually-hidden" role="status" data-said>
          {said}
        </p>
        <Dialogs plan={data} dialog={dialog} close={() => setDialog(undefined)} />
      </div>
    </PlannerProvider>
  )
}

function daysOf(plan: Plan): string[] {
  return plan.people[0]?.days.map(({ day }) => day) ?? []
}

/** Nobody to plan for: what to do first. */
function Nobody() {
  const { t } = useTranslation('plan')
  return (
    <EmptyState
      drawing="plan"
      title={t('empty.title')}
      action={
        <Button component={Link} to={'/people?add=person' as never}>
          {t('empty.do')}
        </Button>
      }
    >
      {t('empty.text')}
    </EmptyState>
  )
}

/** Where there is room for one column: one day of everybody, or the week of one. */
function useLay(plan: Plan, days: readonly string[], isNarrow: boolean) {
  const { by, day, person } = page.useSearch()
  return useMemo(() => {
    if (!isNarrow) return { people: plan.people, days }
    if (by === 'rep') {
      const one = plan.people.find((each) => each.person === person) ?? plan.people[0]
      return { people: one ? [one] : [], days }
    }
    return { people: plan.people, days: dayShown(days, day) }
  }, [plan, days, isNarrow, by, day, person])
}

function dayShown(days: readonly string[], day: string | undefined): string[] {
  const shown = [day, today(), days[0]].find((one) => one !== undefined && days.includes(one))
  return shown ? [shown] : []
}

function LayBar({ plan, days }: { plan: Plan; days: readonly string[] }) {
  const { t } = useTranslation('plan')
  const formats = useFormats()
  const search = page.useSearch()
  const set = page.useSetSearch()
  const by = search.by === 'rep' ? 'rep' : 'day'
  return (
    <div className={styles.layBar}>
      <SegmentedControl
        size="xs"
        aria-label={t('lay.label')}
        value={by}
        onChange={(next) => set({ by: next === 'day' ? undefined : next })}
        data={[
          { value: 'day', label: t('lay.day') },
          { value: 'rep', label: t('lay.rep') },
        ]}
      />
      {by === 'day' ? (
        <Select
          aria-label={t('lay.day')}
          allowDeselect={false}
          value={dayShown(days, search.day)[0] ?? null}
          onChange={(day) => set({ day: day ?? undefined })}
          data={days.map((value) => ({ value, label: formats.day(value) }))}
        />
      ) : (
        <Select
          aria-label={t('lay.rep')}
          allowDeselect={false}
          searchable
          value={search.person ?? plan.people[0]?.person ?? null}
          onChange={(person) => set({ person: person ?? undefined })}
          data={plan.people.map(({ person, name }) => ({ value: person, label: name }))}
        />
      )}
    </div>
  )
}

/** A card that moves is drawn anew elsewhere: who had it under his fingers keeps it. */
function useFocusKept() {
  const last = useRef<string>(undefined)
  useEffect(() => {
    const note = (event: FocusEvent) => {
      last.current = (event.target as Element).closest<HTMLElement>('[data-task]')?.dataset.task
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [])
  useEffect(() => {
    if (document.activeElement !== document.body || !last.current) return
    document.querySelector<HTMLElement>(`[data-task="${last.current}"]`)?.focus()
  })
}
