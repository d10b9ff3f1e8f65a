// Every act that the server notes, in the groups in which people look for them.

export const actionGroups = {
  changes: ['pushed', 'founded', 'imported', 'undone', 'exported', 'settings_changed'],
  privacy: ['location_viewed', 'forgotten', 'erased'],
  people: [
    'invited',
    'invitation_withdrawn',
    'reset_link',
    'revoked',
    'quarantined',
    'quarantine_accepted',
    'quarantine_discarded',
  ],
  sign_in: [
    'sign_in',
    'sign_in_begun',
    'sign_in_failed',
    'sign_out',
    'session_ended',
    'factor_begun',
    'factor_added',
    'factor_removed',
    'factor_renamed',
    'password_changed',
    'email_changed',
  ],
  programs: ['token_made', 'token_revoked'],
  phones: [
    'phone_enrolled',
    'token_renewed',
    'phone_refused',
    'reminted',
    'wipe_asked',
    'wiped',
    'handover_begun',
    'parcel_left',
    'parcel_taken',
  ],
} as const

export type Act = (typeof actionGroups)[keyof typeof actionGroups][number]

export const acts: readonly Act[] = Object.values(actionGroups).flat()

/** Acts to which a manager looks twice. */
const grave: readonly string[] = [
  'erased',
  'forgotten',
  'phone_refused',
  'revoked',
  'sign_in_failed',
  'wipe_asked',
]

export function isGrave(action: string): boolean {
  return grave.includes(action)
}

export function isKnown(action: string): action is Act {
  return acts.some((each) => each === action)
}
