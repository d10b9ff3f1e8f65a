import type { Page } from '@playwright/test'
import { axe, expect, look, settled, signIn, test } from './fixtures'

/** The line of the list that says something. */
const letter = (page: Page, words: string) =>
  page.locator('[data-letter]').filter({ hasText: words })
const letters = (page: Page) => page.locator('main [data-letter]')
const reading = (page: Page) => page.locator('main [data-reading]')

test('a task declined on a phone comes up by itself, and is given to somebody else from here', async ({
  page,
  stage,
}) => {
  const phone = stage.phone('phone-0')
  await phone.sync()
  const [title] = (await phone.today()).titles
  if (!title) throw new Error('nothing is planned for this phone')
  const other = stage.rep('phone-2')
  await signIn(page, stage)
  await page.goto('/inbox?tells=declined')
  await settled(page)
  const reason = 'The bridge is closed until Thursday'
  await phone.decline(title, reason)
  await phone.sync()
  // Nobody reloads: the news brings it.
  await letter(page, reason).click()
  await expect(reading(page).locator('blockquote')).toContainText(reason)
  await expect(reading(page).getByRole('heading', { level: 2 })).toHaveText(title)
  await reading(page).getByRole('button', { name: 'Reassign' }).click()
  const form = page.getByRole('dialog', { name: 'Reassign' })
  const who = form.getByRole('combobox')
  await who.click()
  await who.fill(other.name)
  await page.getByRole('option', { name: other.name }).click()
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(letter(page, reason)).toHaveCount(0)
  const theirs = stage.phone('phone-2')
  await theirs.sync()
  expect((await theirs.today()).titles).toContain(title)
})

test('what somebody lost is shown with both values, is put back, and lost again by undo', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  await page.goto('/inbox?tells=conflict')
  await settled(page)
  const diary = reading(page).locator('article[data-diary]')
  await expect(diary).toContainText('Was written')
  await expect(diary).toContainText('What stands, by')
  // What differs is marked word by word.
  await expect(diary.locator('del')).not.toBeEmpty()
  await expect(diary.locator('ins')).not.toBeEmpty()
  const lost = await diary.locator('section p').first().innerText()
  await diary.getByRole('button', { name: 'Put back' }).click()
  await expect(page.getByText('Nothing of this waits')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(diary.locator('section p').first()).toHaveText(lost)
})

test('the keys of a mail program go through what waits and put it aside; undo brings it back', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  await page.goto('/inbox?tells=not_done')
  await settled(page)
  const count = await letters(page).count()
  expect(count).toBeGreaterThan(3)
  const second = (await letters(page).nth(1).getAttribute('data-letter')) ?? ''
  const third = (await letters(page).nth(2).getAttribute('data-letter')) ?? ''
  await page.keyboard.press('j')
  await expect(reading(page)).toHaveAttribute('data-reading', second)
  await expect(page).toHaveURL(new RegExp(`item=${second}`))
  await page.keyboard.press('ArrowDown')
  await expect(reading(page)).toHaveAttribute('data-reading', third)
  await page.keyboard.press('k')
  await expect(reading(page)).toHaveAttribute('data-reading', second)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'What is read' })).toBeFocused()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog')
  await expect(keys).toContainText('Dismiss what is read or chosen')
  await page.keyboard.press('Escape')
  await expect(keys).toHaveCount(0)
  await page.keyboard.press('e')
  await expect(letters(page)).toHaveCount(count - 1)
  // What comes next is read now.
  await expect(reading(page)).toHaveAttribute('data-reading', third)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(letters(page)).toHaveCount(count)
  await expect(page.locator(`[data-letter="${second}"]`)).toBeVisible()
})

test('several are chosen and put aside at once, and come back at once', async ({ page, stage }) => {
  await signIn(page, stage)
  await page.goto('/inbox?tells=evidence')
  await settled(page)
  const count = await letters(page).count()
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByRole('button', { name: 'Dismiss 2' }).click()
  await expect(letters(page)).toHaveCount(count - 2)
  await page.reload()
  await settled(page)
  await expect(letters(page)).toHaveCount(count - 2)
})

test('a visit with a signal stands on a map, and its rep is asked about it', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  await page.goto('/inbox?tells=evidence')
  await settled(page)
  await letter(page, 'Elsewhere').first().click()
  await expect(reading(page)).toContainText('from the place of the customer')
  await expect(reading(page).locator('[data-map], [data-state="fallback"]')).toBeVisible()
  const key = await reading(page).getAttribute('data-reading')
  await reading(page).getByRole('button', { name: /^Ask / }).click()
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.locator(`[data-letter="${key}"]`)).toHaveCount(0)
})

test('a silent phone says since when it is silent, and what waits for it', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  await page.goto('/inbox?tells=silent')
  await settled(page)
  await expect(letter(page, stage.rep('phone-8').name)).toBeVisible()
  await expect(reading(page).locator('[data-last-sync]')).toContainText(/days ago/)
  await expect(reading(page).getByText('What is to be done next')).toBeVisible()
})

test('a correction of a work day is approved, and waits again after undo', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  await page.goto('/inbox?tells=correction')
  await settled(page)
  await expect(reading(page)).toContainText('Asks to end at')
  await reading(page).getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByText('Nothing of this waits')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(reading(page).getByRole('button', { name: 'Approve' })).toBeVisible()
})

test('what a revoked phone sent is read before it is let in', async ({ page, stage }) => {
  await signIn(page, stage)
  await page.goto('/inbox?tells=quarantine')
  await settled(page)
  await expect(reading(page).locator('[data-late]')).toContainText('Note written')
  await reading(page).getByRole('button', { name: 'Discard' }).click()
  const sure = page.getByRole('dialog')
  await expect(sure).toContainText('cannot be undone')
  await page.keyboard.press('Escape')
  await expect(sure).toHaveCount(0)
  await reading(page).getByRole('button', { name: 'Let it in' }).click()
  await expect(page.getByText('Nothing of this waits')).toBeVisible()
})

test('a task that was not done is planned again for another day', async ({ page, stage }) => {
  await signIn(page, stage)
  await page.goto('/inbox?tells=not_done')
  await settled(page)
  const key = await reading(page).getAttribute('data-reading')
  await reading(page).getByRole('button', { name: 'Plan again' }).click()
  await page.getByRole('button', { name: 'Plan it' }).click()
  await expect(page.locator(`[data-letter="${key}"]`)).toHaveCount(0)
  await expect(page.getByText('Planned again')).toBeVisible()
})

test('nothing waits where nobody works, and the empty page says what would come', async ({
  page,
  emptyStage,
}) => {
  await signIn(page, emptyStage, 'admin')
  await page.goto(`${emptyStage.address}/inbox`)
  await expect(page.getByText('Nothing waits')).toBeVisible()
  await expect(page.getByRole('link', { name: 'See how the day goes' })).toBeVisible()
})

for (const tells of ['declined', 'conflict', 'evidence', 'silent', 'unassigned']) {
  test(`axe finds nothing in ${tells}, in both schemes and on a phone`, async ({ page, stage }) => {
    await signIn(page, stage, 'admin')
    for (const scheme of ['light', 'dark'] as const) {
      await look(page, { scheme })
      await page.goto(`/inbox?tells=${tells}`)
      await settled(page)
      await axe(page)
    }
    await look(page, { width: 360, height: 740, language: 'ar' })
    await page.goto(`/inbox?tells=${tells}`)
    await settled(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await axe(page)
  })
}
