// The log of acts: read, looked through and verified.

import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { axe, expect, look, settled, shot, signIn, test } from './fixtures'
import { fits, read } from './pages'

const grid = (page: Page) => page.getByRole('grid', { name: 'Lines of the log' })
const rows = (page: Page) => grid(page).getByRole('row')
/** The numbers of the lines that are drawn; those on their way have none yet. */
const numbers = (page: Page) => rows(page).locator('[role="gridcell"]:nth-child(6)')

interface Line {
  number: number
  actor?: string
}

test('the log shows the newest line first', async ({ page, stage }) => {
  await signIn(page, stage, 'admin')
  await page.goto('/audit')
  await settled(page)
  await expect(numbers(page).nth(9)).toHaveText(/^\d+$/)
  const shown = (await numbers(page).allTextContents()).map(Number).slice(0, 10)
  expect(shown).toEqual([...shown].sort((one, other) => other - one))
  // Whoever looks at it leaves lines himself: older than these is none that the page lacks.
  const path = `/v1/audit?order=newest&after=${(shown[0] ?? 0) + 1}&limit=${shown.length}`
  const { items } = (await read(page, stage, path)) as { items: Line[] }
  expect(items.map((line) => line.number)).toEqual(shown)
})

test('the log goes on to its first line, with each line once', async ({ page, stage }) => {
  await signIn(page, stage, 'admin')
  // A page of the list is a hundred lines; what is written meanwhile stays out of it.
  const { items } = (await read(page, stage, '/v1/audit?limit=250')) as { items: Line[] }
  expect(items.length).toBeGreaterThan(100)
  const newest = items.at(-1)?.number ?? 0
  await page.route(/\/v1\/audit\?/, (route) => {
    const asked = new URL(route.request().url())
    if (!asked.searchParams.has('after')) asked.searchParams.set('after', String(newest + 1))
    return route.continue({ url: asked.toString() })
  })
  await page.goto('/audit')
  await settled(page)
  await expect(numbers(page).first()).toHaveText(String(newest))
  await grid(page).getByRole('columnheader', { name: 'When' }).focus()
  const row = () =>
    page.evaluate(() =>
      Number((document.activeElement as HTMLElement).dataset.cell?.split(':')[0] ?? Number.NaN),
    )
  const seen = new Set<string>()
  const collected = async () => {
    for (const text of await numbers(page).allTextContents()) if (/\d/.test(text)) seen.add(text)
    return seen.size
  }
  for (let at = await row(); at < items.length - 1; at = await row()) {
    await page.keyboard.press('PageDown')
    await expect.poll(row).toBeGreaterThan(at)
    // What came into view with it comes to stand there; the rows are counted from nought.
    await expect.poll(collected).toBeGreaterThan(await row())
  }
  // Nothing stands in for a line any more.
  await expect(numbers(page).filter({ hasNotText: /\d/ })).toHaveCount(0)
  expect(seen.size).toBe(items.length)
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(items.length + 1))
  await expect(numbers(page).last()).toHaveText(String(items[0]?.number))
})

test('the log is looked through by who did it, and the address keeps it', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, 'admin')
  await page.goto('/audit')
  await settled(page)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Who' }).click()
  const { name, id } = stage.rep('phone-2')
  await page.getByRole('combobox', { name: 'Who' }).fill(name)
  await page.getByRole('option', { name }).first().click()
  await expect(page).toHaveURL(new RegExp(`actor=${id}`))
  // The former rows stay until the new ones are there; then nobody else is among them.
  const others = rows(page)
    .filter({ has: page.getByRole('gridcell') })
    .filter({ hasNotText: name })
  await expect(others).toHaveCount(0)
  await expect(rows(page).nth(1)).toContainText(name)

  await page.reload()
  await settled(page)
  await expect(page.getByRole('button', { name: `Who: ${name}`, exact: true })).toBeVisible()
  await expect(rows(page).nth(1)).toContainText(name)
  const said = (await read(page, stage, `/v1/audit?actor=${id}&limit=5`)) as { items: Line[] }
  expect(said.items.every((line) => line.actor === id)).toBe(true)
})

test('a line opens by keyboard and leads to all about the same', async ({ page, stage }) => {
  await signIn(page, stage, 'admin')
  await page.goto('/audit?action=phone_enrolled')
  await settled(page)
  await expect(rows(page).nth(1)).toBeVisible()
  await grid(page).getByRole('columnheader', { name: 'When' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/line=\d+/)
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByText('Enrolled a phone')).toBeVisible()
  await axe(page)
  await shot(page, 'audit-line')
  await drawer.getByRole('button', { name: 'All about this' }).click()
  await expect(page).toHaveURL(/subject=/)
  await expect(drawer).toHaveCount(0)
  await page.goBack()
  await expect(page).not.toHaveURL(/subject=/)
})

