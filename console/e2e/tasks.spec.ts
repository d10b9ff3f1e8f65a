import type { Page } from '@playwright/test'
import { axe, expect, look, settled, signIn, test } from './fixtures'

const grid = (page: Page) => page.getByRole('grid', { name: 'Tasks' })
const rows = (page: Page) => grid(page).getByRole('row')

test('the list finds, filters and sorts, and the address keeps it', async ({ page, stage }) => {
  await signIn(page, stage, 'manager')
  await page.goto('/tasks')
  await settled(page)
  await expect(rows(page).nth(1)).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search in titles' }).fill('tasting')
  await expect(page).toHaveURL(/q=tasting/)
  await expect(rows(page).nth(1)).toContainText(/tasting/i)
  await grid(page).getByRole('columnheader', { name: 'Day' }).click()
  await expect(page).toHaveURL(/sort=plan_day/)
  await page.reload()
  await settled(page)
  await expect(page.getByRole('searchbox', { name: 'Search in titles' })).toHaveValue('tasting')
  await expect(rows(page).nth(1)).toContainText(/tasting/i)
})

test('many tasks go to another day at once, and come back by undo', async ({ page, stage }) => {
  await signIn(page, stage, 'manager')
  await page.goto('/tasks?status=assigned&sort=-plan_day')
  await settled(page)
  const days = async () => (await rows(page).allTextContents()).slice(1, 4)
  await expect(rows(page).nth(3)).toBeVisible()
  const before = await days()
  for (const place of [1, 2, 3]) await rows(page).nth(place).getByRole('checkbox').click()
  await page.getByRole('button', { name: 'Put on a day' }).click()
  const dialog = page.getByRole('dialog', { name: 'Put 3 open tasks on a day' })
  await expect(dialog).toBeVisible()
  // No day chosen: they are to be done on any day.
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('3 tasks put on another day')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(days).toEqual(before)
})

test('a row opens its task by keyboard', async ({ page, stage }) => {
  await signIn(page, stage, 'manager')
  await page.goto('/tasks?status=done')
  await settled(page)
  await expect(rows(page).nth(1)).toBeVisible()
  await grid(page).getByRole('columnheader', { name: 'Task', exact: true }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/task=/)
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('the whole list is saved as a file, formulas defused', async ({ page, stage }) => {
  await signIn(page, stage, 'manager')
  await page.goto('/tasks?status=declined,not_done')
  await settled(page)
  await expect(rows(page).nth(1)).toBeVisible()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: /CSV/ }).click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/tasks.*\.csv$/)
})

for (const scheme of ['light', 'dark'] as const) {
  test(`the list of tasks is accessible in ${scheme}`, async ({ page, stage }) => {
    await signIn(page, stage, 'manager')
    await look(page, { scheme })
    await page.goto('/tasks')
    await settled(page)
    await expect(rows(page).nth(1)).toBeVisible()
    await axe(page)
  })
}
