import { expect, test } from 'vitest'
import source from '../../../../server/src/audit/action.rs?raw'
import { acts } from './actions'
import ar from './words.ar.json'
import en from './words.en.json'

test('every act that the server notes has its words and can be looked for', () => {
  const noted = [...source.matchAll(/= "([a-z_]+)"/g)].map((found) => found[1] ?? '').sort()
  expect(noted.length).toBeGreaterThan(30)
  expect([...acts].sort()).toEqual(noted)
  for (const words of [en, ar]) expect(Object.keys(words.act).sort()).toEqual(noted)
})
