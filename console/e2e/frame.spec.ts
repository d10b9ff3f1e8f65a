// What stands around every page: palette, keys, help, languages, schemes, banners, paper.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, look, type Stage, settled, signIn, test } from './fixtures'
import { addressOf, type Listed, pages, read, routed, source } from './pages'

const guides = join(source, '../../docs/guides')

/** The sections of the guides, by the pages whose help they are. */
function helpOf(name: string): string[] {
  return readdirSync(guides)
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => readFileSync(join(guides, file), 'utf8').split(/^## /m).slice(1))
    .filter((section) => {
      const named = /<!-- page: ([\w, -]+) -->/.exec(section)?.[1] ?? ''
      return named.split(',').some((word) => word.trim() === name)
    })
    .map((section) => (section.split('\n')[0] ?? '').trim())
}

async function opensPalette(page: Page, query: string) {
  await page.keyboard.press('Control+k')
  const field = page.getByPlaceholder('Search or do something')
  await expect(field).toBeFocused()
  await field.fill(query)
}

test('the palette goes to pages, finds customers at the server and does what the page offers', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  await page.goto('/today')
  await settled(page)

  await opensPalette(page, 'reports')
  await expect(
    page
      .getByRole('option', { name: /^Reports/ })
      .or(page.getByRole('button', { name: /^Reports/ }))
      .first(),
  ).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/reports/)
  await settled(page)

  // What it does here is in no other place of the palette.
  await opensPalette(page, 'csv')
  const saved = page.waitForEvent('download')
  await page.locator('.mantine-Spotlight-action').first().click()
  expect((await saved).suggestedFilename()).toMatch(/\.csv$/)

  const { items } = (await read(page, stage, '/v1/customers?limit=1')) as {
    items: { record: { id: string; name: string } }[]
  }
  const customer = items[0]?.record
  await opensPalette(page, customer?.name ?? 'nobody')
  await page.locator('.mantine-Spotlight-action', { hasText: customer?.name }).first().click()
  await expect(page).toHaveURL(new RegExp(`customer.*${customer?.id}`))
})

test('a question mark lists every key, and g with a letter goes to its page', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  await page.goto('/reports')
  await settled(page)
  await page.keyboard.press('?')
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  for (const key of ['Ctrl', 'K', '?', 'F1', 'Esc']) {
    await expect(list.getByText(key, { exact: true }).first()).toBeVisible()
  }
  for (const name of ['Today', 'Reports', 'Activity', 'Customers']) {
    await expect(list.getByRole('row', { name: new RegExp(`^${name} g`) })).toBeVisible()
  }
  await page.keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  for (const [letter, path] of [
    ['t', /\/today/],
    ['a', /\/activity/],
    ['h', /\/help/],
    ['r', /\/reports/],
  ] as const) {
    await page.keyboard.press('g')
    await page.keyboard.press(letter)
    await expect(page).toHaveURL(path)
    // Whoever reads with his ears is at the beginning of the new page.
    await expect(page.locator('main')).toBeFocused()
  }
  // Letters belong to a field that has the focus.
  await page.keyboard.press('/')
  await expect(page.getByPlaceholder('Search or do something')).toBeFocused()
  await page.keyboard.type('g t')
  await expect(page.getByPlaceholder('Search or do something')).toHaveValue('g t')
  await expect(page).toHaveURL(/\/reports/)
})

