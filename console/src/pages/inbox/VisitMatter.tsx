import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet } from '../../api'
import { type MapPerson, type MapPoint, PlaceMap } from '../../map'
import {
  CheckInCard,
  type CheckInRecord,
  type CustomerRecord,
  type Held,
  type Names,
  useFormats,
} from '../../parts'
import { Attention } from './Attention'
import styles from './inbox.module.css'
import type { Waiting } from './matters'

/** A visit whose place or time does not fit: what the phone said, and where it was. */
export function VisitMatter({ one, names }: { one: Waiting; names: Names }) {
  const { t } = useTranslation('inbox')
  const { length } = useFormats()
  const item = one.item as Held<CheckInRecord> | undefined
  const visit = item?.record
  const id = visit?.customer ?? ''
  const { data } = useGet('/v1/customers/{id}', { path: { id } }, { enabled: id !== '' })
  const customer = data?.record as CustomerRecord | undefined
  const points = useMemo<MapPoint[]>(
    () =>
      Object.entries(customer?.sites ?? {}).map(([site, { at, name }]) => ({
        id: site,
        lat: at.lat,
        lon: at.lon,
        label: name || (customer?.name ?? ''),
        look: 'plain',
        note: t('map.site'),
      })),
    [customer, t],
  )
  const who = visit ? (names[visit.person] ?? '') : ''
  const people = useMemo<MapPerson[]>(() => {
    const fix = visit?.in.fix?.position
    if (!visit || !fix) return []
    return [{ id: visit.person, ...fix, label: who, state: 'unknown', note: t('map.arrived') }]
  }, [visit, who, t])
  if (!item || !visit) return null
  const far = visit.verdict?.distance_mm
  return (
    <>
      <CheckInCard item={item} names={names} />
      {far == null ? null : <p className={styles.fact}>{t('distance', { length: length(far) })}</p>}
      {people.length > 0 ? (
        <div className={styles.map}>
          <PlaceMap
            points={points}
            people={people}
            label={t('map.label')}
            cluster={false}
            fitKey={`${visit.id} ${points.length}`}
          />
        </div>
      ) : (
        <p className={styles.fact}>{t('no_fix')}</p>
      )}
      <Attention
        person={visit.person}
        customer={visit.customer}
        title={t('ask.visit', { where: customer?.name ?? '' })}
        after={one}
      />
    </>
  )
}
