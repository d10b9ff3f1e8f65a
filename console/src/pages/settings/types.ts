import type { components } from '../../api/schema'
import type { Held } from '../../parts'

type Schemas = components['schemas']

export type OrganisationItem = Held<Schemas['OrganisationRecord']>
export type ActivityItem = Held<Schemas['ActivityTypeRecord']>
export type Scope = Schemas['Scope']
export type Reason = Schemas['OfferedReason']
export type Window = Schemas['Window']
