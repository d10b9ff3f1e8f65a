// What an organisation sets: its words, its rules, its ways in.

import { type Page, request } from '@playwright/test'
import { axe, expect, look, settled, shot, signIn, test } from './fixtures'
import { fits, read } from './pages'

const section = (page: Page, name: string) => page.goto(`/settings?section=${name}`)
const sections = [
  'organisation',
  'activities',
  'reasons',
  'hours',
  'privacy',
  'sign_in',
  'integrations',
  'about',
]
const offered = (page: Page) => page.getByRole('list', { name: 'Activities in their order' })

test('an activity is added, ordered and retired, and a phone has it after its next sync', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, 'admin')
  await section(page, 'activities')
  await settled(page)
  await page.getByRole('textbox', { name: 'New activity' }).fill('Shelf check')
  await page.keyboard.press('Enter')
  const row = offered(page).locator('[data-activity="Shelf check"]')
  await expect(row).toBeVisible()
  await expect(offered(page).locator('li').last()).toHaveAttribute('data-activity', 'Shelf check')

  // By keyboard: the arrow beside it has the focus, and keeps it.
  const before = await offered(page).locator('li').count()
  await row.getByRole('button', { name: 'Move Shelf check up' }).focus()
  await page.keyboard.press('Enter')
  await expect(
    offered(page)
      .locator('li')
      .nth(before - 2),
  ).toHaveAttribute('data-activity', 'Shelf check')
  const phone = stage.phone('phone-0')
  const names = async () => {
    await phone.sync()
    const { activities } = await phone.choices()
    return activities.filter((each) => !each.retired).map((each) => each.name)
  }
  await expect.poll(async () => (await names()).indexOf('Shelf check')).toBe(before - 2)

  await row.getByRole('button', { name: 'Retire Shelf check' }).click()
  await expect(page.getByRole('list', { name: 'Retired: no longer offered' })).toContainText(
    'Shelf check',
  )
  await expect.poll(async () => (await names()).includes('Shelf check')).toBe(false)

  await page.getByRole('button', { name: 'Bring Shelf check back' }).click()
  await expect(row).toBeVisible()
  await expect.poll(async () => (await names()).includes('Shelf check')).toBe(true)
})

test('an activity is dragged to the top, and undo puts it back', async ({ page, stage }) => {
  await signIn(page, stage, 'admin')
  await section(page, 'activities')
  await settled(page)
  const order = () =>
    offered(page)
      .locator('li')
      .evaluateAll((rows) => rows.map((each) => each.getAttribute('data-activity')))
  const before = await order()
  const third = offered(page).locator('li').nth(2)
  await third
    .locator('[draggable] span[title], span[title]')
    .first()
    .dragTo(offered(page).locator('li').first(), { targetPosition: { x: 40, y: 3 } })
  await expect.poll(async () => (await order())[0]).toBe(before[2])
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(order).toEqual(before)
})

test('retention asks who it is, takes away nothing unasked, and stands in the log', async ({
  page,
  stage,
  trouble,
}) => {
  trouble.expects(/^403 PUT .*retention/)
  await signIn(page, stage, 'admin', { fresh: true })
  // As if the last proof were an hour old: the server would refuse in the same words.
  let isOld = true
  await page.route(/\/v1\/settings\/retention/, (route) => {
    if (route.request().method() !== 'PUT' || !isOld) return route.continue()
    isOld = false
    return route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'reauthenticate', title: 'Prove who you are', request: 'r' }),
    })
  })
  await section(page, 'privacy')
  await settled(page)
  await page.getByLabel('Days that positions stay exact').fill('75')
  await page.getByRole('button', { name: 'Save' }).click()
  const sure = page.getByRole('dialog', { name: 'Keep exact positions for a shorter time?' })
  await sure.getByRole('button', { name: 'Shorten' }).click()
  const proof = page.getByRole('dialog').filter({ has: page.locator('input[type="password"]') })
  await proof.locator('input[type="password"]').fill(stage.said.admin.password)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Positions stay exact for 75 days').first()).toBeVisible()

  await page.goto('/audit?action=settings_changed')
  await settled(page)
  await expect(page.getByRole('grid').getByText('75').first()).toBeVisible()
})

