import type { Answer, Listed } from '../../api'
import type { Span } from '../../parts'
import type { AnyItem } from '../../write'

export type PersonItem = Listed<'/v1/people'>
export type Person = PersonItem['record']
export type TeamItem = Listed<'/v1/teams'>
export type Phone = Listed<'/v1/phones'>
export type Invitation = Listed<'/v1/invitations'>
export type DelegationItem = Listed<'/v1/delegations'>
export type Detained = Listed<'/v1/quarantine'>
export type WorkDay = Listed<'/v1/work-days'>
export type Session = Answer<'/v1/sessions'>['sessions'][number]
export type Token = Listed<'/v1/tokens'>

export type Hours = Record<string, Span>

export const ROLES = ['rep', 'manager', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** A phone as what a change is built upon. */
export function deviceOf(phone: Phone): AnyItem {
  return { record: { id: phone.device, kind: 'device' }, seq: 0, writers: phone.writers }
}
