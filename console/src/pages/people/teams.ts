import type { DelegationItem, Person, PersonItem, TeamItem } from './records'

export interface Branch {
  team: TeamItem
  depth: number
}

type Named = { record: { id: string; name: string; parent?: string } }

/** The teams in the order of a tree, each with how deep it lies; what hangs nowhere stands on top. */
export function branchesOf<T extends Named>(teams: readonly T[]): { team: T; depth: number }[] {
  const ids = new Set(teams.map(({ record }) => record.id))
  const ordered = [...teams].sort((left, right) =>
    left.record.name.localeCompare(right.record.name),
  )
  const branches: { team: T; depth: number }[] = []
  const seen = new Set<string>()
  const grow = (team: T, depth: number) => {
    if (seen.has(team.record.id)) return
    seen.add(team.record.id)
    branches.push({ team, depth })
    for (const child of ordered) {
      if (child.record.parent === team.record.id) grow(child, depth + 1)
    }
  }
  for (const team of ordered) {
    const { parent } = team.record
    if (parent === undefined || !ids.has(parent)) grow(team, 0)
  }
  return branches
}

/** A team and everything below it. */
export function below<T extends Named>(teams: readonly T[], top: string): Set<string> {
  const found = new Set([top])
  for (let size = 0; size !== found.size; ) {
    size = found.size
    for (const { record } of teams) {
      if (record.parent && found.has(record.parent)) found.add(record.id)
    }
  }
  return found
}

interface Reader {
  person: string
  role: string
}

/** The teams that somebody leads, for himself or for whom he stands in; an admin all. */
export function teamsOf(
  me: Reader | undefined,
  teams: readonly TeamItem[],
  people: readonly PersonItem[],
  delegations: readonly DelegationItem[],
  now: number,
): TeamItem[] {
  if (me?.role === 'admin') return [...teams]
  const led = new Set<string>()
  const standsFor = delegations
    .filter(({ record }) => record.to === me?.person && stateOf(record, now) === 'now')
    .map(({ record }) => record.from)
  for (const { record } of people) {
    if (!record.team || (record.id !== me?.person && !standsFor.includes(record.id))) continue
    for (const id of below(teams, record.team)) led.add(id)
  }
  return teams.filter(({ record }) => led.has(record.id))
}

export type DelegationState = 'ahead' | 'now' | 'over' | 'ended'

/** Where a delegation stands at a moment, in microseconds. */
export function stateOf(
  delegation: Pick<DelegationItem['record'], 'since' | 'until' | 'ended'>,
  now: number,
): DelegationState {
  if (delegation.ended) return 'ended'
  if (now < delegation.since) return 'ahead'
  return now < delegation.until ? 'now' : 'over'
}

export type PersonState = 'here' | 'invited' | 'left' | 'erased'

export function stateOfPerson(person: Person, invited: ReadonlySet<string>): PersonState {
  if (person.erased) return 'erased'
  if (person.revoked) return 'left'
  return invited.has(person.id) ? 'invited' : 'here'
}

export interface Wanted {
  q?: string
  team?: string
  role?: string
  state?: string
  sort?: string
}

/** The people who match, in order: who has left comes last unless another order is asked for. */
export function matching(
  people: readonly PersonItem[],
  teams: readonly TeamItem[],
  wanted: Wanted,
  state: (person: Person) => PersonState,
): PersonItem[] {
  const words = (wanted.q ?? '').toLocaleLowerCase().split(/\s+/u).filter(Boolean)
  const roles = (wanted.role ?? '').split(',').filter(Boolean)
  const states = (wanted.state ?? '').split(',').filter(Boolean)
  const within = wanted.team ? below(teams, wanted.team) : undefined
  const teamName = new Map(teams.map(({ record }) => [record.id, record.name]))
  const found = people.filter(({ record }) => {
    const name = record.name.toLocaleLowerCase()
    if (!words.every((word) => name.includes(word))) return false
    if (roles.length > 0 && !roles.includes(record.role)) return false
    if (states.length > 0 && !states.includes(state(record))) return false
    return !within || (record.team !== undefined && within.has(record.team))
  })
  const by = (wanted.sort ?? '').replace(/^-/, '')
  const sign = wanted.sort?.startsWith('-') ? -1 : 1
  const key = ({ record }: PersonItem) => {
    if (by === 'team') return teamName.get(record.team ?? '') ?? ''
    return by === 'role' ? record.role : ''
  }
  return found.sort((left, right) => {
    const isGone = Number(left.record.revoked === true) - Number(right.record.revoked === true)
    if (!by && isGone !== 0) return isGone
    const order = sign * key(left).localeCompare(key(right))
    return order || (by === 'name' ? sign : 1) * left.record.name.localeCompare(right.record.name)
  })
}
