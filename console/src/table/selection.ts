// Which rows are chosen: some of them, or all that match but some. Pure, so that it can be tried.

export type Selection<T> =
  | { kind: 'some'; chosen: ReadonlyMap<string, T>; anchor?: number }
  | { kind: 'all'; but: ReadonlySet<string>; anchor?: number }

export function nothing<T>(): Selection<T> {
  return { kind: 'some', chosen: new Map() }
}

export function everything<T>(): Selection<T> {
  return { kind: 'all', but: new Set() }
}

export function isChosen<T>(selection: Selection<T>, key: string): boolean {
  return selection.kind === 'all' ? !selection.but.has(key) : selection.chosen.has(key)
}

/** How many are chosen of so many that match. */
export function countOf<T>(selection: Selection<T>, total: number): number {
  return selection.kind === 'all' ? Math.max(0, total - selection.but.size) : selection.chosen.size
}

/** One row more or less; later stretches begin at it. */
export function toggled<T>(
  selection: Selection<T>,
  key: string,
  item: T,
  index: number,
): Selection<T> {
  return put(selection, [[key, item]], !isChosen(selection, key), index)
}

/** A stretch of rows, chosen or not as its first one is. */
export function stretched<T>(
  selection: Selection<T>,
  rows: readonly (readonly [string, T])[],
  isOn: boolean,
): Selection<T> {
  return put(selection, rows, isOn, selection.anchor)
}

function put<T>(
  selection: Selection<T>,
  rows: readonly (readonly [string, T])[],
  isOn: boolean,
  anchor: number | undefined,
): Selection<T> {
  if (selection.kind === 'all') {
    const but = new Set(selection.but)
    for (const [key] of rows) {
      if (isOn) but.delete(key)
      else but.add(key)
    }
    return { kind: 'all', but, anchor }
  }
  const chosen = new Map(selection.chosen)
  for (const [key, item] of rows) {
    if (isOn) chosen.set(key, item)
    else chosen.delete(key)
  }
  return { kind: 'some', chosen, anchor }
}
