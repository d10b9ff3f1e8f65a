const WORD = /[\p{L}\p{N}\p{M}]+/gu

/** A word without case and accents, as the server compares it. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

export interface Piece {
  text: string
  /** Where it begins, which names it among the pieces of a text. */
  at: number
  isFound: boolean
}

/** Cuts a text where words that were looked for stand. */
export function piecesOf(text: string, looked: string): Piece[] {
  const words = (looked.match(WORD) ?? []).map(folded)
  const pieces: Piece[] = []
  let from = 0
  for (const found of text.matchAll(WORD)) {
    const word = folded(found[0])
    if (!words.some((each) => word.includes(each))) continue
    if (found.index > from) {
      pieces.push({ text: text.slice(from, found.index), at: from, isFound: false })
    }
    pieces.push({ text: found[0], at: found.index, isFound: true })
    from = found.index + found[0].length
  }
  if (from < text.length) pieces.push({ text: text.slice(from), at: from, isFound: false })
  return pieces
}