test('a reason that is added is offered where a manager closes a task', async ({ page, stage }) => {
  await signIn(page, stage, 'admin')
  await section(page, 'reasons')
  await settled(page)
  await page.getByRole('textbox', { name: 'New reason to close' }).fill('Shop has moved away')
  await page.keyboard.press('Enter')
  await expect(
    page.getByRole('list', { name: 'When a manager closes a task' }).getByText('Shop has moved'),
  ).toBeVisible()

  const { items } = (await read(page, stage, '/v1/tasks?list=reps_day&limit=1')) as {
    items: { record: { id: string } }[]
  }
  await page.goto(`/settings?section=reasons&task=${items[0]?.record.id}`)
  await page.getByRole('dialog').getByRole('button', { name: 'Close task' }).click()
  const form = page.getByRole('dialog', { name: 'Close task' })
  await form.getByRole('combobox', { name: 'Reason' }).click()
  await expect(page.getByRole('option', { name: 'Shop has moved away' })).toBeVisible()
})

test('what was typed is not lost by going elsewhere, and undo takes a change back', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, 'admin')
  await section(page, 'organisation')
  await settled(page)
  const name = page.getByRole('textbox', { name: 'Name' })
  const former = await name.inputValue()
  await name.fill('Halm and Sons')
  await page
    .getByRole('navigation', { name: 'Sections of the settings' })
    .getByText('About')
    .click()
  const asks = page.getByRole('dialog', { name: 'Leave without saving?' })
  await asks.getByRole('button', { name: 'Stay here' }).click()
  await expect(name).toHaveValue('Halm and Sons')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Organisation saved').first()).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(name).toHaveValue(former)

  await name.fill('Somebody else')
  await page
    .getByRole('navigation', { name: 'Sections of the settings' })
    .getByText('About')
    .click()
  await asks.getByRole('button', { name: 'Leave without saving' }).click()
  await expect(page).toHaveURL(/section=about/)
  await page.goBack()
  await expect(name).toHaveValue(former)
})

test('working hours are set by weekday', async ({ page, stage }) => {
  await signIn(page, stage, 'admin')
  await section(page, 'hours')
  await settled(page)
  await page.getByRole('switch', { name: 'Sunday' }).click()
  await page.getByLabel('Sunday: from').fill('10:00')
  await page.getByLabel('Sunday: until').fill('09:00')
  await expect(page.getByText('A day ends before it begins.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled()
  await page.getByLabel('Sunday: until').fill('13:30')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Working hours saved').first()).toBeVisible()
  const { record } = (await read(page, stage, '/v1/organisation')) as {
    record: { hours?: Record<string, unknown> }
  }
  expect(record.hours?.sun).toEqual({ from: 600, to: 810 })
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(page.getByRole('switch', { name: 'Sunday' })).not.toBeChecked()
})

test('a token is shown once, reads, and stops at once when it is taken back', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, 'admin', { fresh: true })
  await section(page, 'integrations')
  await settled(page)
  await page.getByRole('button', { name: 'New token' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What is it for?').fill('Stock sync')
  await dialog.getByRole('button', { name: 'Make the token' }).click()
  const token = await dialog.locator('[data-token]').textContent()
  await axe(page)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.locator('[data-token]')).toHaveCount(0)

  const program = await request.newContext({
    baseURL: stage.address,
    extraHTTPHeaders: { authorization: `Bearer ${(token ?? '').trim()}` },
  })
  const asked = async () => (await program.get('/v1/customers?limit=1')).status()
  expect(await asked()).toBe(200)
  await page.getByRole('button', { name: 'Take back the token Stock sync' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByText('Token taken back').first()).toBeVisible()
  expect(await asked()).toBe(401)
  await program.dispose()
})

test('a provider that cannot be is refused at its field', async ({ page, stage, trouble }) => {
  trouble.expects(/^400 PUT .*openid/)
  await signIn(page, stage, 'admin', { fresh: true })
  await section(page, 'sign_in')
  await settled(page)
  await page.getByLabel('Issuer').fill('ftp://nowhere')
  await page.getByLabel('Client id').fill('outrider')
  const form = page.locator('form').filter({ has: page.getByLabel('Issuer') })
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('Issuer')).toHaveAttribute('aria-invalid', 'true')
  await form.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByLabel('Issuer')).toHaveValue('')
})

test('a manager reads what he may and changes nothing', async ({ page, stage }) => {
  await signIn(page, stage, 'manager')
  await section(page, 'organisation')
  await settled(page)
  const list = page.getByRole('navigation', { name: 'Sections of the settings' })
  await expect(list.getByRole('link')).toHaveText([
    'Organisation',
    'Activities',
    'Reasons',
    'Working hours',
    'Integrations',
    'About',
  ])
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0)
  // An address that an admin sent leads to what the manager may see.
  await section(page, 'privacy')
  await settled(page)
  await expect(page.locator('[data-section="organisation"]')).toBeVisible()
  await axe(page)
})

