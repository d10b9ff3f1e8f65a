/** A piece of two texts: in both, only in the old one, or only in the new one. */
export interface Piece {
  is: 'same' | 'old' | 'new'
  text: string
}

/** Beyond this the table of the comparison would be slow to fill; both texts then stand whole. */
const MOST = 4_000_000

/** What differs between two texts, word by word. Spaces and signs are pieces of their own. */
export function diffWords(before: string, after: string): Piece[] {
  const old = pieces(before)
  const young = pieces(after)
  if (old.length * young.length > MOST) {
    return [
      { is: 'old', text: before },
      { is: 'new', text: after },
    ]
  }
  return joined(walk(old, young, table(old, young)))
}

function pieces(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? []
}

/** Length of the longest common part of what comes after each pair of places. */
function table(old: string[], young: string[]): Uint32Array {
  const width = young.length + 1
  const lengths = new Uint32Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = young.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        old[i] === young[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
    }
  }
  return lengths
}

function walk(old: string[], young: string[], lengths: Uint32Array): Piece[] {
  const width = young.length + 1
  const found: Piece[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < young.length) {
    const left = old[i]
    const right = young[j]
    if (left !== undefined && left === right) {
      found.push({ is: 'same', text: left })
      i++
      j++
    } else if (
      right === undefined ||
      (left !== undefined &&
        (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
    ) {
      found.push({ is: 'old', text: left ?? '' })
      i++
    } else {
      found.push({ is: 'new', text: right })
      j++
    }
  }
  return found
}

function joined(pieces: Piece[]): Piece[] {
  const found: Piece[] = []
  for (const piece of pieces) {
    const last = found[found.length - 1]
    if (last?.is === piece.is) last.text += piece.text
    else found.push({ ...piece })
  }
  return found
}
