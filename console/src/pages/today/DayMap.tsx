import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { PlaceMap } from '../../map'
import { Card, useFormats, useOpen } from '../../parts'
import { civilHere } from '../../parts/formats'
import { type Day, peopleOf, pointsOf } from './day'
import styles from './today.module.css'

interface DayMapProps {
  data: Day
  chosen?: string
  onChoosePerson: (person: string | undefined) => void
}

/** Where reps were last on duty, and the stops of the day. */
export function DayMap({ data, chosen, onChoosePerson }: DayMapProps) {
  const { t } = useTranslation(['today', 'common'])
  const { civilClock } = useFormats()
  const { openTask } = useOpen()
  const points = useMemo(() => {
    const stops = chosen ? data.stops.filter((stop) => stop.person === chosen) : data.stops
    return pointsOf(stops, data.names, (word) => t(`common:status.${word}`, { defaultValue: word }))
  }, [data.stops, data.names, chosen, t])
  const people = useMemo(
    () =>
      peopleOf(data.reps, (rep) => {
        const state = t(`common:work.${rep.state}`)
        if (!rep.last_position) return state
        const clock = civilClock(civilHere(rep.last_position.at))
        return `${state} · ${t(`source.${rep.last_position.source}`)} ${clock}`
      }),
    [data.reps, civilClock, t],
  )
  return (
    <Card flush>
      <div className={styles.mapBox}>
        <PlaceMap
          points={points}
          people={people}
          selected={chosen}
          label={t('map')}
          cluster={false}
          fitKey={`${data.day} ${chosen ?? ''}`}
          onSelect={(id, kind) => (kind === 'person' ? onChoosePerson(id) : openTask(id))}
        />
      </div>
    </Card>
  )
}
