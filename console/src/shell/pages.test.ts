import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from './address'
import { searchGuides, sectionsOf } from './help/guides'
import { pages } from './pages'

function twice(values: (string | undefined)[]): string[] {
  const said = values.filter((value) => value !== undefined)
  return said.filter((value, place) => said.indexOf(value) !== place)
}

test('no two pages share a name, an address or a key', () => {
  expect(twice(pages.map((page) => page.name))).toEqual([])
  expect(twice(pages.map((page) => page.path))).toEqual([])
  expect(twice(pages.map((page) => page.jump))).toEqual([])
})

test('every page of the navigation has an icon, a place and a section of the guides', () => {
  const poor = pages.filter(
    (page) =>
      page.group && !(page.icon && page.order && sectionsOf(page.help ?? page.name).length > 0),
  )
  expect(poor.map((page) => page.name)).toEqual([])
})

test('the guides are found by their words, titles first', () => {
  expect(searchGuides('phone')[0]?.title.toLowerCase()).toContain('phone')
  expect(searchGuides('no such word at all')).toEqual([])
})

test('an address says what was searched in words, and nothing of what is empty', () => {
  const said = stringifySearch({
    q: 'Café & Söhne',
    status: ['done', 'declined'],
    team: undefined,
    person: '',
    lost: false,
    page: 2,
  })
  expect(said).toBe('?q=Caf%C3%A9+%26+S%C3%B6hne&status=done,declined&page=2')
  expect(parseSearch(said)).toEqual({ q: 'Café & Söhne', status: 'done,declined', page: '2' })
})
