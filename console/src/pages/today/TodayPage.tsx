import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet, useLive } from '../../api'
import {
  Card,
  DayPicker,
  EmptyState,
  Failed,
  Figure,
  Page as Frame,
  SkeletonCards,
  SkeletonMap,
  SkeletonRows,
  TeamPicker,
  today as todayHere,
} from '../../parts'
import { FirstSteps, useIsNew } from '../../shell/FirstSteps'
import { DayMap } from './DayMap'
import { type Day, ordered } from './day'
import { today } from './page'
import { RepTable } from './RepTable'
import { Stops } from './Stops'
import styles from './today.module.css'
import { useNews } from './useNews'

export function Page() {
  const { t } = useTranslation('today')
  const search = today.useSearch()
  const set = today.useSetSearch()
  const { day, team } = search
  const { data, error, refetch } = useGet(
    '/v1/today',
    { query: { day, team } },
    { keepPrevious: true },
  )
  const isNew = useIsNew()
  const figures = data?.figures
  if (isNew) {
    return (
      <Frame title={t('title')} lead={t('lead_new')}>
        <FirstSteps />
      </Frame>
    )
  }
  return (
    <Frame
      title={t('title')}
      lead={<Live isToday={day === undefined || day === todayHere()} />}
      filters={
        <>
          <DayPicker
            label={t('day')}
            steps
            value={data?.day ?? day}
            onChange={(chosen) => set({ day: chosen === todayHere() ? undefined : chosen })}
          />
          <TeamPicker
            label={t('team')}
            width={180}
            value={team}
            onChange={(chosen) => set({ team: chosen, person: undefined })}
          />
        </>
      }
      figures={
        <>
          <Figure label={t('figure.planned')} figure={figures?.planned} />
          <Figure label={t('figure.done')} figure={figures?.done} />
          <Figure label={t('figure.late')} figure={figures?.late} tone="warn" />
          <Figure label={t('figure.not_done')} figure={figures?.not_done} />
          <Figure label={t('figure.declined')} figure={figures?.declined} />
          <Figure label={t('figure.visits')} figure={figures?.visits} />
          <Figure label={t('figure.silent')} figure={figures?.silent} tone="warn" />
        </>
      }
    >
      {error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : data ? (
        <Filled data={data} />
      ) : (
        <Waiting />
      )}
    </Frame>
  )
}

function Filled({ data }: { data: Day }) {
  const { t } = useTranslation('today')
  const { person, sort, show } = today.useSearch()
  const set = today.useSetSearch()
  const reps = useMemo(() => ordered(data.reps, sort), [data.reps, sort])
  const { fresh, told } = useNews(data)
  if (data.reps.length === 0 && data.stops.length === 0) {
    return (
      <EmptyState drawing="map" title={t('empty.title')}>
        {t('empty.text')}
      </EmptyState>
    )
  }
  const choose = (chosen: string | undefined) =>
    set({ person: chosen === person ? undefined : chosen })
  return (
    <div className={styles.grid} data-state="filled">
      <div className={styles.team}>
        <Card flush title={t('team_title')}>
          <RepTable
            reps={reps}
            names={data.names}
            chosen={person}
            onChoose={choose}
            sort={sort}
            onSort={(next) => set({ sort: next })}
          />
        </Card>
      </div>
      <div className={styles.map}>
        <DayMap data={data} chosen={person} onChoosePerson={choose} />
      </div>
      <div className={styles.stops}>
        <Stops data={data} show={show} person={person} fresh={fresh} set={set} />
      </div>
      <p className="visually-hidden" role="status">
        {told}
      </p>
    </div>
  )
}

function Waiting() {
  const { t } = useTranslation('today')
  return (
    <div className={styles.grid}>
      <div className={styles.team}>
        <Card title={t('team_title')}>
          <SkeletonRows rows={10} />
        </Card>
      </div>
      <div className={styles.map}>
        <Card flush>
          <div className={styles.mapBox}>
            <SkeletonMap height="100%" />
          </div>
        </Card>
      </div>
      <div className={styles.stops}>
        <Card title={t('stops')}>
          <SkeletonCards cards={4} />
        </Card>
      </div>
    </div>
  )
}

/** Whether what is shown moves by itself. */
function Live({ isToday }: { isToday: boolean }) {
  const { t } = useTranslation('today')
  const { since } = useLive()
  if (!isToday) return <>{t('lead_day')}</>
  return (
    <span className={styles.live} data-live={since !== undefined || undefined}>
      {since === undefined ? t('lead_waiting') : t('lead_live')}
    </span>
  )
}
