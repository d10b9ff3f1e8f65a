import { expect, test } from 'vitest'
import { reasonName } from './reasonName'

test('a reason is named after its text, and no two share a name', () => {
  expect(reasonName('No time left!', [])).toBe('no_time_left')
  expect(reasonName('Kein Auto, überall Stau', [])).toBe('kein_auto_u_berall_stau')
  expect(reasonName('no time', ['no_time', 'no_time_2'])).toBe('no_time_3')
  expect(reasonName('لا وقت', [])).toBe('reason')
  expect(reasonName('a/b', [])).not.toContain('/')
})