test('what nobody did is the work of the server, and can be looked through as such', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, 'admin')
  const people = (await read(page, stage, '/v1/people?limit=200')) as {
    items: { record: { id: string } }[]
  }
  const known = people.items.map(({ record }) => record.id)
  const { items } = (await read(page, stage, '/v1/audit?limit=50')) as { items: Line[] }
  const own = items.find(({ actor }) => actor && !known.includes(actor))
  await page.goto(`/audit?line=${own?.number}`)
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByText('The server', { exact: true })).toBeVisible()
  await drawer.getByRole('button', { name: 'All by the server' }).click()
  await expect(page).toHaveURL(new RegExp(`actor=${own?.actor}`))
  await expect(page.getByRole('button', { name: 'Who: The server', exact: true })).toBeVisible()
  await expect(rows(page).nth(1)).toContainText('The server')
  const others = rows(page)
    .filter({ has: page.getByRole('gridcell') })
    .filter({ hasNotText: 'The server' })
  await expect(others).toHaveCount(0)
})

test('verify says that the log is whole, and what to keep', async ({ page, stage }) => {
  await signIn(page, stage, 'admin')
  await page.goto('/audit')
  await settled(page)
  await page.getByRole('button', { name: 'Verify' }).click()
  const outcome = page.locator('[data-verified="whole"]')
  await expect(outcome).toContainText('The log is whole')
  await expect(outcome.locator('pre')).toHaveText(/^\d+:[0-9a-f]{64}$/)
  await axe(page)
  await shot(page, 'audit-verified')
})

test('a line that is not as it was written is named', async ({ page, stage }) => {
  await signIn(page, stage, 'admin')
  await page.route('**/v1/audit/verify', (route) =>
    route.fulfill({
      json: {
        ok: false,
        before: 0,
        changes: 12,
        forgotten: 0,
        head: { number: 41, hash: 'ab'.repeat(32) },
        finding: { at: { line: 17 }, why: 'its detail is not what was written' },
      },
    }),
  )
  await page.goto('/audit')
  await settled(page)
  await page.getByRole('button', { name: 'Verify' }).click()
  const outcome = page.locator('[data-verified="broken"]')
  await expect(outcome).toContainText('Line 17')
  await expect(outcome).toContainText('Its details are not what was written.')
  await axe(page)
})

test('the lines that match are saved as a file', async ({ page, stage }) => {
  await signIn(page, stage, 'admin')
  await page.goto('/audit?action=phone_enrolled')
  await settled(page)
  await expect(rows(page).nth(1)).toBeVisible()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export as CSV' }).click()
  const text = await readFile(await (await saved).path(), 'utf8')
  const lines = text.trim().split(/\r?\n/)
  expect(lines[0]).toContain('When')
  expect(lines.length).toBeGreaterThan(5)
  expect(lines.slice(1).every((line) => line.includes('Enrolled a phone'))).toBe(true)
})

test('nothing that matches is said, with the way back', async ({ page, stage }) => {
  await signIn(page, stage, 'admin')
  await page.goto('/audit?action=erased&day_from=2020-01-01&day_to=2020-01-02')
  await settled(page)
  await expect(page.locator('main [data-state="empty"]')).toContainText('No line matches')
  await shot(page, 'audit-empty')
  await page.getByRole('button', { name: 'Show all lines' }).click()
  await expect(rows(page).nth(1)).toBeVisible()
})

test('a log that cannot be read says so, is tried again, and waits as a skeleton', async ({
  page,
  stage,
  trouble,
}) => {
  trouble.expects(/^500 GET .*audit/)
  await signIn(page, stage, 'admin')
  let release = () => undefined as unknown
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let isBroken = true
  await page.route(/\/v1\/audit\?/, async (route) => {
    if (isBroken) {
      return route.fulfill({
        status: 500,
        headers: { 'outrider-protocol': '1', 'content-type': 'application/problem+json' },
        body: '{"code":"internal","status":500}',
      })
    }
    await held
    return route.continue()
  })
  await page.goto('/audit')
  const failed = page.locator('main [data-state="failed"]')
  await expect(failed).toBeVisible()
  await axe(page)
  await shot(page, 'audit-failed')
  isBroken = false
  await failed.getByRole('button', { name: 'Try again' }).click()
  await page.reload()
  await expect(grid(page)).toHaveAttribute('aria-busy', 'true')
  release()
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false')
  await expect(rows(page).nth(1)).toContainText(/\d/)
})

test('a manager has no audit page, and the server refuses him', async ({ page, stage }) => {
  await signIn(page, stage, 'manager')
  await page.goto('/audit')
  await expect(page.getByRole('grid')).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Audit' })).toHaveCount(0)
  const reply = await page.request.get(`${stage.address}/v1/audit`, {
    headers: { 'sec-fetch-site': 'same-origin' },
  })
  expect(reply.status()).toBe(403)
})

test('the log is clean in light and dark', async ({ page, stage }) => {
  await signIn(page, stage, 'admin')
  await look(page, { scheme: 'light', width: 1440 })
  await page.goto('/audit')
  await settled(page)
  await expect(numbers(page).nth(5)).toHaveText(/\d/)
  await axe(page)
  await shot(page, 'audit-light')
  await look(page, { scheme: 'dark' })
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await axe(page)
  await shot(page, 'audit-dark')
})

test('the log is clean in Arabic on a phone', async ({ page, stage }) => {
  await signIn(page, stage, 'admin')
  await look(page, { scheme: 'light', width: 360, language: 'ar' })
  await page.goto('/audit')
  await settled(page)
  // The name of the grid is Arabic as well.
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText(/\d/)
  await fits(page)
  await axe(page)
  await shot(page, 'audit-ar-360')
})
