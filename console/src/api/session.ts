// The one place that knows that a session is over, and that somebody is to prove anew who he is.

type Ended = () => void
/** Asks the person to prove who he is; true when he did. */
export type AskProof = () => Promise<boolean>

const ended = new Set<Ended>()
let askProof: AskProof | undefined
let asking: Promise<boolean> | undefined

/** Runs when the server answered that there is no session any more; returns how to stop that. */
export function onSessionOver(run: Ended): () => void {
  ended.add(run)
  return () => ended.delete(run)
}

export function sessionOver() {
  for (const run of ended) run()
}

/** Gives the dialog that asks for the password or a code; the last one given counts. */
export function provideProof(ask: AskProof): () => void {
  askProof = ask
  return () => {
    if (askProof === ask) askProof = undefined
  }
}

/** Asks once, however many requests wait for it. */
export function prove(): Promise<boolean> {
  if (!askProof) return Promise.resolve(false)
  asking ??= askProof().finally(() => {
    asking = undefined
  })
  return asking
}

/** Paths on which `unauthenticated` means a wrong password, not an ended session. */
const WAYS_IN = [
  '/v1/sign-in',
  '/v1/openid',
  '/v1/setup',
  '/v1/reset',
  '/v1/forgotten',
  '/v1/invitations/accept',
  '/v1/account/reauthenticate',
]

export function isWayIn(path: string): boolean {
  return WAYS_IN.some((way) => path === way || path.startsWith(`${way}/`))
}
