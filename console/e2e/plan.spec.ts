// The week board: what is moved there reaches phones, and what they say comes back.

import type { Locator, Page } from '@playwright/test'
import { canonical } from '../src/write/canonical'
import { axe, choose, expect, look, type Stage, settled, shot, signIn, test } from './fixtures'

/** A Monday to Friday after today, so that nothing is over yet. */
function weekday(stage: Stage, ahead: number): string {
  const day = new Date(`${stage.said.today}T00:00:00Z`)
  const weekdays = [0, 6]
  for (let left = ahead; left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1)
    if (!weekdays.includes(day.getUTCDay())) left -= 1
  }
  return day.toISOString().slice(0, 10)
}

function later(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

function monday(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  return later(day, -((date.getUTCDay() + 6) % 7))
}

const cell = (page: Page, person: string, day: string) =>
  page.locator(`[data-cell="${person}|${day}"]`)
const card = (page: Page, title: string) => page.locator('[data-task]', { hasText: title })

async function openPlan(page: Page, search = '') {
  await page.goto(`/plan${search}`)
  await expect(page.locator('[data-board]')).toBeVisible()
  await settled(page)
}

interface Made {
  title: string
  assignee?: string
  plan_day?: string
  window?: { from: number; to: number }
}

/** Makes tasks of the story's own, as any program would: by changes. */
async function make(page: Page, tasks: Made[]) {
  const headers = { 'sec-fetch-site': 'same-origin' }
  const activities = await (await page.request.get('/v1/activity-types', { headers })).json()
  const activity = activities.items[0].record.id
  const changes = tasks.map((task, place) => {
    const stamp = Date.now() * 1000 + place
    const body = { activity, ...task }
    return canonical({
      id: uuid(),
      do: 'task.assigned',
      stamp,
      civil: { time: stamp, offset: 0 },
      body,
    })
  })
  const reply = await page.request.post('/v1/changes', {
    data: `{"changes":[${changes.join(',')}]}`,
    headers: { ...headers, 'content-type': 'application/json' },
  })
  expect(reply.status(), await reply.text()).toBe(200)
  expect(await reply.text()).not.toContain('refused')
}

function uuid(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  const random = crypto.randomUUID()
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`
}

/** Drags as a hand does: takes, moves a little, goes there, rests, lets go. */
async function drag(page: Page, from: Locator, to: Locator, rest?: () => Promise<void>) {
  await from.scrollIntoViewIfNeeded()
  await from.hover()
  await page.mouse.down()
  const target = await to.boundingBox()
  if (!target) throw new Error('nowhere to drop')
  const x = target.x + target.width / 2
  const y = target.y + 20
  await page.mouse.move(x, y + 6, { steps: 4 })
  await page.mouse.move(x, y, { steps: 2 })
  await rest?.()
  await page.mouse.up()
}

test('a task that is dragged to a rep is on his phone after a sync, and his note comes back live', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  const rep = stage.rep('phone-0')
  // The search finds the rep's row by his name, and the task as well.
  const title = `Dragged to ${rep.name}`
  await make(page, [{ title, plan_day: stage.said.today }])
  await openPlan(page, `?q=${encodeURIComponent(rep.name)}`)
  const place = cell(page, rep.id, stage.said.today)
  await place.scrollIntoViewIfNeeded()
  await drag(page, card(page, title), place, async () => {
    await expect(place.locator('[data-hover]')).toBeVisible()
  })
  const ask = page.getByRole('dialog')
  await expect(place.locator('[data-task]', { hasText: title }).or(ask)).toBeVisible()
  if (await ask.isVisible()) await ask.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(place.locator('[data-task]', { hasText: title })).toBeVisible()
  await expect(page.getByText('1 task moved').first()).toBeVisible()
  const phone = stage.phone('phone-0')
  await expect
    .poll(async () => {
      await phone.sync()
      return (await phone.today()).titles
    })
    .toContain(title)

  await phone.complete(title, { note: 'They want two crates more.', outcome: 'positive' })
  await phone.sync()
  await expect(place.locator('[data-task]', { hasText: title })).toContainText('Done')
  await place.locator('[data-task]', { hasText: title }).dblclick()
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByText('They want two crates more.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.goto('/today')
  await expect(page.getByText('They want two crates more.').first()).toBeVisible()
})

test('what speaks against a move is said over the cell before it is dropped, and hinders nobody', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  const rep = stage.rep('phone-2')
  const title = `Weighed for ${rep.name}`
  const week = monday(later(stage.said.today, 7))
  const sunday = later(week, 6)
  await make(page, [{ title, plan_day: week }])
  await openPlan(page, `?week=${week}&q=${encodeURIComponent(rep.name)}`)
  const place = cell(page, rep.id, sunday)
  await place.scrollIntoViewIfNeeded()
  await drag(page, card(page, title), place, async () => {
    await expect(place.locator('[data-tells="not_working"]')).toContainText('Does not work on')
  })
  await expect(place.locator('[data-task]', { hasText: title })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.locator('[data-pool] [data-task]', { hasText: title })).toBeVisible()
})

test('the form says a window outside of working hours and a clash before a task is made', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  const rep = stage.rep('phone-4')
  const day = weekday(stage, 3)
  await openPlan(page, `?week=${day}&q=${encodeURIComponent(rep.name)}`)
  const place = cell(page, rep.id, day)
  await place.scrollIntoViewIfNeeded()
  await place.getByRole('button', { name: /^New task/ }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Title').fill('Before the sun is up')
  await form.getByLabel('Activity').click()
  await page.locator('[data-combobox-option]:visible').first().click()
  await form.getByLabel('Window: From').fill('03:00')
  await form.getByLabel('Window: Until').fill('04:00')
  await expect(form.locator('[data-tells="outside_hours"]')).toBeVisible()
  await form.getByRole('button', { name: 'Add task' }).click()
  await expect(place.locator('[data-task]', { hasText: 'Before the sun is up' })).toContainText(
    'Outside hours',
  )
})

test('twenty tasks are moved at once and come back with one undo', async ({ page, stage }) => {
  await signIn(page, stage)
  const rep = stage.rep('phone-0')
  const other = stage.rep('phone-2')
  const day = weekday(stage, 9)
  const mark = 'Bulk of twenty'
  // Twenty stops of half an hour just fill ten working hours; what stands there is one too many.
  await make(page, [
    { title: 'Stands there before', assignee: other.id, plan_day: day },
    ...Array.from({ length: 20 }, (_, place) => ({
      title: `${mark} ${place + 1}`,
      assignee: rep.id,
      plan_day: day,
    })),
  ])
  await openPlan(page, `?week=${day}&q=${encodeURIComponent(mark)}`)
  const from = cell(page, rep.id, day)
  await expect(from.locator('[data-task]')).toHaveCount(20)
  await from.locator('[data-task]').first().click()
  await from
    .locator('[data-task]')
    .last()
    .click({ modifiers: ['Shift'] })
  const bar = page.locator('[data-bulk]')
  await expect(bar).toContainText('20 tasks chosen')
  await bar.getByRole('button', { name: 'Move to…' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('radio', { name: 'A person' }).check()
  await choose(page, form.getByRole('combobox', { name: 'Person' }), other.name)
  await expect(form.locator('[data-tells="over_capacity"]')).toBeVisible()
  await form.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(cell(page, other.id, day).locator('[data-task]')).toHaveCount(20)
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(from.locator('[data-task]')).toHaveCount(20)
})

test('tasks are chosen, cut and put elsewhere by keys alone, and every step is said', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  const rep = stage.rep('phone-2')
  const day = weekday(stage, 8)
  const title = 'Moved by keys'
  await make(page, [{ title, assignee: rep.id, plan_day: day }])
  await openPlan(page, `?week=${day}&q=${encodeURIComponent(title)}`)
  const said = page.locator('[data-said]')
  await page.locator('[data-board]').focus()
  const moved = card(page, title)
  const next = cell(page, rep.id, later(day, 1))
  await page.keyboard.press('ArrowDown')
  for (let steps = 0; steps < 20; steps += 1) {
    if (await moved.evaluate((element) => element === document.activeElement)) break
    await page.keyboard.press('ArrowRight')
  }
  await expect(moved).toBeFocused()
  await page.keyboard.press(' ')
  await expect(said).toHaveText('1 task chosen')
  await page.keyboard.press('x')
  await expect(said).toContainText('1 task cut')
  await page.keyboard.press('ArrowRight')
  await expect(next.locator(':focus')).toHaveCount(1)
  await page.keyboard.press('v')
  const ask = page.getByRole('dialog')
  await expect(next.locator('[data-task]').or(ask)).toBeVisible()
  if (await ask.isVisible()) await ask.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(next.locator('[data-task]', { hasText: title })).toBeVisible()
  await expect(said).toContainText('1 task moved')

  await next.locator('[data-task]').focus()
  await page.keyboard.press('m')
  const form = page.getByRole('dialog')
  await form.getByRole('radio', { name: 'Later by days' }).check()
  await form.getByLabel('Days later').fill('-1')
  await form.getByRole('button', { name: 'Move', exact: true }).press('Enter')
  await expect(cell(page, rep.id, day).locator('[data-task]', { hasText: title })).toBeVisible()
})

test('chosen tasks become a template, which is laid on another rep’s week', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  const rep = stage.rep('phone-4')
  const other = stage.rep('phone-0')
  const week = monday(later(stage.said.today, 14))
  const mark = 'Round of the template'
  await make(page, [
    { title: `${mark} A`, assignee: rep.id, plan_day: week },
    { title: `${mark} B`, assignee: rep.id, plan_day: later(week, 2) },
  ])
  await openPlan(page, `?week=${week}&q=${encodeURIComponent(mark)}`)
  await card(page, `${mark} A`).click()
  await card(page, `${mark} B`).click({ modifiers: ['Control'] })
  await page.getByRole('button', { name: 'Save as template' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Big round')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Template saved: Big round').first()).toBeVisible()

  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Templates' }).click()
  const kept = page.locator('[data-template-id]', { hasText: 'Big round' })
  await expect(kept).toContainText('2 tasks')
  await kept.getByRole('button', { name: 'Apply…' }).click()
  const form = page.getByRole('dialog')
  await choose(page, form.getByRole('combobox', { name: 'Person' }), other.name)
  await form.getByRole('button', { name: 'Plan 2 tasks' }).click()
  await expect(cell(page, other.id, week).locator('[data-task]')).toContainText([`${mark} A`])
  await expect(cell(page, other.id, later(week, 2)).locator('[data-task]')).toContainText([
    `${mark} B`,
  ])
})

test('a series is started and what it plans stands on the board', async ({ page, stage }) => {
  await signIn(page, stage)
  const rep = stage.rep('phone-2')
  const day = weekday(stage, 2)
  const title = 'Every week anew'
  await openPlan(page, '?open=series')
  await page.locator('[data-series]').getByRole('button', { name: 'New series' }).click()
  const form = page.locator('[data-form]')
  await form.getByLabel('Title').fill(title)
  await form.getByLabel('Activity').click()
  await page.locator('[data-combobox-option]:visible').first().click()
  await form.getByRole('radio', { name: 'A person' }).check()
  await choose(page, form.getByRole('combobox', { name: 'Person' }), rep.name)
  await form.getByLabel('First day').click()
  await page
    .getByRole('button', { name: new RegExp(`^${Number(day.slice(8))} `) })
    .first()
    .click()
  for (const name of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'])
    await form.getByText(name, { exact: true }).click()
  await form.getByRole('button', { name: 'Start series' }).click()
  const kept = page.locator('[data-series-id]', { hasText: title })
  await expect(kept).toContainText('Every week: Mon · Tue · Wed · Thu · Fri')
  await expect(kept.locator('[data-next] li').first()).toBeVisible({ timeout: 90_000 })
  await openPlan(page, `?week=${day}&q=${encodeURIComponent(title)}`)
  await expect(cell(page, rep.id, day).locator('[data-task]', { hasText: title })).toBeVisible()
  await openPlan(page, '?open=series')
  await kept.getByRole('button', { name: 'End series' }).click()
  await expect(page.getByText('Series ended').first()).toBeVisible()
})

test('the board is filled, and says what is loading, what failed and what is not there', async ({
  page,
  stage,
  trouble,
}) => {
  await signIn(page, stage)
  await openPlan(page)
  await expect(page.locator('main [data-state="filled"]')).toBeVisible()
  await expect(page.locator('[data-row]').first()).toBeVisible()
  await page.getByRole('searchbox').fill('nothing is called like this')
  await expect(page.locator('[data-state="empty"]')).toContainText('Nothing found')

  trouble.expects(/500 GET/)
  let fails = true
  await page.route('**/v1/plan?**', (route) =>
    fails
      ? route.fulfill({
          status: 500,
          contentType: 'application/problem+json',
          body: JSON.stringify({ code: 'internal', title: 'Internal', status: 500 }),
        })
      : route.continue(),
  )
  await page.goto('/plan')
  await expect(page.locator('[data-state="failed"]')).toBeVisible()
  fails = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.locator('[data-board]')).toBeVisible()

  await page.unroute('**/v1/plan?**')
  let go = () => {}
  const gate = new Promise<void>((open) => {
    go = open
  })
  await page.route('**/v1/plan?**', async (route) => {
    await gate
    await route.continue()
  })
  await page.goto('/plan')
  await expect(page.locator('main [data-state="loading"]').first()).toBeVisible()
  go()
  await expect(page.locator('[data-board]')).toBeVisible()
})

test('an organisation without reps is told what to do first', async ({ page, emptyStage }) => {
  await signIn(page, emptyStage, 'admin')
  await page.goto(`${emptyStage.address}/plan`)
  await expect(page.locator('main [data-state]').first()).toBeVisible()
  await shot(page, 'plan-empty')
})

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the board in ${scheme}`, async ({ page, stage }) => {
    await signIn(page, stage)
    await look(page, { scheme })
    await openPlan(page)
    await axe(page)
    await shot(page, `plan-${scheme}`)
    await page.locator('[data-row] [data-task]').first().click()
    await page.getByRole('button', { name: 'Move to…' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await axe(page)
    await shot(page, `plan-move-${scheme}`)
  })
}

test('the board is of use at 360 pixels and from right to left', async ({ page, stage }) => {
  await signIn(page, stage)
  await look(page, { language: 'ar' })
  await openPlan(page)
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await shot(page, 'plan-ar')
  await look(page, { width: 360, height: 780 })
  await openPlan(page)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(360)
  await axe(page)
  await shot(page, 'plan-360')
})
