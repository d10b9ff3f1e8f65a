// The log of acts: read, looked through and verified.

import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { axe, expect, look, settled, shot, signIn, test } from './fixtures'
import { fits, read } from './pages'

const grid = (page: Page) => page.getByRole('grid', { name: 'Lines of the log' })
const rows = (page: Page) => grid(page).getByRole('row')

interface Line {
  number: number
  actor?: string
}

test('the log shows the newest line first', async ({ page, stage }) => {
  await signIn(page, stage, 'admin')
  await page.goto('/audit')
  await settled(page)
  await expect(rows(page).nth(2)).toBeVisible()
  const numbers = (await rows(page).locator('[role="gridcell"]:nth-child(6)').allTextContents())
    .map(Number)
    .slice(0, 10)
  expect(numbers).toEqual([...numbers].sort((one, other) => other - one))
  // Whoever looks at it leaves lines himself: older than these is none that the page lacks.
  const path = `/v1/audit?order=newest&after=${(numbers[0] ?? 0) + 1}&limit=${numbers.length}`
  const { items } = (await read(page, stage, path)) as { items: Line[] }
  expect(items.map((line) => line.number)).toEqual(numbers)
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
  await settled(page)
  await expect(rows(page).nth(1)).toContainText(name)
  // The former rows stay until the new ones are there.
  const others = async () => {
    const cells = rows(page).locator('[role="gridcell"]:nth-child(2)')
    return (await cells.allTextContents()).filter((text) => !text.includes(name))
  }
  await expect.poll(others).toEqual([])

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
  await grid(page).focus()
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

test('the log is clean in every look', async ({ page, stage }) => {
  await signIn(page, stage, 'admin')
  for (const scheme of ['light', 'dark'] as const) {
    await look(page, { scheme, width: 1440 })
    await page.goto('/audit')
    await settled(page)
    await expect(rows(page).nth(1)).toBeVisible()
    await axe(page)
    await shot(page, `audit-${scheme}`)
  }
  await look(page, { scheme: 'light', width: 360, language: 'ar' })
  await page.reload()
  await settled(page)
  await fits(page)
  await axe(page)
  await shot(page, 'audit-ar-360')
})