test('every page has a section of the guides, and help shows it', async ({ page, stage }) => {
  test.setTimeout(300_000)
  // The help page is the guides themselves.
  const helped = routed().filter((listed) => listed.name !== 'help')
  expect(helped.filter((listed) => helpOf(listed.name).length === 0)).toEqual([])
  await signIn(page, stage, 'admin')
  for (const listed of pages.filter((each) => each.name !== 'help')) {
    await page.goto(await addressOf(page, stage, listed))
    await settled(page)
    await page.getByRole('button', { name: 'Help', exact: true }).click()
    const drawer = page.getByRole('dialog', { name: 'Help' })
    const title = helpOf(listed.name)[0] ?? 'none'
    await expect(drawer.getByRole('heading', { name: title })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(drawer).toHaveCount(0)
  }
})

test('another language mirrors the page, and is kept', async ({ page, stage }) => {
  await signIn(page, stage)
  await page.goto('/today')
  await settled(page)
  const side = page.getByRole('navigation').first()
  expect((await side.boundingBox())?.x).toBe(0)
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitemradio', { name: 'العربية' }).click()
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
  await expect(page.locator('main h1')).toHaveText('اليوم')
  await expect.poll(async () => (await side.boundingBox())?.x ?? 0).toBeGreaterThan(720)
  await page.reload()
  await settled(page)
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect.poll(async () => (await side.boundingBox())?.x ?? 0).toBeGreaterThan(720)
})

test('a scheme is kept, and there before anything is painted', async ({ page, stage, trouble }) => {
  trouble.expects(/ERR_FAILED .*\/assets\//)
  await signIn(page, stage)
  await look(page, { scheme: 'light' })
  await page.goto('/today')
  await settled(page)
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await ground()
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await expect.poll(ground).not.toBe(light)
  // The app never comes, and still the page is dark.
  await page.route(/\/assets\/.*\.js$/, (route) => route.abort())
  await page.reload({ waitUntil: 'commit' })
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.unroute(/\/assets\/.*\.js$/)
  await page.reload()
  await settled(page)
  expect(await ground()).not.toBe(light)
})

test('a server that is gone is told, and what happened meanwhile is there when it is back', async ({
  page,
  stage,
  trouble,
}) => {
  trouble.expects(/ERR_/, /^5\d\d /)
  await signIn(page, stage)
  await page.goto('/today')
  await settled(page)
  const phone = stage.phone('phone-4')
  await stage.stopServer()
  const banner = page.locator('[data-banner="offline"]')
  await expect(banner).toBeVisible()
  // What was read stays to be read.
  await expect(page.locator('main table').first()).toBeVisible()
  const note = `Seen while nobody listened ${stage.said.today}`
  await phone.write(note)
  await stage.startServer()
  await expect(banner).toHaveCount(0, { timeout: 90_000 })
  await phone.sync()
  await page.goto('/activity')
  await expect(page.getByText(note).first()).toBeVisible()
})

test('news that came while the server was away arrive without a press', async ({
  page,
  stage,
  trouble,
}) => {
  trouble.expects(/ERR_/, /^5\d\d /)
  await signIn(page, stage)
  await page.goto('/activity')
  await settled(page)
  await stage.stopServer()
  await expect(page.locator('[data-banner="offline"]')).toBeVisible()
  const note = `It arrived by itself ${stage.said.today}`
  await stage.phone('phone-2').write(note)
  await stage.startServer()
  await stage.phone('phone-2').sync()
  await expect(page.getByText(note).first()).toBeVisible({ timeout: 90_000 })
  await expect(page.locator('[data-banner="offline"]')).toHaveCount(0)
})

test('a new version of the console is offered', async ({ page, stage }) => {
  await signIn(page, stage)
  await page.clock.install()
  // The version that it began with is that of the server.
  const told = page.waitForResponse('**/v1/console')
  await page.goto('/help')
  await (await told).finished()
  await expect(page.locator('main article').first()).toBeVisible()
  await page.route('**/v1/console', async (route) => {
    const reply = await route.fetch()
    await route.fulfill({ response: reply, json: { ...(await reply.json()), version: '99.0.0' } })
  })
  const banner = page.locator('[data-banner="version"]')
  await expect(banner).toHaveCount(0)
  await expect(async () => {
    await page.clock.fastForward('06:00')
    await expect(banner).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await page.unroute('**/v1/console')
  await banner.getByRole('button').click()
  await expect(page.locator('main h1')).toBeVisible()
  await expect(banner).toHaveCount(0)
})

/** The longest movement that any element on the page would make, in seconds. */
async function longestMotion(page: Page): Promise<number> {
  return page.evaluate(() => {
    const seconds = (text: string) =>
      Math.max(
        ...text.split(',').map((each) => Number.parseFloat(each) * (/ms/.test(each) ? 1 : 1_000)),
      )
    const styles = [...document.querySelectorAll('*')].map((element) => getComputedStyle(element))
    return Math.max(
      ...styles.map((style) =>
        Math.max(seconds(style.transitionDuration), seconds(style.animationDuration)),
      ),
    )
  })
}

test('nothing moves for whoever wants nothing to move', async ({ page, stage }) => {
  await signIn(page, stage)
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await page.goto('/today')
  await settled(page)
  expect(await longestMotion(page)).toBeGreaterThan(1)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await longestMotion(page)).toBeLessThan(1)
  await page.keyboard.press('Control+k')
  await expect(page.getByPlaceholder('Search or do something')).toBeFocused()
  expect(await longestMotion(page)).toBeLessThan(1)
})

test('on paper a page stands without its frame', async ({ page, stage }) => {
  test.setTimeout(300_000)
  await signIn(page, stage, 'admin')
  for (const listed of pages) {
    await page.emulateMedia({ media: 'screen' })
    await page.goto(await addressOf(page, stage, listed))
    await settled(page)
    await page.emulateMedia({ media: 'print' })
    for (const part of ['navigation', 'banner'] as const) {
      await expect(page.getByRole(part), `${listed.name}: ${part}`).toHaveCount(
        listed.name === 'help' && part === 'navigation' ? 1 : 0,
      )
    }
    await expect(page.locator('main')).toBeVisible()
  }
})

/** Every string that the server says, but the words of the interface itself. */
function sayings(value: unknown, found: Set<string>): void {
  if (typeof value === 'string') {
    if (!/^[a-z_.]*$/.test(value)) for (const line of value.split('\n')) found.add(line.trim())
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (!/^[a-z_.]*$/.test(key)) found.add(key)
      sayings(inner, found)
      // Tags are data under keys of their own.
      if (key === 'tags' && typeof inner === 'object') {
        for (const tag of Object.keys(inner ?? {})) found.add(tag)
      }
    }
  }
}

/** Words of dates, times and amounts, which the browser says. */
const SAID_BY_BROWSER = [
  ...Array.from({ length: 12 }, (_, month) => new Date(2026, month, 1)).flatMap((day) => [
    day.toLocaleDateString('en-GB', { month: 'long' }),
    day.toLocaleDateString('en-GB', { month: 'short' }),
  ]),
  ...Array.from({ length: 7 }, (_, day) => new Date(2026, 0, day + 1)).flatMap((day) => [
    day.toLocaleDateString('en-GB', { weekday: 'long' }),
    day.toLocaleDateString('en-GB', { weekday: 'short' }),
  ]),
  ...'seconds second minutes minute hours hour days day weeks week months month years year'.split(
    ' ',
  ),
  ...'yesterday today tomorrow ago now next last mins min hrs hr this wks wk mths mth'.split(' '),
]

/** Names of things, of languages, and of the two licences. */
const NAMES_OF_OUR_OWN = [
  'MIT OR Apache-2.0',
  'Outrider',
  'English',
  'Pseudo',
  'Ctrl',
  'CSV',
  'UTC',
  'GMT',
]

/** What stands in a field to show how an address looks. */
const EXAMPLES = ['https://login.example.com', 'example.com']

/** A page, and the parts of it that have words of their own. */
async function placesOf(page: Page, stage: Stage, listed: Listed): Promise<string[]> {
  const address = await addressOf(page, stage, listed)
  if (listed.name === 'inbox') {
    const { counts } = (await read(page, stage, '/v1/inbox?limit=1')) as { counts: object }
    return Object.keys(counts).map((matter) => `/inbox?tells=${matter}`)
  }
  if (listed.name !== 'settings') return [address]
  await page.goto(address)
  await settled(page)
  const links = page.locator('main nav a')
  return links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
}

/** What a page says to eyes and ears. */
async function wordsOn(page: Page): Promise<Set<string>> {
  const texts = await page.evaluate(() => {
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      // The guides are written in English, and say so.
      if (!parent || parent.closest('[lang="en"], script, style, noscript, kbd, code')) continue
      if (parent.checkVisibility()) found.push(node.textContent ?? '')
    }
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
      for (const element of document.querySelectorAll(`body [${name}]`)) {
        // A field that grows has a twin that nobody sees or hears.
        if (!element.closest('[lang="en"], [aria-hidden="true"]'))
          found.push(element.getAttribute(name) ?? '')
      }
    }
    return found
  })
  return new Set(texts)
}

