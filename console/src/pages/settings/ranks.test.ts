import { expect, test } from 'vitest'
import { moved, nextRank, ordered, type Ranked } from './ranks'

const list = (...ranks: (number | undefined)[]): Ranked[] =>
  ranks.map((rank, place) => ({ id: `${place}`, rank }))

function after(things: Ranked[], from: number, to: number): string[] {
  const written = new Map(moved(things, from, to).map(({ id, rank }) => [id, rank]))
  return ordered(things.map(({ id, rank }) => ({ id, rank: written.get(id) ?? rank }))).map(
    ({ id }) => id,
  )
}

test('whatever is moved comes to stand where it was put', () => {
  for (const things of [
    list(10, 20, 30, 40),
    list(0, 1, 2, 3),
    list(undefined, undefined, 1, 1),
    list(1, 2, 3, 100),
  ]) {
    for (let from = 0; from < 4; from += 1) {
      for (let to = 0; to < 4; to += 1) {
        const wanted = things.map(({ id }) => id)
        const [id] = wanted.splice(from, 1)
        wanted.splice(to, 0, id ?? '')
        expect(after(things, from, to)).toEqual(wanted)
      }
    }
  }
})

test('one rank is written where there is room, and all of them where there is none', () => {
  expect(moved(list(10, 20, 30), 2, 1)).toEqual([{ id: '2', rank: 15 }])
  expect(moved(list(10, 20, 30), 0, 2)).toEqual([{ id: '0', rank: 40 }])
  expect(moved(list(0, 1, 2), 2, 0)).toHaveLength(3)
  expect(moved(list(10, 20), 0, 0)).toEqual([])
  expect(nextRank([])).toBe(10)
})
