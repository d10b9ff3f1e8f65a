// What the parts read of a record. The server hands records out verbatim, also with fields that
// this console does not know, so that they are read here by what they show and not by a schema.

import type { Item } from '../api'

export interface Civil {
  time: number
  offset: number
  zone?: string
}

export interface Position {
  lat: number
  lon: number
}

export interface Fix {
  position: Position
  accuracy_mm?: number
  mock?: boolean
  provider?: string
  at: number
}

export interface Span {
  from: number
  to: number
}

export interface Created {
  person: string
  stamp: number
  change?: string
}

interface Base {
  kind: string
  id: string
  created?: Created
}

export interface Head {
  status: string
  person: string
  device: string
  stamp: number
  civil: Civil
  answers: string
  fix?: Fix
  reason?: string
}

export interface TaskRecord extends Base {
  title: string
  details?: string
  activity: string
  assignee?: string
  team?: string
  customer?: string
  plan_day?: string
  window?: Span
  priority?: string
  checklist?: Record<string, { text?: string; rank?: number; done?: boolean }>
  series?: string
  from_note?: string
  heads?: Record<string, Head>
  removed?: boolean
}

export interface NoteRecord extends Base {
  person: string
  civil: Civil
  customer?: string
  task?: string
  activity?: string
  outcome?: string
  met?: string
  body?: string
  next?: string
  withdrawn?: boolean
}

export interface Leg {
  civil: Civil
  fix?: Fix
}

export interface PlaceVerdict {
  verdict: string
  probability_ppm?: number
  distance_mm?: number
  reason?: string
}

export interface CheckInRecord extends Base {
  person: string
  customer: string
  site?: string
  task?: string
  in: Leg
  out?: Leg
  verdict?: PlaceVerdict
  evidence?: Record<string, { other?: string; amount?: number }>
  withdrawn?: boolean
  coarsened?: string
}

export interface DiaryRecord extends Base {
  person: string
  tells: string
  about: string
  about_kind: string
  field?: string
  mine?: unknown
  theirs?: unknown
  change: string
  other?: string
  other_person?: string
  noticed: number
  settled?: string
}

export interface CustomerRecord extends Base {
  name: string
  code?: string
  phone?: string
  email?: string
  address?: string
  about?: string
  owner?: string
  territory?: string
  sites?: Record<string, { name?: string; at: Position; fence: { radius_mm: number } }>
  tags?: Record<string, Record<string, boolean>>
  custom?: Record<string, string>
  removed?: boolean
}

export interface PersonRecord extends Base {
  name: string
  role: string
  team?: string
  zone: string
  revoked?: boolean
  erased?: boolean
}

export interface NamedRecord extends Base {
  name: string
  parent?: string
  rank?: number
  retired?: boolean
  removed?: boolean
}

export interface OrganisationRecord extends Base {
  name: string
  zone: string
  reasons?: Record<string, { text?: string; use: string; retired?: boolean }>
}

/** A record as lists and stories hand it out. */
export interface Held<R> extends Item<R> {
  status?: string
  lists?: string[]
}

export type Names = Record<string, string>
