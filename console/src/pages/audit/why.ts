/** What can be wrong with a row, as the server says it, and the word for it here. */
const causes: Record<string, string> = {
  'the log ends before the line that was kept elsewhere': 'ends_early',
  'its detail is gone, and nobody was erased': 'detail_gone',
  'its detail is gone, though its key stands': 'detail_gone',
  'its detail stands, though its key is gone': 'detail_kept',
  'it cannot be read': 'unreadable',
  'it is missing': 'missing',
  'its hash does not follow from it and the line before': 'hash',
  'it is another than the line that was kept elsewhere': 'another',
  'its detail is of unknown form': 'form',
  'its detail is not what was written': 'detail',
  'no line binds it': 'unbound',
  'it is not what was judged': 'altered',
  'its words are gone, and no line says why': 'words_gone',
  'its words are not those that were judged': 'words',
}

export function causeOf(why: string): string | undefined {
  return causes[why]
}
