// What can go wrong with a request, as types: the server said no, or nobody answered.
import i18next from 'i18next'

/** The server's own word on why it did not serve a request (application/problem+json). */
export class Problem extends Error {
  override name = 'Problem'
  constructor(
    readonly code: string,
    readonly status: number,
    readonly detail?: string,
    readonly field?: string,
    readonly request?: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(detail ?? code)
  }
}

/** Nobody answered, or something that is not our server did. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

export type Failure = Problem | Unreachable

/** Whether asking again may help by itself. */
export function isPassing(error: unknown): boolean {
  if (error instanceof Unreachable) return true
  return error instanceof Problem && (error.code === 'unavailable' || error.status >= 502)
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

/** Reads the problem out of an answer that is not a success. */
export async function problemOf(response: Response): Promise<Problem> {
  let body: Record<string, unknown> = {}
  try {
    const parsed: unknown = await response.clone().json()
    if (typeof parsed === 'object' && parsed !== null) body = parsed as Record<string, unknown>
  } catch {
    // A body that cannot be read says no more than its status does.
  }
  const text = (key: string) => (typeof body[key] === 'string' ? (body[key] as string) : undefined)
  const pause = Number(response.headers.get('retry-after'))
  return new Problem(
    text('code') ?? codeOf(response.status),
    response.status,
    text('detail'),
    text('field'),
    text('request') ?? response.headers.get('x-request-id') ?? undefined,
    Number.isFinite(pause) && pause > 0 ? pause : undefined,
  )
}

function codeOf(status: number): string {
  if (status === 401) return 'unauthenticated'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not_found'
  return status >= 500 ? 'internal' : 'malformed'
}

export interface ProblemWords {
  title: string
  /** What the server said more precisely, in its own (English) words. */
  detail?: string
  /** The field it is about, as people call it. */
  field?: string
  /** What to tell whoever runs the server. */
  request?: string
}

/** Says a failure in the reader's language; never empty, never a stack. */
export function problemWords(error: unknown): ProblemWords {
  const t = i18next.t
  if (error instanceof Problem) {
    return {
      title: t([`api:problem.${error.code}`, 'api:problem.internal']),
      detail: error.detail,
      field: error.field ? fieldWords(error.field) : undefined,
      request: error.request,
    }
  }
  if (error instanceof Unreachable) return { title: t('api:problem.unreachable') }
  return { title: t('api:problem.internal') }
}

/** Names a field of a record or a parameter: `hours/mon` is one of `hours`. */
export function fieldWords(field: string): string {
  const first = field.split('/')[0] ?? field
  return i18next.t(`api:field.${first}`, { defaultValue: first.replaceAll('_', ' ') })
}
