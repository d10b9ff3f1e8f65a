import { Button, SegmentedControl } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card, CustomerLink, EmptyState, PersonName, useFormats, WhenText } from '../../parts'
import { type Day, listed, type Show, shows } from './day'
import { StopCard } from './StopCard'
import styles from './today.module.css'

/** How many stops are drawn at first: forty reps have four hundred. */
const AT_ONCE = 40

interface StopsProps {
  data: Day
  show?: string
  person?: string
  /** Stops with news since the page was opened. */
  fresh: ReadonlySet<string>
  set: (patch: { show?: string; person?: string }) => void
}

/** The stops of the day: what was reported and said, what is late, what is left. */
export function Stops({ data, show, person, fresh, set }: StopsProps) {
  const { t } = useTranslation('today')
  const { number } = useFormats()
  const [room, setRoom] = useState(AT_ONCE)
  const chosen: Show = shows.find((one) => one === show) ?? 'all'
  const stops = useMemo(() => listed(data.stops, chosen, person), [data.stops, chosen, person])
  const visits = data.unplanned.filter((visit) => !person || visit.person === person)
  const name = person ? data.reps.find((rep) => rep.person === person)?.name : undefined
  return (
    <Card
      title={name ? t('stops_of', { name }) : t('stops')}
      actions={
        <div className={styles.bar}>
          {person ? (
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconX size={14} aria-hidden />}
              onClick={() => set({ person: undefined })}
            >
              {t('everybody')}
            </Button>
          ) : null}
          <SegmentedControl
            size="xs"
            aria-label={t('show_label')}
            value={chosen}
            onChange={(next) => set({ show: next === 'all' ? undefined : next })}
            data={shows.map((value) => ({
              value,
              label: `${t(`show.${value}`)} ${number(listed(data.stops, value, person).length)}`,
            }))}
          />
        </div>
      }
    >
      {stops.length === 0 ? (
        <EmptyState drawing="plan" title={t('no_stops.title')} small>
          {t('no_stops.text')}
        </EmptyState>
      ) : (
        <ul className={styles.list} data-stops>
          {stops.slice(0, room).map((stop) => (
            <li key={stop.task}>
              <StopCard stop={stop} names={data.names} isFresh={fresh.has(stop.task)} />
            </li>
          ))}
        </ul>
      )}
      {stops.length > room ? (
        <Button variant="default" fullWidth onClick={() => setRoom(room + AT_ONCE)}>
          {t('more', { count: stops.length - room })}
        </Button>
      ) : null}
      {visits.length > 0 && chosen === 'all' ? (
        <Unplanned visits={visits} names={data.names} />
      ) : null}
    </Card>
  )
}

function Unplanned(props: { visits: Day['unplanned']; names: Record<string, string> }) {
  const { t } = useTranslation('today')
  return (
    <section className={styles.unplanned}>
      <h3 className={styles.small}>{t('unplanned')}</h3>
      <ul className={styles.list}>
        {props.visits.map((visit) => (
          <li key={visit.check_in}>
            <UnplannedVisit visit={visit} names={props.names} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function UnplannedVisit(props: { visit: Day['unplanned'][number]; names: Record<string, string> }) {
  const { visit, names } = props
  return (
    <div className={styles.line}>
      <PersonName id={visit.person} names={names} size="small" />
      <CustomerLink id={visit.customer} names={names} />
      <span className={styles.quiet}>
        <WhenText at={visit.begin} as="clock" />
        {visit.end == null ? null : (
          <>
            {' – '}
            <WhenText at={visit.end} as="clock" />
          </>
        )}
      </span>
    </div>
  )
}
