// What the server asks a browser about passkeys, and what the browser answers, both as JSON.

import type { components } from '../../api/schema'

type Made = components['schemas']['NewPasskey']['passkey']
type Shown = components['schemas']['PasskeyShown']['passkey']

type JsonCredential = typeof PublicKeyCredential & {
  parseRequestOptionsFromJSON?: (options: unknown) => PublicKeyCredentialRequestOptions
  parseCreationOptionsFromJSON?: (options: unknown) => PublicKeyCredentialCreationOptions
}

function credentials(): JsonCredential | undefined {
  return globalThis.PublicKeyCredential as JsonCredential | undefined
}

/** Whether this browser knows passkeys, in the form that the server speaks. */
export function canUsePasskeys(): boolean {
  return credentials()?.parseRequestOptionsFromJSON !== undefined
}

/** The options may stand alone or within `publicKey`, as the standard's examples have them. */
function inner(options: unknown): unknown {
  return (options as { publicKey?: unknown }).publicKey ?? options
}

/** The browser's own JSON is what the standard says, and the server checks it. */
function toJson<T>(credential: Credential | null): T {
  if (!credential) throw new DOMException('no credential', 'NotAllowedError')
  return (credential as PublicKeyCredential).toJSON() as T
}

/** Has the person show a passkey. Throws a `DOMException` when he does not. */
export async function showPasskey(options: unknown): Promise<Shown> {
  const publicKey = credentials()?.parseRequestOptionsFromJSON?.(inner(options))
  if (!publicKey) throw new DOMException('no passkeys here', 'NotSupportedError')
  return toJson(await navigator.credentials.get({ publicKey }))
}

/** Has the person make a passkey. */
export async function makePasskey(options: unknown): Promise<Made> {
  const publicKey = credentials()?.parseCreationOptionsFromJSON?.(inner(options))
  if (!publicKey) throw new DOMException('no passkeys here', 'NotSupportedError')
  return toJson(await navigator.credentials.create({ publicKey }))
}
