// Every page filled, waiting, failed and empty; axe in both schemes; nothing wider than a phone.

import type { Page } from '@playwright/test'
import { axe, expect, look, type Stage, settled, signIn, test } from './fixtures'
import { addressOf, fits, isWhole, pages, routed, type Told, told } from './pages'

const PHONE = { width: 360, height: 740 }
const FAILED = 'main [data-state="failed"]'
const EMPTY = 'main :is([data-state="empty"], [data-part="first-steps"])'

test('every page of the router is looked at', () => {
  const missing = routed().filter((page) => !told[page.name])
  expect(missing.map((page) => page.name)).toEqual([])
})

for (const listed of pages) {
  const { name } = listed
  const { who = 'manager', reads, outlines } = told[name] as Told

  test(`${name} is whole in light and dark, on a phone and in Arabic`, async ({ page, stage }) => {
    // Axe reads every colour of a board of a week.
    test.setTimeout(240_000)
    await signIn(page, stage, who)
    const address = await addressOf(page, stage, listed)
    await test.step('light', async () => {
      await look(page, { scheme: 'light' })
      await page.goto(address)
      await settled(page)
      await isWhole(page, name)
      await axe(page)
    })
    await test.step('dark', async () => {
      await look(page, { scheme: 'dark' })
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
      await settled(page)
      await isWhole(page, name)
      await axe(page)
    })
    await test.step('on a phone', async () => {
      await look(page, PHONE)
      await settled(page)
      await isWhole(page, name)
      await fits(page)
    })
    await test.step('on a phone, in Arabic', async () => {
      await look(page, { language: 'ar' })
      await page.reload()
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
      await settled(page)
      await isWhole(page, name)
      await fits(page)
    })
  })

  test(`${name} shows its outline while it waits, says that it failed, and recovers`, async ({
    page,
    stage,
    trouble,
  }) => {
    // What is refused may be the page's own code.
    trouble.expects(/^500 GET/, /Failed to fetch dynamically imported module/)
    await signIn(page, stage, who)
    const address = await addressOf(page, stage, listed)
    const refuse = await holds(page, reads)

    await test.step('waits', async () => {
      await page.goto(address)
      for (const outline of outlines) await expect(page.locator(outline).first()).toBeVisible()
      await expect(page.locator('main h1')).toBeVisible()
      await expect(page.locator(FAILED)).toHaveCount(0)
      await axe(page, 'main')
    })
    await test.step('fails', async () => {
      refuse()
      await expect(page.locator(FAILED).first()).toBeVisible()
      await expect(page.locator('main h1')).toBeVisible()
      await axe(page, 'main')
      await look(page, PHONE)
      await fits(page)
      await look(page, { width: 1440 })
    })
    await test.step('recovers', async () => {
      await expect(page.locator(FAILED).getByRole('button').first()).toBeVisible()
      await page.unroute(reads)
      await asksAgain(page)
      await settled(page)
      await isWhole(page, name)
    })
  })
}

test('a company of one is told what to do first', async ({ page, emptyStage }) => {
  test.setTimeout(240_000)
  await signIn(page, emptyStage, 'admin')
  await teach(page, emptyStage, 'new')
})

test('where nothing matches, a page says so and what to do', async ({ page, stage }) => {
  await signIn(page, stage, 'admin')
  await teach(page, stage, 'company')
})

/** Sees that every page which is empty on this stage says so, and teaches what to do. */
async function teach(page: Page, stage: Stage, on: 'new' | 'company'): Promise<void> {
  for (const { name } of pages) {
    const { empty } = told[name] as Told
    if ('never' in empty || empty.on !== on) continue
    await test.step(name, async () => {
      await look(page, { scheme: 'light', width: 1440 })
      const address = typeof empty.at === 'string' ? empty.at : await empty.at(page, stage)
      await page.goto(stage.address + address)
      await settled(page)
      // What is to be done stands there as a sentence, not as a blank.
      const state = page.locator(EMPTY).filter({ hasText: /\w{3,} \w{2,}.*\./ })
      await expect(state.first(), `${name} says that it is empty, and teaches`).toBeVisible()
      await axe(page, 'main')
      await look(page, { scheme: 'dark', ...PHONE })
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
      await axe(page, 'main')
      await fits(page)
    })
  }
}

/** Keeps what a page reads waiting; refuses it, then and from then on, once that is called. */
async function holds(page: Page, reads: RegExp): Promise<() => void> {
  let refuse: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    refuse = resolve
  })
  await page.route(reads, async (route) => {
    await held
    const body = JSON.stringify({ code: 'internal', title: 'Internal', request: 'req-0' })
    // A page that has gone meanwhile asks for nothing.
    await route
      .fulfill({ status: 500, contentType: 'application/problem+json', body })
      .catch(() => undefined)
  })
  return refuse
}

/** Presses the button of each part that failed until none is left: one may answer for several. */
async function asksAgain(page: Page): Promise<void> {
  const failed = page.locator(FAILED)
  await expect(async () => {
    const button = failed.getByRole('button').first()
    if (await button.isVisible()) await button.click({ timeout: 2_000 })
    await expect(failed).toHaveCount(0, { timeout: 2_000 })
  }).toPass()
}
