import { describe, expect, test } from 'vitest'
import { listed, newsOf, ordered, pointsOf, type Rep, type Stop } from './day'

const stop = (task: string, more: Partial<Stop> = {}) =>
  ({ task, title: task, status: 'assigned', is_late: false, priority: 'normal', ...more }) as Stop
const rep = (name: string, more: Partial<Rep> = {}) =>
  ({ name, person: name, planned: 0, done: 0, late: 0, overdue: 0, visits: 0, ...more }) as Rep
const ids = (stops: Stop[]) => stops.map(({ task }) => task)

describe('stops of a day', () => {
  test('news come first, then what is late, then the rest as planned', () => {
    const stops = [
      stop('planned'),
      stop('late', { is_late: true }),
      stop('early', { reported_at: 1, status: 'done' }),
      stop('last', { reported_at: 2, status: 'declined' }),
      stop('later'),
    ]
    expect(ids(listed(stops, 'all', undefined))).toEqual([
      'last',
      'early',
      'late',
      'planned',
      'later',
    ])
    expect(ids(listed(stops, 'skipped', undefined))).toEqual(['last'])
    expect(ids(listed(stops, 'open', undefined))).toEqual(['late', 'planned', 'later'])
  })

  test('a person sees only what is his', () => {
    const stops = [stop('a', { person: 'anna' }), stop('b', { person: 'ben' })]
    expect(ids(listed(stops, 'all', 'ben'))).toEqual(['b'])
  })

  test('a new report and a new note are news, a new task is none', () => {
    const before = [stop('a'), stop('b'), stop('c', { reported_at: 1 })]
    const note = { id: 'n', body: '', at: 1 }
    const now = [
      stop('a', { reported_at: 5, status: 'done' }),
      stop('b', { note }),
      stop('c', { reported_at: 1 }),
      stop('new', { reported_at: 9 }),
    ]
    expect(ids(newsOf(before, now))).toEqual(['a', 'b'])
  })

  test('what has no place is on no map', () => {
    const stops = [stop('here', { lat: 1, lon: 2, status: 'done' }), stop('nowhere')]
    const points = pointsOf(stops, {}, (word) => word)
    expect(points).toEqual([
      { id: 'here', lat: 1, lon: 2, label: 'here', look: 'done', note: 'done' },
    ])
  })
})

test('reps without plans come after those who did nothing of theirs', () => {
  const reps = [rep('none'), rep('half', { planned: 2, done: 1 }), rep('zero', { planned: 2 })]
  expect(ordered(reps, '-done').map(({ name }) => name)).toEqual(['half', 'zero', 'none'])
  expect(ordered(reps, undefined).map(({ name }) => name)).toEqual(['none', 'half', 'zero'])
})
