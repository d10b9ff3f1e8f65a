import type { TFunction } from 'i18next'
import { Problem, problemWords } from '../../api'

/** Why a way in did not work, in words that help; a wrong login and a wrong password are one. */
export function wayInWords(
  error: unknown,
  t: TFunction,
  way: 'password' | 'code' | 'passkey' | 'openid',
): string {
  if (error instanceof DOMException) return t('shell:signIn.problem.passkeyCancelled')
  if (!(error instanceof Problem)) return problemWords(error).title
  return codeWords(error.code, t, way, error.retryAfterSeconds)
}

export function codeWords(
  code: string,
  t: TFunction,
  way: 'password' | 'code' | 'passkey' | 'openid',
  seconds?: number,
): string {
  switch (code) {
    case 'unauthenticated':
      return t(`shell:signIn.problem.wrong.${way}`)
    case 'too_many':
      return t('shell:signIn.problem.tooMany', { count: Math.ceil((seconds ?? 60) / 60) })
    case 'code_spent':
      return t('shell:signIn.problem.spent')
    case 'not_found':
      return t('shell:signIn.problem.noOpenid')
    case 'conflict':
      return t('shell:signIn.problem.noName')
    case 'unavailable':
      return t('shell:signIn.problem.unavailable')
    case 'invalid':
      return t('shell:signIn.problem.invalid')
    default:
      return t('shell:signIn.problem.other', { code })
  }
}
