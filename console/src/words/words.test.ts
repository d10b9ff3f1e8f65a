import { describe, expect, test } from 'vitest'
import { pseudo, pseudoWords } from './pseudo'

type Words = { [key: string]: string | Words }

const files = import.meta.glob<Words>(['../**/words.*.json', '../../../words/common.*.json'], {
  eager: true,
  import: 'default',
})
const sources = import.meta.glob<string>(
  ['../**/*.{ts,tsx}', '!../**/*.test.{ts,tsx}', '!../api/schema.ts'],
  { eager: true, query: '?raw', import: 'default' },
)

/** The forms that Arabic counts in; `zero` may say it better than a number, but need not. */
const FORMS = { en: ['one', 'other'], ar: ['one', 'two', 'few', 'many', 'other'] }
const FORM = /_(zero|one|two|few|many|other)$/

function flat(words: Words, prefix = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : flat(value, `${prefix}${key}.`),
  )
}

const named = Object.entries(files).map(([path, words]) => {
  const [, folder, file, language] = /(\w[\w-]*)?\/(\w+)\.(\w+)\.json$/.exec(path) ?? []
  return { path, namespace: file === 'words' ? (folder ?? '') : (file ?? ''), language, words }
})
const namespaces = [...new Set(named.map((each) => each.namespace))].sort()

function entries(namespace: string, language: 'en' | 'ar'): Map<string, string> {
  const found = named.filter((each) => each.namespace === namespace && each.language === language)
  return new Map(found.flatMap((each) => flat(each.words)))
}

/** Keys without their forms; `too_many` is a word and no form of `too`. */
function bases(words: Map<string, string>): Set<string> {
  const base = (key: string) => key.replace(FORM, '')
  return new Set(
    [...words.keys()].map((key) => (words.has(`${base(key)}_other`) ? base(key) : key)),
  )
}

function filled(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+).*?\}\}/g)].map((found) => found[1] ?? '').sort()
}

test('no two folders share a namespace', () => {
  const names = named.map((each) => `${each.namespace}.${each.language}`)
  expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([])
})

describe.each(namespaces)('%s', (namespace) => {
  const english = entries(namespace, 'en')
  const arabic = entries(namespace, 'ar')

  test('has the same words in both languages', () => {
    expect([...bases(arabic)].sort()).toEqual([...bases(english)].sort())
  })

  test('counts in every form of the language', () => {
    for (const language of ['en', 'ar'] as const) {
      const words = language === 'en' ? english : arabic
      const counted = [...words.keys()].filter(
        (key) => FORM.test(key) && words.has(key.replace(FORM, '_other')),
      )
      const missing = counted.flatMap((key) =>
        FORMS[language]
          .map((form) => key.replace(FORM, `_${form}`))
          .filter((form) => !words.has(form)),
      )
      expect([...new Set(missing)], language).toEqual([])
    }
  })

  test('fills the same gaps in both languages, and leaves no text empty', () => {
    const wrong: string[] = []
    for (const [key, text] of arabic) {
      const base = key.replace(FORM, '')
      const other = english.get(key) ?? english.get(`${base}_other`) ?? english.get(base) ?? ''
      // A form for none, one or two says the number in words.
      const isFull = /_(zero|one|two)$/.test(key)
        ? filled(text).every((gap) => filled(other).includes(gap))
        : filled(text).join() === filled(other).join()
      if (text.trim() === '' || !isFull) wrong.push(key)
    }
    for (const [key, text] of english) if (text.trim() === '') wrong.push(key)
    expect(wrong).toEqual([])
  })

  test('is Arabic where it is said to be', () => {
    const latin = [...arabic].filter(
      ([, text]) =>
        /[a-z]{3}/i.test(text.replace(/\{\{.*?\}\}/g, '')) && !/[\u0600-\u06ff]/.test(text),
    )
    expect(latin.map(([key]) => key)).toEqual([])
  })
})

/** Literals that may be keys, and beginnings of keys that are put together. */
function said(text: string) {
  const literals = [...text.matchAll(/['"`]([\w-]+:)?([\w.-]+)['"`]/g)]
  const begun = [...text.matchAll(/`([\w-]+:)?([\w.-]+[._])\$\{/g)]
  return {
    whole: literals.map((found) => ({ namespace: found[1]?.slice(0, -1), key: found[2] ?? '' })),
    begun: begun.map((found) => ({ namespace: found[1]?.slice(0, -1), key: found[2] ?? '' })),
  }
}

const speech = Object.values(sources).map(said)
const whole = new Set(speech.flatMap((each) => each.whole).map((each) => each.key))
const begun = speech.flatMap((each) => each.begun).map((each) => each.key)

describe('in the code', () => {
  // Domain words and the server's fields are all there, whatever a page shows of them today.
  test.each(namespaces.filter((name) => name !== 'common'))(
    '%s has no word that nobody says',
    (name) => {
      const unused = [...bases(entries(name, 'en'))].filter(
        (key) => !whole.has(key) && !begun.some((start) => key.startsWith(start)),
      )
      expect(unused).toEqual([])
    },
  )

  test('nothing is said that no language has', () => {
    const known = new Map(namespaces.map((name) => [name, bases(entries(name, 'en'))]))
    const missing: string[] = []
    for (const [path, text] of Object.entries(sources)) {
      const own = [...text.matchAll(/useTranslation\(\s*\[?\s*((?:'[\w-]+',?\s*)+)/g)]
        .flatMap((found) => [...(found[1] ?? '').matchAll(/'([\w-]+)'/g)])
        .map((found) => found[1] ?? '')
      const searched = own.length ? own : namespaces
      for (const call of text.matchAll(/\bt\(\s*'(?:([\w-]+):)?([\w.-]+)'/g)) {
        const where = call[1] ? [call[1]] : searched
        if (!where.some((name) => known.get(name)?.has(call[2] ?? ''))) {
          missing.push(`${path}: ${call[1] ? `${call[1]}:` : ''}${call[2]}`)
        }
      }
    }
    expect(missing).toEqual([])
  })
})

describe('the pseudo-locale', () => {
  test('is longer by 40 percent, bracketed and accented', () => {
    const text = pseudo('Search the guides')
    expect(text).toMatch(/^\[.*\]$/)
    expect(text.length).toBeGreaterThanOrEqual(Math.ceil('Search the guides'.length * 1.4))
    expect(text).not.toContain('Search')
  })

  test('keeps what is filled in, nested words and tags', () => {
    const text = pseudo('Trying <b>again</b> in {{seconds}} s, $t(common:role.rep)')
    for (const kept of ['<b>', '</b>', '{{seconds}}', '$t(common:role.rep)']) {
      expect(text).toContain(kept)
    }
  })

  test('covers every word', () => {
    for (const { words, language } of named) {
      if (language !== 'en') continue
      for (const [key, text] of flat(pseudoWords(words) as Words)) {
        expect(text, key).toMatch(/^\[.*\]$/s)
      }
    }
  })
})
