// Every request of the console goes through here.
import createClient from 'openapi-fetch'
import { isOurs, lost, reached } from './connection'
import { isAbort, problemOf, Unreachable } from './problem'
import type { paths } from './schema'
import { isWayIn, prove, sessionOver } from './session'

const PATIENCE = 60_000

/** How far the server's clock is ahead of this browser's, in milliseconds. */
let clockAhead = 0

export function serverClockAhead(): number {
  return clockAhead
}

function notice(response: Response) {
  const said = Date.parse(response.headers.get('date') ?? '')
  if (Number.isNaN(said)) return
  const ahead = said - Date.now()
  // The header knows whole seconds; less than two are its rounding and the way here.
  clockAhead = Math.abs(ahead) > 2_000 ? ahead : 0
}

async function reach(request: Request): Promise<Response> {
  const given = request.signal
  // A write may take its time (its own progress is shown); a reading that takes a minute is lost.
  const signal =
    request.method === 'GET' ? AbortSignal.any([given, AbortSignal.timeout(PATIENCE)]) : given
  try {
    const response = await fetch(request, { signal })
    if (!isOurs(response) && response.status !== 204) throw new Unreachable('not our server')
    reached()
    notice(response)
    return response
  } catch (error) {
    if (given.aborted && isAbort(error)) throw error
    lost()
    throw error instanceof Unreachable ? error : new Unreachable('no answer')
  }
}

/** Sends a request, sees to sessions that ended, and asks for a proof where one is wanted. */
export async function send(request: Request): Promise<Response> {
  const again = request.clone()
  const response = await reach(request)
  const path = new URL(request.url).pathname
  if (response.status === 401 && !isWayIn(path)) sessionOver()
  if (response.status !== 403) return response
  const problem = await problemOf(response)
  if (problem.code !== 'reauthenticate' || !(await prove())) return response
  return reach(again)
}

/** The typed client: `api.GET('/v1/customers/{id}', { params: { path: { id } } })`. */
export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? '',
  fetch: send,
  // Lists in a query are words with commas.
  querySerializer: { array: { style: 'form', explode: false } },
})

/** Gives what a request answered, or throws its `Problem`. */
export async function answer<T>(
  asked: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, response } = await asked
  if (!response.ok) throw await problemOfSpent(response, (await asked).error)
  return data as T
}

// openapi-fetch has read the body by now; what it read stands in `error`.
function problemOfSpent(response: Response, body: unknown) {
  return problemOf(
    new Response(typeof body === 'string' ? body : JSON.stringify(body ?? {}), {
      status: response.status,
      headers: response.headers,
    }),
  )
}
