// People and devices: who works here, with which phones, who stands in, and what was put aside.

import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import type { Page } from '@playwright/test'
import { axe, expect, look, type Stage, settled, shot, signIn, test } from './fixtures'

interface Asked {
  status: number
  body: Record<string, unknown>
}

/** Asks the server as the page itself does. */
async function asks(page: Page, path: string, method = 'GET', body?: object): Promise<Asked> {
  return page.evaluate(
    async ([where, how, what]) => {
      const reply = await fetch(where as string, {
        method: how as string,
        ...(what ? { body: what, headers: { 'content-type': 'application/json' } } : {}),
      })
      return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
    },
    [path, method, body ? JSON.stringify(body) : undefined],
  )
}

/** Enrols as a phone does: with a key of its own, and the proof that it has it. */
async function enrols(stage: Stage, code: string, name: string): Promise<string> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const point = [Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]
  const key = Buffer.concat(point).toString('base64url')
  const digest = createHash('sha256').update(code).digest('hex')
  const said = Buffer.from(`outrider-enrol\n${digest}\n${key}`)
  const proof = sign('sha256', said, privateKey).toString('base64url')
  const reply = await fetch(`${stage.address}/v1/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, device_name: name, key, proof }),
  })
  const text = await reply.text()
  expect(reply.status, text).toBe(201)
  return (JSON.parse(text) as { device: string }).device
}

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })

test('a manager adds a rep, makes a code, and sees the phone the moment it has enrolled', async ({
  page,
  stage,
}) => {
  const name = `Ilse Quast ${test.info().workerIndex}`
  await signIn(page, stage)
  await page.goto('/people?add=person')
  const adding = dialog(page, 'Add a person')
  await adding.getByRole('textbox', { name: 'Name' }).fill(name)
  await adding.getByRole('button', { name: 'Add', exact: true }).click()
  await adding.getByRole('button', { name: 'Enrol a phone' }).click()
  const enrolling = dialog(page, 'Enrol a phone')
  await enrolling.getByRole('button', { name: 'Make a code' }).click()
  await expect(enrolling.getByRole('img', { name: 'Code to enrol the phone' })).toBeVisible()
  await expect(enrolling.getByRole('timer')).toContainText(/\d+:\d\d:\d\d/)
  const code = (await enrolling.locator('[data-part="enrol-code"]').textContent()) ?? ''
  const device = await enrols(stage, code, 'Ilse’s phone')
  await expect(enrolling.locator(`[data-enrolled="${device}"]`)).toContainText(name)
  await enrolling.getByRole('button', { name: 'Done' }).click()
  const person = page.getByRole('dialog', { name: 'Person' })
  await expect(person.getByRole('list', { name: 'Phones' })).toContainText('Ilse’s phone')
})

test('hours are changed day by day, shown at once, and undone', async ({ page, stage }) => {
  await signIn(page, stage)
  const { id } = stage.rep('phone-2')
  await page.goto(`/people?person=${id}`)
  const hours = page.locator('[data-part="hours"]')
  await expect(hours).toHaveText('As in the organisation')
  await page.getByRole('dialog', { name: 'Person' }).getByRole('button', { name: 'Edit' }).click()
  const form = dialog(page, 'Edit person')
  await form.getByRole('radio', { name: 'Own hours' }).check()
  await form.getByLabel('Monday: From').fill('10:15')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(hours).toContainText('10:15')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(hours).toHaveText('As in the organisation')
})

test('a phone is renamed, is to be wiped after the warning, and is let off again', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  const rep = stage.rep('phone-6')
  await page.goto(`/people?person=${rep.id}`)
  const phones = page.getByRole('list', { name: 'Phones' })
  await phones.getByRole('button', { name: 'Rename' }).click()
  const renaming = dialog(page, 'Rename')
  await renaming.getByRole('textbox').fill('The blue one')
  await renaming.getByRole('button', { name: 'Save' }).click()
  await expect(phones).toContainText('The blue one')
  await phones.getByRole('button', { name: 'Wipe' }).click()
  const asking = dialog(page, 'Wipe The blue one?')
  await expect(asking.locator('[data-part="unsent"]')).toContainText('When it last synced')
  await asking.getByRole('button', { name: 'Wipe the phone' }).click()
  await expect(phones).toContainText('To be wiped')
  await phones.getByRole('button', { name: 'Do not wipe' }).click()
  await expect(phones).not.toContainText('To be wiped')
  await expect(phones.getByRole('button', { name: 'Wipe' })).toBeVisible()
})

test('somebody stands in for a manager until it is ended early', async ({ page, stage }) => {
  await signIn(page, stage, 'admin')
  await page.goto('/people?view=delegations')
  await page.getByRole('button', { name: 'Let somebody stand in' }).click()
  const form = dialog(page, 'Let somebody stand in')
  const choose = async (label: string, name: string) => {
    await form.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name }).first().click()
  }
  await choose('For', stage.said.manager.name)
  await choose('Who stands in', stage.said.other_manager.name)
  await form.getByRole('button', { name: 'Let somebody stand in' }).click()
  await expect(form).toBeHidden()
  const rows = page.getByRole('list', { name: 'Standing in' }).getByRole('listitem')
  // The button of one that is ahead says "End now" as well.
  const given = rows.filter({ has: page.getByText('Now', { exact: true }) })
  await expect(given).toHaveCount(1)
  await given.getByRole('button', { name: 'End now' }).click()
  await expect(rows.filter({ hasText: 'Ended early' })).not.toHaveCount(0)
  await expect(given).toHaveCount(0)
})

test('what a revoked phone sent is read and accepted', async ({ page, ownStage }) => {
  await signIn(page, ownStage)
  await page.goto(`${ownStage.address}/people?view=quarantine`)
  const held = page.getByRole('list', { name: `Put aside of ${ownStage.rep('phone-10').name}` })
  await expect(held.getByRole('listitem')).toHaveCount(2)
  await expect(held).toContainText('Order taken by hand')
  await page.getByRole('button', { name: 'Accept 2 changes' }).click()
  await expect(page.getByText('Nothing is put aside')).toBeVisible()
  const { body } = await asks(page, '/v1/quarantine')
  expect(body.items).toEqual([])
})

test('a correction of a work day is approved where the person stands', async ({ page, stage }) => {
  await signIn(page, stage)
  await page.goto(`/people?person=${stage.rep('phone-4').id}`)
  const asked = page.locator('[data-correction]')
  await expect(asked).toHaveCount(1)
  await asked.getByRole('button', { name: 'Approve' }).click()
  await expect(asked).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(asked).toHaveCount(1)
})

test('an admin sees all teams and moves them, a manager sees his', async ({ page, stage }) => {
  const teams = page.getByRole('list', { name: 'Teams' })
  await signIn(page, stage)
  await page.goto('/people?view=teams')
  await expect(teams).toContainText('North')
  await expect(teams).not.toContainText('South')
  await expect(page.getByRole('button', { name: 'Add a team' })).toHaveCount(0)
  await signIn(page, stage, 'admin')
  await page.goto('/people?add=team&view=teams')
  const name = `Coast ${test.info().workerIndex}`
  const form = dialog(page, 'Add a team')
  await form.getByRole('textbox', { name: 'Name' }).fill(name)
  await form.getByRole('combobox', { name: 'Below' }).click()
  await page.getByRole('option', { name: 'South' }).click()
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(teams).toContainText('South')
  await expect(teams.locator('[data-depth="1"]')).toContainText([name])
  await page.getByRole('button', { name: `Edit ${name}` }).click()
  const edit = dialog(page, 'Edit team')
  await edit.getByRole('combobox', { name: 'Below' }).click()
  await page.getByRole('option', { name: 'North' }).click()
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`${name} was changed`)).toBeVisible()
})

test('a team that hung below another stands on top again, and undo hangs it back', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, 'admin')
  await page.goto('/people?view=teams')
  const { body } = await asks(page, '/v1/teams')
  type Team = { record: { id: string; name: string; parent?: string } }
  const teams = page.getByRole('list', { name: 'Teams' })
  const south = (body.items as Team[]).find(({ record }) => record.name === 'South')?.record.id
  const name = `Harbour ${test.info().workerIndex}-${test.info().repeatEachIndex}`
  const parent = async () => {
    const { items } = (await asks(page, '/v1/teams')).body as { items: Team[] }
    return items.find(({ record }) => record.name === name)?.record.parent ?? 'none'
  }
  await page.getByRole('button', { name: 'Add a team' }).click()
  const form = dialog(page, 'Add a team')
  await form.getByRole('textbox', { name: 'Name' }).fill(name)
  await form.getByRole('combobox', { name: 'Below' }).click()
  await page.getByRole('option', { name: 'South', exact: true }).click()
  await form.getByRole('button', { name: 'Save' }).click()
  const own = teams.locator('[data-depth]').filter({ hasText: name })
  await expect(own).toHaveAttribute('data-depth', '1')

  await page.getByRole('button', { name: `Edit ${name}` }).click()
  const edit = dialog(page, 'Edit team')
  await expect(edit.getByRole('combobox', { name: 'Below' })).toHaveValue('South')
  await edit.getByRole('button', { name: 'Clear' }).click()
  await expect(edit.getByRole('combobox', { name: 'Below' })).toHaveValue('')
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(edit).toBeHidden()
  await expect(own).toHaveAttribute('data-depth', '0')
  await expect.poll(parent).toBe('none')

  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(own).toHaveAttribute('data-depth', '1')
  await expect.poll(parent).toBe(south)
})

test('somebody is invited by a link that works, and as a rep he has no such page', async ({
  page,
  stage,
  trouble,
}) => {
  trouble.expects(/40[13] GET/)
  const login = `kai-${test.info().workerIndex}@halm.example`
  await signIn(page, stage)
  await page.goto('/people?add=person')
  const adding = dialog(page, 'Add a person')
  await adding.getByRole('textbox', { name: 'Name' }).fill('Kai Osterloh')
  await adding.getByText('With a login as well').click()
  await adding.getByRole('textbox', { name: 'Login' }).fill(login)
  await adding.getByRole('button', { name: 'Invite' }).click()
  const link = await adding.locator('input[data-part="link"]').inputValue()
  await adding.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('tab', { name: 'Invitations' }).click()
  await expect(page.getByRole('list', { name: 'Invitations' })).toContainText(login)
  const token = link.split('#invite:')[1]
  const password = 'plenty of rain over the moor'
  const taken = await asks(page, '/v1/invitations/accept', 'POST', { token, password })
  expect(taken.status).toBe(200)
  await page.context().clearCookies()
  const organisation = stage.said.organisation
  await asks(page, '/v1/sign-in', 'POST', { organisation, login, password })
  await page.goto('/people')
  await expect(page.locator('main, body').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'People and devices' })).toHaveCount(0)
})

test('a token is made, shown once, and revoked; a session is ended', async ({ page, stage }) => {
  await signIn(page, stage, 'admin', { fresh: true })
  await page.goto('/people?view=access')
  await page.getByRole('button', { name: 'Make a token' }).click()
  const form = dialog(page, 'Make a token')
  await form.getByRole('textbox', { name: 'What it is for' }).fill('Stock sync')
  await form.getByRole('checkbox', { name: 'Write tasks' }).check()
  await form.getByRole('button', { name: 'Make a token' }).click()
  await expect(form.locator('input[data-part="token"]')).not.toHaveValue('')
  await form.getByRole('button', { name: 'Done' }).click()
  const tokens = page.getByRole('list', { name: 'Tokens for programs' })
  await expect(tokens).toContainText('Stock sync')
  await page.getByRole('button', { name: 'Revoke Stock sync' }).first().click()
  await dialog(page, 'Revoke Stock sync').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('The token was revoked')).toBeVisible()
})

test('an admin sees what an erasure would take and has to type the name', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, 'admin')
  await page.goto(`/people?person=${stage.rep('phone-8').id}`)
  await page.getByRole('button', { name: 'Erase' }).click()
  const asking = dialog(page, `Erase ${stage.rep('phone-8').name}?`)
  await expect(asking).toContainText(/\d+ changes? (is|are) rewritten/)
  await expect(asking.getByRole('button', { name: 'Erase for good' })).toBeDisabled()
  await asking.getByRole('button', { name: 'Cancel' }).click()
  await expect(asking).toBeHidden()
})

test('the list filters by the address, opens by keyboard, and goes back', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, 'admin')
  await page.goto('/people?role=manager')
  const grid = page.getByRole('grid', { name: 'People' })
  await expect(grid).toContainText(stage.said.manager.name)
  await expect(grid).not.toContainText(stage.rep('phone-2').name)
  await page.goto('/people')
  await settled(page)
  await page.keyboard.press('n')
  await expect(dialog(page, 'Add a person')).toBeVisible()
  await expect(page).toHaveURL(/add=person/)
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/add=/)
  await page.goto('/people?q=nobody-is-called-so')
  await expect(page.locator('main [data-state="empty"]')).toBeVisible()
  await page.getByRole('button', { name: 'Take the filters away' }).click()
  await expect(grid).toContainText(stage.said.manager.name)
})

test('a phone list that cannot be read says so, is tried again, and waits as a skeleton', async ({
  page,
  stage,
  trouble,
}) => {
  trouble.expects(/500 GET/)
  await signIn(page, stage)
  let isBroken = true
  await page.route(/\/v1\/phones/, (route) =>
    isBroken
      ? route.fulfill({
          status: 500,
          headers: { 'outrider-protocol': '1', 'content-type': 'application/problem+json' },
          body: '{"code":"internal","status":500}',
        })
      : route.continue(),
  )
  await page.goto('/people?view=phones')
  await expect(page.locator('main [data-state="failed"]')).toBeVisible()
  isBroken = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('grid', { name: 'Phones' })).toContainText('Last sync')
  await expect(page.getByRole('grid', { name: 'Phones' }).getByRole('row').nth(1)).toBeVisible()
})

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the page and in what opens over it, ${scheme}`, async ({
    page,
    stage,
  }) => {
    await look(page, { scheme })
    await signIn(page, stage, 'admin')
    const views = ['people', 'teams', 'phones', 'invitations', 'delegations', 'quarantine']
    for (const view of [...views, 'access']) {
      await page.goto(`/people?view=${view}`)
      await settled(page)
      await axe(page)
      if (view === 'people') await shot(page, `people-${scheme}`)
    }
    await page.goto(`/people?person=${stage.rep('phone-0').id}`)
    await expect(page.getByRole('list', { name: 'Phones' })).toBeVisible()
    await settled(page)
    await axe(page)
    await shot(page, `people-person-${scheme}`)
    await page.goto('/people?add=person')
    await expect(dialog(page, 'Add a person')).toBeVisible()
    await axe(page)
  })
}

test('in Arabic and at 360 px nothing is wider than the window', async ({ page, stage }) => {
  await look(page, { language: 'ar', width: 360 })
  await signIn(page, stage)
  for (const view of ['people', 'teams', 'phones', 'quarantine', 'access']) {
    await page.goto(`/people?view=${view}`)
    await settled(page)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(over, view).toBeLessThanOrEqual(0)
    if (view === 'people') await shot(page, 'people-ar-360')
  }
})
