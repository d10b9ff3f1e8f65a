// What this tab has written since its readings: a second change to the same field has seen the first
// one, though what is on the screen was read before it.
import type { AnyItem, Change, Was } from './change'

interface Entry {
  change: string
  seq: number
}

const ledger = new Map<string, Map<string, Entry>>()

const STATUS = 'accepted declined started completed not_done reopened cancelled closed_by_manager'
const FIELDS: Record<string, string> = {
  'task.reassigned': 'assignee',
  'task.claimed': 'assignee',
  'customer.moved': 'owner',
  'diary.settled': 'settled',
  'inbox.dismissed': 'dismissed',
  'inbox.returned': 'dismissed',
  'delegation.ended': 'ended',
  ...Object.fromEntries(STATUS.split(' ').map((word) => [`task.${word}`, 'status'])),
}

/** The record and the fields that a change writes, as far as a second change could name them. */
export function writtenBy(
  what: string,
  body: Readonly<Record<string, unknown>> = {},
): { record: string; fields: string[] } | undefined {
  const [kind = '', verb = ''] = what.split('.')
  const record = body.target ?? body[kind] ?? body.entry
  if (typeof record !== 'string') return undefined
  const fields = Object.keys(typeof body.set === 'object' && body.set !== null ? body.set : {})
  const field = FIELDS[what]
  if (field !== undefined) fields.push(field)
  if (verb === 'removed' || verb === 'restored') {
    fields.push(kind === 'note' ? 'withdrawn' : 'removed')
  }
  if (verb === 'withdrawn') fields.push('withdrawn')
  if (what === 'note.edited' && body.text !== undefined) fields.push('body')
  if (what === 'task.checked') fields.push(`checklist/${String(body.item)}/done`)
  return fields.length > 0 ? { record, fields } : undefined
}

/** Notes a change that stands. */
export function note(change: Pick<Change, 'id' | 'do' | 'draft'>, seq: number | undefined) {
  const written = writtenBy(change.do, change.draft.body)
  if (!written || seq === undefined) return
  const fields = ledger.get(written.record) ?? new Map<string, Entry>()
  for (const field of written.fields) fields.set(field, { change: change.id, seq })
  ledger.set(written.record, fields)
}

/** Puts what was written since an item was read in the place of what the reading knew. */
export function brought(was: Was, items: readonly AnyItem[]): Was {
  const next = { ...was }
  for (const { record, seq } of items) {
    const { id } = record as { id?: unknown }
    if (typeof id !== 'string') continue
    for (const [field, entry] of ledger.get(id) ?? []) {
      if (entry.seq > seq) next[id] = { ...next[id], [field]: { [entry.change]: true } }
    }
  }
  return next
}

/** For tests, and for when somebody else signs in. */
export function forget() {
  ledger.clear()
}
