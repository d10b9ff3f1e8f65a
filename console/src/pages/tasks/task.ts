import type { Listed } from '../../api'
import { isClosed } from '../../parts/status'
import type { SearchOf } from '../../table'

export type TaskItem = Listed<'/v1/tasks'>

export type Search = SearchOf<{
  q: 'text'
  assignee: 'text'
  team: 'text'
  of_team: 'text'
  managed: 'flag'
  unassigned: 'flag'
  at: 'text'
  territory: 'text'
  series: 'text'
  day_from: 'day'
  day_to: 'day'
  status: 'words'
  priority: 'words'
  list: 'text'
  late: 'flag'
}>

export const keyOf = (item: TaskItem) => item.record.id

/** Whether a task can still be given to somebody or put on another day. */
export function isOpen(item: TaskItem): boolean {
  return !isClosed(item.status)
}
