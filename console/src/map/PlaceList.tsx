import { useTranslation } from 'react-i18next'
import { useFormats } from '../parts/formats'
import styles from './map.module.css'
import { ShapeSign } from './ShapeSign'
import type { PlaceMapProps } from './types'

/** More are no help to whoever reads them one by one; the page's own table has a search. */
const MOST = 300

/** What the map shows, as a list. */
export function PlaceList({ points = [], people = [], selected, onSelect, label }: PlaceMapProps) {
  const { t } = useTranslation('parts')
  const { number } = useFormats()
  const shown = points.slice(0, Math.max(0, MOST - people.length))
  const rest = points.length - shown.length
  if (points.length + people.length === 0) return <p className={styles.told}>{t('map.none')}</p>
  return (
    <ul className={styles.list} aria-label={label}>
      {people.map((person) => (
        <li key={person.id}>
          <button
            type="button"
            aria-pressed={selected === person.id}
            onClick={() => onSelect?.(person.id, 'person')}
          >
            <ShapeSign look={person.state ?? 'unknown'} />
            <bdi>{person.label}</bdi>
            {person.note ? <span className={styles.note}>{person.note}</span> : null}
          </button>
        </li>
      ))}
      {shown.map((point) => (
        <li key={point.id}>
          <button
            type="button"
            aria-pressed={selected === point.id}
            onClick={() => onSelect?.(point.id, 'point')}
          >
            <ShapeSign look={point.look ?? 'plain'} />
            <bdi>{point.label}</bdi>
            {point.note ? <span className={styles.note}>{point.note}</span> : null}
          </button>
        </li>
      ))}
      {rest > 0 ? <li className={styles.told}>{t('map.more', { number: number(rest) })}</li> : null}
    </ul>
  )
}