test('the licences of what the console is made of are there when asked for', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, 'admin')
  await section(page, 'about')
  await settled(page)
  await page.getByRole('button', { name: 'Show licences' }).click()
  const react = page.locator('[data-licences]').getByRole('button', { name: /^react \d/ })
  await react.click()
  await expect(page.getByText('Meta Platforms').first()).toBeVisible()
})

/** What each section reads that is its own, and what stands in it once that is there. */
const readings: Record<string, { reads: RegExp; whole: string }> = {
  organisation: { reads: /\/v1\/organisation$/, whole: 'form' },
  activities: { reads: /\/v1\/activity-types/, whole: 'ol li' },
  reasons: { reads: /\/v1\/organisation$/, whole: 'ul li' },
  hours: { reads: /\/v1\/organisation$/, whole: 'form li' },
  privacy: { reads: /\/v1\/settings\/retention$/, whole: 'form' },
  sign_in: { reads: /\/v1\/settings$/, whole: 'form' },
  integrations: { reads: /\/v1\/tokens/, whole: '[data-state="empty"], ul li' },
}

for (const [name, { reads, whole }] of Object.entries(readings)) {
  test(`the section ${name} waits in outline, says what failed, and is tried again`, async ({
    page,
    stage,
    trouble,
  }) => {
    trouble.expects(/^500 GET /)
    await signIn(page, stage, 'admin')
    let fail = () => undefined as unknown
    const held = new Promise<void>((resolve) => {
      fail = () => resolve()
    })
    await page.route(reads, async (route) => {
      await held
      await route.fulfill({
        status: 500,
        headers: { 'outrider-protocol': '1', 'content-type': 'application/problem+json' },
        body: '{"code":"internal","status":500}',
      })
    })
    await section(page, name)
    const body = page.locator(`[data-section="${name}"]`)
    const outline = body.locator('[data-state="loading"]')
    await expect(outline.first()).toBeVisible()
    await expect(body.getByRole('heading').first()).toBeVisible()
    fail()
    const failed = body.locator('[data-state="failed"]')
    await expect(failed.first()).toBeVisible()
    await expect(outline).toHaveCount(0)
    await axe(page, `[data-section="${name}"]`)
    await page.unroute(reads)
    await failed.first().getByRole('button', { name: 'Try again' }).click()
    await expect(body.locator(whole).first()).toBeVisible()
    await expect(failed).toHaveCount(0)
  })
}

test('where nothing is yet, each list says what to do', async ({ page, emptyStage }) => {
  await signIn(page, emptyStage, 'admin')
  const shows = async (name: string, ...titles: string[]) => {
    await page.goto(`${emptyStage.address}/settings?section=${name}`)
    await settled(page)
    const empty = page.locator(`[data-section="${name}"] [data-state="empty"]`)
    for (const title of titles) await expect(empty.filter({ hasText: title })).not.toHaveCount(0)
    await axe(page, `[data-section="${name}"]`)
  }
  await shows('integrations', 'No program has a token')
  await shows('sign_in', 'Nobody is waiting')

  // An organisation that has retired the last of its activities is where a new one could be.
  await page.goto(`${emptyStage.address}/settings?section=activities`)
  await settled(page)
  const retire = offered(page).getByRole('button', { name: /^Retire / })
  for (let left = await retire.count(); left > 0; left -= 1) {
    await retire.first().click()
    await expect(retire).toHaveCount(left - 1)
  }
  await shows('activities', 'No activity is offered')
  await page.getByRole('textbox', { name: 'New activity' }).fill('First visit')
  await page.keyboard.press('Enter')
  await expect(offered(page)).toContainText('First visit')
})

for (const name of sections) {
  test(`the section ${name} is clean in light and dark`, async ({ page, stage }) => {
    await signIn(page, stage, 'admin')
    await look(page, { scheme: 'light', width: 1440 })
    await section(page, name)
    await settled(page)
    await expect(page.locator(`[data-section="${name}"] section`).first()).toBeVisible()
    await axe(page)
    await shot(page, `settings-${name}-light`, { fullPage: true })
    await look(page, { scheme: 'dark' })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
    await axe(page)
    await shot(page, `settings-${name}-dark`, { fullPage: true })
  })

  test(`the section ${name} is clean in Arabic on a phone`, async ({ page, stage }) => {
    await signIn(page, stage, 'admin')
    await look(page, { scheme: 'light', width: 360, language: 'ar' })
    await section(page, name)
    await settled(page)
    await expect(page.locator(`[data-section="${name}"] section`).first()).toBeVisible()
    await fits(page)
    await axe(page)
    await shot(page, `settings-${name}-ar-360`, { fullPage: true })
  })
}
