// Tasks with all that they hold: the board brings only what its cards show.
import { useQuery } from '@tanstack/react-query'
import { keyOf, read, readAll } from '../../api'
import type { Held, TaskRecord } from '../../parts/records'

export type WholeTask = Held<TaskRecord>

/** What somebody has on some days. */
export function useWholeDays(assignee: string | undefined, from: string, to: string) {
  const query = { assignee, day_from: from, day_to: to }
  const { data, isPending } = useQuery({
    queryKey: [...keyOf('/v1/tasks', { query }), 'whole'],
    queryFn: ({ signal }) => readAll('/v1/tasks', query, signal),
    enabled: assignee !== undefined,
  })
  return { tasks: data as unknown as WholeTask[] | undefined, isPending }
}

/** Some tasks by their ids. */
export function useWholeTasks(ids: readonly string[]) {
  const { data } = useQuery({
    queryKey: ['/v1/tasks/{id}', ids, 'whole'],
    queryFn: ({ signal }) =>
      Promise.all(ids.map((id) => read('/v1/tasks/{id}', { path: { id } }, signal))),
  })
  return data as unknown as WholeTask[] | undefined
}
