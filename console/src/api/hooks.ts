// Readings for pages.
import {
  keepPreviousData,
  type UseQueryResult,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import { getOptions, keyOf, read } from './query'
import type { Answer, Item, Listable, Listed, ParamsOf, QueryOf, Readable } from './types'

export interface GetOptions {
  /** Whether to ask at all. */
  enabled?: boolean
  /** Shows what the former parameters brought until the new answer is there. */
  keepPrevious?: boolean
  staleTime?: number
}

/** Reads one path; typed by the description of the server. */
export function useGet<P extends Readable>(
  path: P,
  params?: ParamsOf<P>,
  options: GetOptions = {},
): UseQueryResult<Answer<P>> {
  return useQuery({
    ...getOptions(path, params),
    enabled: options.enabled ?? true,
    placeholderData: options.keepPrevious ? keepPreviousData : undefined,
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
  }) as UseQueryResult<Answer<P>>
}

/** Who is signed in. */
export function useMe() {
  return useGet('/v1/account', undefined, { staleTime: 60_000 })
}

const PAGE = 1_000

/** Reads every page of a short list (people, teams); for long ones see `useList`. */
export async function readAll<P extends Listable>(
  path: P,
  query?: QueryOf<P>,
  signal?: AbortSignal,
): Promise<Listed<P>[]> {
  const all: Listed<P>[] = []
  let after: string | undefined
  for (;;) {
    const params = { query: { ...(query as object | undefined), limit: PAGE, after } }
    const page = (await read(path, params as never, signal)) as {
      items: Listed<P>[]
      next?: string | number | null
    }
    all.push(...page.items)
    if (page.next === undefined || page.next === null || page.items.length === 0) return all
    after = String(page.next)
  }
}

export function useAll<P extends Listable>(path: P, query?: QueryOf<P>) {
  return useQuery({
    queryKey: [...keyOf(path, { query }), 'all'],
    queryFn: ({ signal }) => readAll(path, query, signal),
    staleTime: 60_000,
    gcTime: Number.POSITIVE_INFINITY,
  })
}

export interface PersonRecord {
  id: string
  kind: string
  name: string
  role: 'admin' | 'manager' | 'rep' | (string & {})
  team?: string
  zone?: string
  hours?: Record<string, unknown>
  revoked?: boolean
}
export interface TeamRecord {
  id: string
  kind: string
  name: string
  parent?: string
}
export interface ActivityRecord {
  id: string
  kind: string
  name: string
  rank?: number
  retired?: boolean
  built_in?: { of: string; name: string }
}
export interface TerritoryRecord {
  id: string
  kind: string
  name: string
  removed?: boolean
  people?: Record<string, unknown>
}
export interface OrganisationRecord {
  id: string
  kind: string
  name: string
  currency?: string
  zone?: string
  hours?: Record<string, unknown>
  reasons?: Record<string, unknown>
}

export interface Directory {
  isLoading: boolean
  error: unknown
  organisation?: Item<OrganisationRecord>
  people: Item<PersonRecord>[]
  teams: Item<TeamRecord>[]
  activities: Item<ActivityRecord>[]
  territories: Item<TerritoryRecord>[]
  person(id: string | undefined): Item<PersonRecord> | undefined
  team(id: string | undefined): Item<TeamRecord> | undefined
  activity(id: string | undefined): Item<ActivityRecord> | undefined
  territory(id: string | undefined): Item<TerritoryRecord> | undefined
  /** The name of any of them, or undefined. */
  name(id: string | undefined): string | undefined
}

function byId<R extends { id: string }>(items: Item<R>[]): Map<string, Item<R>> {
  return new Map(items.map((item) => [item.record.id, item]))
}

function useRecords<R extends { id: string }>(data: unknown): Item<R>[] {
  return useMemo(() => (data ?? []) as Item<R>[], [data])
}

/** The small lists that every page looks names up in: read once, kept, refreshed by live news. */
export function useDirectory(): Directory {
  const organisation = useGet('/v1/organisation', undefined, { staleTime: 60_000 })
  const peopleQuery = useAll('/v1/people')
  const teamsQuery = useAll('/v1/teams')
  const activitiesQuery = useAll('/v1/activity-types')
  const territoriesQuery = useAll('/v1/territories')
  const people = useRecords<PersonRecord>(peopleQuery.data)
  const teams = useRecords<TeamRecord>(teamsQuery.data)
  const activities = useRecords<ActivityRecord>(activitiesQuery.data)
  const territories = useRecords<TerritoryRecord>(territoriesQuery.data)
  const isLoading = peopleQuery.isPending || teamsQuery.isPending || activitiesQuery.isPending
  const error = peopleQuery.error ?? teamsQuery.error ?? activitiesQuery.error
  const organisationItem = organisation.data as unknown as Item<OrganisationRecord> | undefined
  return useMemo(() => {
    const maps = {
      person: byId(people),
      team: byId(teams),
      activity: byId(activities),
      territory: byId(territories),
    }
    const look =
      <T>(map: Map<string, T>) =>
      (id: string | undefined) =>
        id === undefined ? undefined : map.get(id)
    const person = look(maps.person)
    const team = look(maps.team)
    const activity = look(maps.activity)
    const territory = look(maps.territory)
    return {
      isLoading,
      error,
      organisation: organisationItem,
      people,
      teams,
      activities,
      territories,
      person,
      team,
      activity,
      territory,
      name: (id) => (person(id) ?? team(id) ?? territory(id) ?? activity(id))?.record.name,
    }
  }, [people, teams, activities, territories, organisationItem, isLoading, error])
}

/** Asks again for everything under a path, or for everything that is on the screen. */
export function useRefresh() {
  const client = useQueryClient()
  return (path?: string) =>
    client.invalidateQueries(path === undefined ? { refetchType: 'active' } : { queryKey: [path] })
}
