import { readFile } from 'node:fs/promises'
import { expect, settled, signIn, test } from './fixtures'

test('a filter stands in the address and survives a reload', async ({ page, stage }) => {
  await signIn(page, stage)
  await page.goto('/activity')
  await settled(page)
  await page.getByRole('radiogroup', { name: 'What to show' }).getByText('Notes').click()
  await expect(page).toHaveURL(/kind=note/)
  await settled(page)
  await expect(page.locator('[data-stream] [data-note]').first()).toBeVisible()
  await expect(page.locator('[data-stream] [data-check-in]')).toHaveCount(0)
  await page.reload()
  await settled(page)
  await expect(page.locator('[data-stream] [data-note]').first()).toBeVisible()
  await expect(page.locator('[data-stream] [data-check-in]')).toHaveCount(0)
})

test('what a rep writes arrives while one looks, and is found by its words', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  await page.goto('/activity')
  await settled(page)
  const note = 'Wants the zanderfilet only from the cold store.'
  const phone = stage.phone('phone-0')
  await phone.write(note)
  await phone.sync()
  await expect(page.locator('[data-note]').filter({ hasText: note })).toBeVisible()
  await page.goto('/activity?q=zanderfilet')
  await settled(page)
  await expect(page.locator('[data-stream] [data-note]')).toHaveCount(1)
  await expect(page.locator('[data-stream]')).toContainText(note)
})

test('visits with a signal are found by it, and the sign explains itself', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  await page.goto('/activity?flag=mock')
  await settled(page)
  const visits = page.locator('[data-stream] [data-check-in]')
  await expect(visits.first()).toBeVisible()
  const sign = visits.first().getByRole('button', { name: 'Position from another app' })
  await expect(sign).toBeVisible()
  await sign.click()
  await expect(page.getByRole('dialog', { name: 'Position from another app' })).toBeVisible()
})

test('what is saved for a spreadsheet is what is listed', async ({ page, stage }) => {
  await signIn(page, stage)
  await page.goto('/activity?kind=check_in&flag=outside')
  await settled(page)
  const listed = await page.locator('[data-stream] [data-check-in]').count()
  expect(listed).toBeGreaterThan(0)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  const path = await (await saving).path()
  const lines = (await readFile(path, 'utf8')).trim().split(/\r?\n/)
  expect(lines).toHaveLength(listed + 1)
})

test('a figure of the stream adds up', async ({ page, stage }) => {
  await signIn(page, stage)
  await page.goto('/activity')
  await settled(page)
  await page.locator('[data-figure="visits.begun"]').first().click()
  await expect(page.getByRole('dialog').locator('[data-adds-up="true"]')).toBeVisible()
})

test('what nothing fits is empty, and says how to see everything again', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  await page.goto('/activity?q=nobodyeverwrotethis')
  await expect(page.getByText('Nothing here')).toBeVisible()
  await page.getByRole('button', { name: 'Show everything' }).click()
  await settled(page)
  await expect(page.locator('[data-stream]')).toBeVisible()
})
