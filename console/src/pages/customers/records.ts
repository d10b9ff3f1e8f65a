import type { CustomerRecord, Held } from '../../parts'
import type { Draft, Json } from '../../write'
import type { CustomersSearch } from './page'

export type CustomerItem = Held<CustomerRecord>

/** What the list and the map are asked for. */
export function queryOf(search: CustomersSearch) {
  const { q, owner, territory, tag, without_owner, without_site, removed } = search
  const brought = search.import === 'new' ? undefined : search.import
  return { q, owner, territory, tag, without_owner, without_site, removed, import: brought }
}

export const keyOf = (item: CustomerItem) => item.record.id

export function tagsOf({ record }: CustomerItem): string[] {
  return Object.keys(record.tags ?? {})
}

export function edited(item: CustomerItem, set: Record<string, Json>): Draft {
  return { do: 'customer.edited', body: { target: item.record.id, set }, on: item }
}

export function moved(item: CustomerItem, owner: string | undefined): Draft {
  return { do: 'customer.moved', body: { customer: item.record.id, owner }, on: item }
}

/** Tags that come and go; a removal names the additions that were seen. */
export function tagged(item: CustomerItem, add: string[], remove: string[]): Draft | undefined {
  const here = item.record.tags ?? {}
  const coming = add.filter((tag) => here[tag] === undefined)
  const going = remove.filter((tag) => here[tag] !== undefined)
  if (coming.length + going.length === 0) return undefined
  const body: Record<string, Json> = { customer: item.record.id }
  if (coming.length > 0) body.add = Object.fromEntries(coming.map((tag) => [tag, true]))
  if (going.length > 0) {
    body.remove = Object.fromEntries(going.map((tag) => [tag, here[tag] as Json]))
  }
  return { do: 'customer.tagged', body, on: item }
}

/** The tags as they will be, for the screen. */
export function tagsAfter(item: CustomerItem, add: string[], remove: string[]) {
  const tags = { ...item.record.tags }
  for (const tag of remove) delete tags[tag]
  for (const tag of add) tags[tag] ??= {}
  return tags
}

/** What a rep is sent to do at a customer. */
export interface Visit {
  title: string
  activity: string
  assignee?: string
  team?: string
  plan_day?: string
  window?: { from: number; to: number }
  priority?: string
  details?: string
}

export function planned(customer: string, visit: Visit): Draft {
  const { window, priority, ...rest } = visit
  const body: Record<string, Json | undefined> = { ...rest, customer }
  if (window) body.window = { from: window.from, to: window.to }
  if (priority && priority !== 'normal') body.priority = priority
  return { do: 'task.assigned', body }
}
