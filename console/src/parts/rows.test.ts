import { expect, test } from 'vitest'
import { listOf } from './rows'

test('the rows of a figure are found in the list of the console that filters like them', () => {
  expect(listOf('/v1/tasks?day_from=2026-11-23&status=done,not_done&managed=true')).toBe(
    '/tasks?day_from=2026-11-23&status=done%2Cnot_done&managed=true',
  )
  expect(listOf('/v1/check-ins?from=2026-11-16&to=2026-11-22&verdict=outside&managed=true')).toBe(
    '/activity?kind=check_in&from=2026-11-16&to=2026-11-22&flag=outside',
  )
  expect(listOf('/v1/notes?from=2026-11-16&to=2026-11-22&person=P')).toBe(
    '/activity?kind=note&from=2026-11-16&to=2026-11-22&person=P',
  )
  expect(listOf('/v1/phones?silent=true')).toBe('/inbox?tells=silent')
})

test('a filter that no list has is led to none', () => {
  expect(listOf('/v1/check-ins?from=2026-11-16&to=2026-11-22&for_task=true')).toBeUndefined()
  expect(listOf('/v1/customers?owner=P')).toBeUndefined()
  expect(listOf(undefined)).toBeUndefined()
})
