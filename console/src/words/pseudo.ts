// English as a foreign language would look: accents show text that is not translated, the added
// length shows what is cut off, the brackets show sentences that are glued together.

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ACCENTED = [...'åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ']
const PADDING = ' one two three four five six seven eight nine ten'

/** What i18next fills in or looks up itself, and tags: these stay as they are. */
const KEPT = /(\{\{.*?\}\}|\$t\(.*?\)|<\/?\w+\s*\/?>)/

export function pseudo(text: string): string {
  const changed = text
    .split(KEPT)
    .map((part, place) => (place % 2 === 1 ? part : accent(part)))
    .join('')
  const more = Math.ceil(text.replace(new RegExp(KEPT, 'g'), '').length * 0.4)
  return `[${changed}${accent(PADDING.repeat(Math.ceil(more / PADDING.length)).slice(0, more))}]`
}

function accent(text: string): string {
  return [...text]
    .map((letter) => {
      const place = PLAIN.indexOf(letter)
      return place < 0 ? letter : (ACCENTED[place] ?? letter)
    })
    .join('')
}

/** The same of a whole file of words. */
export function pseudoWords(words: unknown): unknown {
  if (typeof words === 'string') return pseudo(words)
  if (typeof words !== 'object' || words === null) return words
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, pseudoWords(value)]))
}
