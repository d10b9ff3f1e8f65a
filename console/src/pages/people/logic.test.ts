import { describe, expect, it } from 'vitest'
import { areHoursRight, daysFrom, hoursSet } from './hours'
import type { DelegationItem, PersonItem, TeamItem } from './records'
import { below, branchesOf, matching, stateOf, stateOfPerson, teamsOf } from './teams'

const created = { person: 'x', stamp: 1 }
const team = (id: string, parent?: string): TeamItem => ({
  record: { created, id, kind: 'team', name: id.toUpperCase(), ...(parent ? { parent } : {}) },
  seq: 1,
})
const person = (id: string, more: Partial<PersonItem['record']> = {}): PersonItem => ({
  record: { created, id, kind: 'person', name: id, role: 'rep', zone: 'UTC', ...more },
  seq: 1,
})
const teams = [team('c', 'b'), team('b', 'a'), team('a'), team('z')]

describe('teams', () => {
  it('stand as a tree, children after their parent', () => {
    const told = branchesOf(teams).map(({ team: { record }, depth }) => `${depth}${record.id}`)
    expect(told).toEqual(['0a', '1b', '2c', '0z'])
  })

  it('hold everything below them', () => {
    expect([...below(teams, 'b')].sort()).toEqual(['b', 'c'])
  })

  it('are all of them for an admin, and what he leads for a manager', () => {
    const people = [person('m', { role: 'manager', team: 'b' }), person('o', { team: 'z' })]
    const ids = (role: string, delegations: DelegationItem[] = []) =>
      teamsOf({ person: 'm', role }, teams, people, delegations, 50).map((it) => it.record.id)
    expect(ids('admin')).toHaveLength(4)
    expect(ids('manager').sort()).toEqual(['b', 'c'])
    const record = { created, id: 'd', kind: 'delegation' as const, from: 'o', to: 'm' }
    const given = { record: { ...record, since: 1, until: 100 }, seq: 1 }
    expect(ids('manager', [given]).sort()).toEqual(['b', 'c', 'z'])
  })
})

describe('a delegation', () => {
  it('is ahead, holds, is over or was ended', () => {
    const span = { since: 10, until: 20 }
    expect(stateOf(span, 9)).toBe('ahead')
    expect(stateOf(span, 10)).toBe('now')
    expect(stateOf(span, 20)).toBe('over')
    expect(stateOf({ ...span, ended: true }, 15)).toBe('ended')
  })
})

describe('people', () => {
  const all = [
    person('Zoe', { team: 'c' }),
    person('Ada', { revoked: true }),
    person('Bo', { role: 'manager' }),
  ]
  const state = (record: PersonItem['record']) => stateOfPerson(record, new Set(['Bo']))
  const names = (wanted: Parameters<typeof matching>[2]) =>
    matching(all, teams, wanted, state).map(({ record }) => record.name)

  it('are found by words, team and the teams below, role and state', () => {
    expect(names({ q: 'zo' })).toEqual(['Zoe'])
    expect(names({ team: 'a' })).toEqual(['Zoe'])
    expect(names({ role: 'manager' })).toEqual(['Bo'])
    expect(names({ state: 'left' })).toEqual(['Ada'])
    expect(names({ state: 'invited' })).toEqual(['Bo'])
  })

  it('stand by name, who has left last', () => {
    expect(names({})).toEqual(['Bo', 'Zoe', 'Ada'])
    expect(names({ sort: 'name' })).toEqual(['Ada', 'Bo', 'Zoe'])
    expect(names({ sort: '-name' })).toEqual(['Zoe', 'Bo', 'Ada'])
  })
})

describe('hours', () => {
  it('are set by day, and cleared where there are none any more', () => {
    const before = { mon: { from: 480, to: 960 }, tue: { from: 480, to: 960 } }
    const after = { mon: { from: 480, to: 960 }, wed: { from: 540, to: 600 } }
    expect(hoursSet(before, after)).toEqual({
      'hours/tue': null,
      'hours/wed': { from: 540, to: 600 },
    })
  })

  it('end after they began', () => {
    expect(areHoursRight({ mon: { from: 480, to: 480 } })).toBe(false)
  })

  it('begin with the day on which a week begins', () => {
    expect(daysFrom(7)[0]).toBe('sun')
    expect(daysFrom(1)[0]).toBe('mon')
  })
})
