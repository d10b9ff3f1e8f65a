import { expect, test } from 'vitest'
import source from '../../../../server/src/audit/verify.rs?raw'
import { causeOf } from './why'
import ar from './words.ar.json'
import en from './words.en.json'

test('everything that verifying can find is said in both languages', () => {
  const found = [...source.matchAll(/"((?:its?|no line|the log) [a-z ,]+)"/g)].map(
    ([, text]) => text ?? '',
  )
  expect(found.length).toBeGreaterThan(15)
  for (const text of found) {
    const cause = causeOf(text)
    expect(cause, text).toBeDefined()
    for (const words of [en, ar]) expect(words.cause).toHaveProperty(cause ?? '')
  }
})
