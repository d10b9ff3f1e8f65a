import { expect, settled, signIn, test } from './fixtures'

test('a note that closes a task is readable the moment the phone syncs', async ({
  page,
  stage,
}) => {
  const phone = stage.phone('phone-2')
  await phone.sync()
  await signIn(page, stage)
  await page.goto(`/today?person=${stage.rep('phone-2').id}&show=open`)
  await settled(page)
  // What is overdue stands on the phone as well, but not on this day.
  const stops = await page.locator('[data-stop]').allTextContents()
  const { titles } = await phone.today()
  const title = titles.find((one) => stops.some((stop) => stop.includes(one)))
  if (!title) throw new Error('nothing of today is open on this phone')
  await page.goto(`/today?person=${stage.rep('phone-2').id}`)
  await settled(page)
  await page.evaluate(() => Object.assign(window, { isStillHere: true }))
  const note = 'Takes two machines from January, the offer has to come by Friday.'
  await phone.complete(title, { note, outcome: 'positive' })
  await phone.sync()
  const stop = page.locator('[data-stop]').filter({ hasText: note })
  await expect(stop).toBeVisible()
  await expect(stop).toContainText('Done')
  await expect(stop).toContainText('Positive')
  // What is new is told to who does not look, and nothing was loaded anew.
  await expect(page.getByRole('status').filter({ hasText: title })).toHaveCount(1)
  expect(await page.evaluate(() => 'isStillHere' in window)).toBe(true)
})

test('a figure opens its passport, which adds up and leads to the list of the same', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  await page.goto('/today')
  await settled(page)
  const figure = page.locator('[data-figure="tasks.done"]').first()
  const value = await figure.locator('span').nth(1).innerText()
  await figure.click()
  const passport = page.getByRole('dialog')
  await expect(passport.locator('[data-adds-up="true"]')).toBeVisible()
  await passport.getByRole('link', { name: 'Open as a list' }).click()
  await expect(page).toHaveURL(/\/tasks\?/)
  await settled(page)
  await expect(page.getByText(`${value} entries`, { exact: true })).toBeVisible()
})

test('a silent phone says since when, and the figure names whose it is', async ({
  page,
  stage,
}) => {
  const { id, name } = stage.rep('phone-8')
  await signIn(page, stage)
  await page.goto('/today')
  await settled(page)
  await expect(page.locator(`[data-rep="${id}"]`)).toContainText(/days ago/)
  await page.locator('[data-figure="people.silent"]').click()
  const passport = page.getByRole('dialog')
  await expect(passport).toContainText(name)
  await expect(passport.locator('[data-adds-up="true"]')).toBeVisible()
})

test('one rep is looked at alone, and the address keeps that', async ({ page, stage }) => {
  const { id, name } = stage.rep('phone-2')
  await signIn(page, stage)
  await page.goto('/today')
  await settled(page)
  const all = await page.locator('[data-stop]').count()
  await page.locator(`[data-rep="${id}"]`).getByRole('button').first().click()
  await expect(page.getByRole('heading', { name: `Stops of ${name}` })).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`person=${id}`))
  expect(await page.locator('[data-stop]').count()).toBeLessThan(all)
  await page.reload()
  await settled(page)
  await expect(page.getByRole('heading', { name: `Stops of ${name}` })).toBeVisible()
  await page.getByRole('button', { name: 'Everybody' }).click()
  await expect(page.getByRole('heading', { name: 'Stops', exact: true })).toBeVisible()
})

test('reps are sorted by what is late, by the keyboard alone', async ({ page, stage }) => {
  await signIn(page, stage)
  await page.goto('/today')
  await settled(page)
  const head = page.getByRole('columnheader', { name: 'Late' })
  await head.getByRole('button').focus()
  await page.keyboard.press('Enter')
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  await expect(page).toHaveURL(/sort=-late/)
})

for (const width of [1280, 1360]) {
  test(`at ${width} points the table of reps stands whole beside the map`, async ({
    page,
    stage,
  }) => {
    await page.setViewportSize({ width, height: 800 })
    await signIn(page, stage)
    await page.goto('/today')
    await settled(page)
    const table = page.locator('table[data-reps]')
    const map = page.locator('[data-map]')
    const [reps, places] = [await table.boundingBox(), await map.boundingBox()]
    if (!reps || !places) throw new Error('nothing to measure')
    expect(reps.x + reps.width).toBeLessThanOrEqual(places.x)
    const hidden = await table.evaluate((own) => {
      const box = own.closest('[tabindex="0"]')
      return box ? box.scrollWidth - box.clientWidth : 0
    })
    expect(hidden).toBeLessThanOrEqual(0)
  })
}
