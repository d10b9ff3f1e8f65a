import { expect, test } from 'vitest'
import { placeOf, placeText } from './place'

test('a place is read as people and maps write it', () => {
  const there = { lat: 535_530_000, lon: -99_930_000 }
  for (const text of ['53.553, -9.993', '53.553 -9.993', ' 53.553;-9.993 ', '53.553°, -9.993°']) {
    expect(placeOf(text), text).toEqual(there)
  }
})

test('what is no place on earth is none', () => {
  for (const text of ['', '53', '91, 0', '0, 181', 'here, there', '53,55, 9,99']) {
    expect(placeOf(text), text).toBeUndefined()
  }
})

test('a place that is written is read as the same place', () => {
  const there = { lat: 535_530_000, lon: 100 }
  expect(placeText({ lat: 535_530_000, lon: -99_930_000 })).toBe('53.553, -9.993')
  expect(placeOf(placeText(there))).toEqual(there)
})
