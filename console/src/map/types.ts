import type { components } from '../api/schema'

/** Degrees × 10⁷, as the server says it. */
export type Place = components['schemas']['Position']

/** The look of a point: each has a shape of its own beside its colour. */
export type PointLook = 'plain' | 'open' | 'done' | 'late' | 'failed' | 'selected'

/** A customer or a stop. Thousands of them are gathered into clusters. */
export interface MapPoint extends Place {
  id: string
  label: string
  look?: PointLook
  /** A second line in the list. */
  note?: string
}

/** A person: initials in a mark with the shape of the state. */
export interface MapPerson extends Place {
  id: string
  label: string
  state?: 'working' | 'break' | 'off' | 'unknown'
  note?: string
}

export type BaseMap = components['schemas']['MapFacts']

export interface PlaceMapProps {
  points?: MapPoint[]
  people?: MapPerson[]
  /** The id of a point or a person. */
  selected?: string
  onSelect?: (id: string, kind: 'point' | 'person') => void
  /** Told where somebody pressed on the map, away from all points. */
  onPick?: (place: Place) => void
  /** What the map shows, for whoever does not see it. */
  label: string
  /** CSS length; 100 % of what is around it when nothing is said. */
  height?: number | string
  /** False where the page has a list of the same beside it: then no button offers one. */
  list?: boolean
  /** Whether nearby points are gathered; stops of a day are better seen one by one. */
  cluster?: boolean
  /** The view is fitted anew when this changes, not at every new position. */
  fitKey?: string
}
