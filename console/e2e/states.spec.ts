// Every page filled, empty, failed and loading; axe in both schemes; nothing wider than a phone.

import { axe, expect, look, settled, signIn, test } from './fixtures'
import { addressOf, fits, isWhole, pages, routed, told } from './pages'

const WAITING = 'main :is([data-state="loading"], [aria-busy="true"], .mantine-Skeleton-root)'

test('every page of the router is looked at', () => {
  const missing = routed().filter((page) => !told[page.name])
  expect(missing.map((page) => page.name)).toEqual([])
})

for (const listed of pages) {
  const { name } = listed
  const who = told[name]?.who ?? 'manager'
  const reads = told[name]?.reads ?? /never/

  for (const scheme of ['light', 'dark'] as const) {
    test(`${name} is whole, and axe finds nothing, in ${scheme} colours`, async ({
      page,
      stage,
    }) => {
      await signIn(page, stage, who)
      await look(page, { scheme })
      await page.goto(await addressOf(page, stage, listed))
      await settled(page)
      await isWhole(page, name)
      await axe(page)
    })
  }

  test(`${name} fits a phone`, async ({ page, stage }) => {
    await signIn(page, stage, who)
    await look(page, { width: 360, height: 740 })
    await page.goto(await addressOf(page, stage, listed))
    await settled(page)
    await fits(page)
    await axe(page)
    await look(page, { language: 'ar' })
    await page.reload()
    await settled(page)
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await fits(page)
  })

  // These two are made of what the frame has read already.
  if (name === 'account' || name === 'help') continue

  test(`${name} says that it failed, and recovers when asked`, async ({ page, stage, trouble }) => {
    trouble.expects(/^500 GET/)
    await signIn(page, stage, who)
    await page.route(reads, (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'internal', title: 'Internal', request: 'req-0' }),
      }),
    )
    const address = await addressOf(page, stage, listed)
    await page.goto(address)
    const failed = page.locator('main [data-state="failed"]').first()
    await expect(failed).toBeVisible()
    // The frame and the name of the page stay.
    await expect(page.locator('main h1')).toBeVisible()
    await expect(page.getByRole('navigation').first()).toBeVisible()
    await axe(page)
    await look(page, { width: 360, height: 740 })
    await fits(page)
    await look(page, { width: 1440 })
    await page.unroute(reads)
    // Parts that failed each have their button.
    const again = page.locator('main [data-state="failed"]').getByRole('button')
    for (let left = await again.count(); left > 0; left -= 1) await again.first().click()
    await settled(page)
    await expect(page.locator('main [data-state="failed"]')).toHaveCount(0)
    await isWhole(page, name)
  })

  test(`${name} shows its outline while it loads`, async ({ page, stage }) => {
    await signIn(page, stage, who)
    const address = await addressOf(page, stage, listed)
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route(reads, async (route) => {
      await held
      await route.continue().catch(() => undefined)
    })
    await page.goto(address)
    await expect(page.locator(WAITING).first()).toBeVisible()
    await expect(page.locator('main h1')).toBeVisible()
    await axe(page)
    release()
    await settled(page)
    await isWhole(page, name)
  })
}

test('empty pages teach what to do next', async ({ page, emptyStage, trouble }) => {
  trouble.expects(/^404 GET/)
  await signIn(page, emptyStage, 'admin')
  for (const listed of pages) {
    const empty = told[listed.name]?.empty
    if (!empty) continue
    await test.step(listed.name, async () => {
      await look(page, { scheme: 'light', width: 1440 })
      await page.goto(emptyStage.address + empty)
      await settled(page)
      const state = page
        .locator('main :is([data-state="empty"], [data-part="first-steps"])')
        .first()
      await expect.soft(state, listed.name).toBeVisible()
      // What is to be done stands there as a sentence, not as a blank.
      await expect.soft(state, listed.name).toContainText(/\w{3,} \w{2,}/)
      await axe(page)
      await page.emulateMedia({ colorScheme: 'dark' })
      await axe(page)
      await look(page, { width: 360, height: 740 })
      await fits(page)
    })
  }
})
