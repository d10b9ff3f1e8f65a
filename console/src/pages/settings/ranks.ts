// In which order things stand that have a rank: as few of them as can be are written anew.

export interface Ranked {
  id: string
  rank?: number
}

const STEP = 10

/** As phones show them: by rank, and by id where ranks are the same. */
export function ordered<T extends Ranked>(things: readonly T[]): T[] {
  return [...things].sort(
    (one, other) => (one.rank ?? 0) - (other.rank ?? 0) || (one.id < other.id ? -1 : 1),
  )
}

/** The rank behind all others. */
export function nextRank(things: readonly Ranked[]): number {
  return things.reduce((most, { rank }) => Math.max(most, rank ?? 0), 0) + STEP
}

/** What ranks to write so that what stands at one place comes to stand at another. */
export function moved(
  list: readonly Ranked[],
  from: number,
  to: number,
): { id: string; rank: number }[] {
  const taken = list[from]
  if (!taken || from === to || to < 0 || to >= list.length) return []
  const rest = list.filter((_, place) => place !== from)
  const before = rest[to - 1]
  const after = rest[to]
  if (!after) return [{ id: taken.id, rank: nextRank(rest) }]
  const low = before ? (before.rank ?? 0) : 0
  const high = after.rank ?? 0
  if (high - low >= 2) return [{ id: taken.id, rank: low + Math.floor((high - low) / 2) }]
  return [...rest.slice(0, to), taken, ...rest.slice(to)]
    .map((thing, place) => ({ thing, rank: (place + 1) * STEP }))
    .filter(({ thing, rank }) => thing.rank !== rank)
    .map(({ thing, rank }) => ({ id: thing.id, rank }))
}
