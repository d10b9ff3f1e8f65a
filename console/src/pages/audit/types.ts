import type { components } from '../../api/schema'

export type AuditEntry = components['schemas']['AuditEntry']
export type AuditVerified = components['schemas']['AuditVerified']