test('no word of any page is untranslated', async ({ page, stage }) => {
  test.setTimeout(300_000)
  await signIn(page, stage, 'admin')
  await look(page, { language: 'en-XA' })
  const data = new Set<string>()
  const readings: Promise<void>[] = []
  page.on('response', (reply) => {
    if (!reply.url().includes('/v1/') || reply.url().includes('/v1/events')) return
    readings.push(
      reply.json().then(
        (said) => sayings(said, data),
        () => undefined,
      ),
    )
  })
  const untranslated: string[] = []
  for (const listed of pages) {
    const places = await placesOf(page, stage, listed)
    expect(places.length, listed.name).toBeGreaterThan(0)
    for (const place of places) {
      await page.goto(place)
      await settled(page)
      const texts = await wordsOn(page)
      await Promise.all(readings.splice(0))
      const known = [...data, ...NAMES_OF_OUR_OWN, ...EXAMPLES, stage.address].sort(
        (one, other) => other.length - one.length,
      )
      for (const text of texts) {
        let rest = text
        for (const saying of known) if (saying.length > 1) rest = rest.replaceAll(saying, ' ')
        const words = (rest.match(/[A-Za-z]{3,}/g) ?? []).filter(
          (word) => !SAID_BY_BROWSER.includes(word),
        )
        if (words.length > 0) untranslated.push(`${place}: ${text}`)
      }
    }
  }
  expect(untranslated).toEqual([])
})

test('an address that leads nowhere says so inside the frame', async ({ page, stage }) => {
  await signIn(page, stage)
  await page.goto('/no-such-page')
  await expect(page.locator('main [data-state="not-found"]')).toBeVisible()
  await page.getByRole('link', { name: 'Go to the start' }).click()
  await expect(page).toHaveURL(/\/today/)
})
