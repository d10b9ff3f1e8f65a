const CLOSED = new Set(['done', 'not_done', 'cancelled', 'closed_by_manager'])

/** Whether a task has ended: nobody can be given it, and no day, until it is opened again. */
export function isClosed(status: string | null | undefined): boolean {
  return CLOSED.has(status ?? '')
}
