/**
 * Whether nobody did it but the server: the id under which it writes follows from the
 * organisation's (UUID version 5), and a person's never follows from anything.
 */
export function isServer(actor: string | undefined): boolean {
  return actor === undefined || actor.charAt(14) === '5'
}
