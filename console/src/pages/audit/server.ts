/** What tells whom there is a record of. */
interface Known {
  name: (id: string | undefined) => string | undefined
}

/**
 * Whether nobody did it but the server: the id under which it writes follows from the organisation's
 * (UUID version 5), and there is no record of a person under it.
 */
export function isServer(actor: string | undefined, known: Known): boolean {
  return actor === undefined || (known.name(actor) === undefined && actor.charAt(14) === '5')
}
