import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { byBytes, bytes, canonical, type Json, NotCanonical, wellFormed } from './canonical'

const SNAPSHOTS = '../core/model/tests/snapshots/change'
const files = readdirSync(SNAPSHOTS).filter((name) => name.endsWith('.json'))

/** A generator of numbers that the same seed repeats. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function shuffled(value: Json, next: (below: number) => number): Json {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((inner: Json) => shuffled(inner, next))
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, shuffled(inner as Json, next)] as const,
  )
  for (let place = entries.length - 1; place > 0; place -= 1) {
    const other = next(place + 1)
    const [a, b] = [entries[place], entries[other]]
    if (a && b) [entries[place], entries[other]] = [b, a]
  }
  // What is empty is as if it were not there.
  return Object.fromEntries([...entries, ['~empty', ''], ['~none', {}], ['~absent', undefined]])
}

describe('the changes of the model', () => {
  it('are there', () => expect(files.length).toBeGreaterThan(50))

  it.each(files)('%s is written with the same bytes, however its keys were ordered', (file) => {
    const text = readFileSync(`${SNAPSHOTS}/${file}`, 'utf8')
    const value = JSON.parse(text) as Json
    expect(canonical(value)).toBe(text)
    for (let seed = 1; seed <= 20; seed += 1) {
      expect(canonical(shuffled(value, numbers(seed))), `seed ${seed}`).toBe(text)
    }
  })
})

describe('canonical JSON', () => {
  it('omits what is absent or empty, also where it became so, and keeps null, false and 0', () => {
    const value = { b: { c: { d: '' } }, e: [], f: undefined, g: null, h: false, i: 0, a: -0 }
    expect(canonical(value)).toBe('{"a":0,"g":null,"h":false,"i":0}')
  })

  it('keeps what is empty inside of an array, as the model does', () => {
    expect(canonical({ a: [{}, '', null] })).toBe('{"a":[{},"",null]}')
  })

  it('sorts keys by their UTF-8 bytes, which is not the order of UTF-16', () => {
    const keys = ['\u{1f600}', '\uff5e', 'z', 'é', 'a', 'aa', '']
    const byUtf8 = [...keys].sort((left, right) =>
      Buffer.compare(Buffer.from(left), Buffer.from(right)),
    )
    expect([...keys].sort(byBytes)).toEqual(byUtf8)
    expect([...keys].sort()).not.toEqual(byUtf8)
  })

  it('sorts a thousand random keys as their bytes are', () => {
    const next = numbers(7)
    const points = [0x41, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff]
    const keys = Array.from({ length: 1_000 }, () =>
      Array.from({ length: next(6) }, () =>
        String.fromCodePoint(points[next(points.length)] ?? 0x41),
      ).join(''),
    )
    const byUtf8 = [...keys].sort((left, right) =>
      Buffer.compare(Buffer.from(left), Buffer.from(right)),
    )
    expect([...keys].sort(byBytes)).toEqual(byUtf8)
  })

  it('escapes controls in one way', () => {
    const text = '\u0000\b\t\n\f\r\u001f"\\/\u007fé\u2028'
    expect(canonical({ t: text })).toBe(
      '{"t":"\\u0000\\b\\t\\n\\f\\r\\u001f\\"\\\\/\u007fé\u2028"}',
    )
  })

  it('replaces lone surrogates visibly and leaves pairs alone', () => {
    expect(wellFormed('a\ud800b\udc00c\ud83d\ude00')).toBe('a\ufffdb\ufffdc\u{1f600}')
    expect(canonical({ t: '\udfff' })).toBe('{"t":"\ufffd"}')
  })

  it('refuses what is no integer of 53 bits, and what nests too deep', () => {
    for (const number of [1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => canonical({ number })).toThrow(NotCanonical)
    }
    expect(canonical({ number: -(2 ** 53 - 1) })).toBe('{"number":-9007199254740991}')
    let deep: Json = 1
    for (let depth = 0; depth < 40; depth += 1) deep = { deep }
    expect(() => canonical(deep)).toThrow(NotCanonical)
  })

  it('counts bytes, not letters', () => expect(bytes('é\u{1f600}')).toBe(6))
})
