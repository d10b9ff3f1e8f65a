// The ways in: set-up, invitation, password, second factor, passkey; and how one gets out.

import { createHmac } from 'node:crypto'
import type { BrowserContext, Page } from '@playwright/test'
import { expect, type Stage, settled, signIn, test } from './fixtures'

const PASSWORD = 'nine purple lanterns drift'

/** The six digits of a secret at a moment (RFC 6238). */
function codeOf(secret: string, at = Date.now()): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replace(/[\s=]/g, '')]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const hash = createHmac('sha1', key).update(step).digest()
  const place = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(place) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function signsInByHand(page: Page, login: string, password: string) {
  await page.getByLabel('Login').fill(login)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function signsOut(page: Page) {
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
}

/** Sets a server up by the link that it printed. */
async function setsUp(page: Page, stage: Stage) {
  await page.goto(stage.said.set_up ?? 'nowhere')
  await page.getByLabel('Name of the organisation').fill('Kestrel Coffee')
  await page.getByLabel('Short name, for the command line').fill('kestrel')
  await page.getByLabel('Your name').fill('Ada Kestrel')
  await page.getByLabel('Your login, such as your e-mail address').fill('ada@kestrel.example')
  await page.getByLabel('A password of at least 10 characters').fill(PASSWORD)
  await page.getByRole('button', { name: 'Set up' }).click()
  await expect(page).toHaveURL(/\/today$/)
  await settled(page)
}

/** What a request that the page itself makes is answered. */
async function posts(page: Page, path: string, body: object): Promise<Record<string, string>> {
  return page.evaluate(
    async ([to, sent]) => {
      const reply = await fetch(to as string, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(sent),
      })
      if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`)
      return reply.json()
    },
    [path, body] as const,
  )
}

test('from the one-time link to a useful Today', async ({ page, unsetStage, trouble }) => {
  trouble.expects(/^40[13] GET/, /ERR_INCOMPLETE_CHUNKED_ENCODING/)
  const began = Date.now()
  await setsUp(page, unsetStage)
  const steps = page.locator('[data-part="first-steps"]')
  await expect(steps).toBeVisible()
  await expect(steps.getByRole('listitem')).toHaveCount(4)

  await steps.getByRole('link', { name: 'Make a team' }).click()
  const team = page.getByRole('dialog')
  await team.getByLabel(/name/i).first().fill('North')
  await team.getByRole('button').last().click()
  await expect(team).toHaveCount(0)

  await page.goto(new URL('/today', page.url()).href)
  await expect(steps.locator('[data-done]')).toHaveCount(1)
  await steps.getByRole('link', { name: 'Invite people' }).click()
  await expect(page).toHaveURL(/\/people\?add=person/)
  const person = page.getByRole('dialog')
  await person.getByLabel(/^Name/).fill('Remy Route')
  await person.getByRole('button', { name: 'Add', exact: true }).click()
  await person.getByRole('button', { name: 'Enrol a phone' }).click()
  await person.getByRole('button', { name: /code/i }).click()
  await expect(person.getByRole('img', { name: 'Code to enrol the phone' })).toBeVisible()
  await test.info().attach('seconds', { body: String((Date.now() - began) / 1_000) })
})

test('a first table of customers comes in by the wizard', async ({ page, unsetStage, trouble }) => {
  trouble.expects(/^40[13] GET/, /ERR_INCOMPLETE_CHUNKED_ENCODING/)
  await setsUp(page, unsetStage)
  await page.getByRole('link', { name: 'Import customers' }).click()
  await expect(page).toHaveURL(/\/customers\?import=new/)
  await page.locator('input[type="file"]').setInputFiles({
    name: 'customers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'name,code,address\nBlue Door Café,K-1,Elm Street 1\nOld Mill,K-2,Mill Lane 2\n',
    ),
  })
  await expect(page.getByText('Blue Door Café').first()).toBeVisible()
})

test('an invitation leads to a sign-in that works, and a rep learns that the console is not his', async ({
  page,
  stage,
  browser,
  trouble,
}) => {
  trouble.expects(/^40[13] /)
  await signIn(page, stage, 'admin', { fresh: true })
  await page.goto('/account')
  await settled(page)
  const stamp = Date.now().toString(36)
  for (const role of ['manager', 'rep'] as const) {
    const login = `${role}.${stamp}@halm.example`
    const { items } = await page.evaluate(async () => (await fetch('/v1/teams')).json())
    const made = await posts(page, '/v1/invitations', {
      name: `Invited ${role}`,
      role,
      login,
      team: items[0].record.id,
    })
    expect(made.link, JSON.stringify(made)).toMatch(/\/welcome#invite:/)
    const guest = await browser.newContext({ baseURL: stage.address })
    const theirs = await guest.newPage()
    const link = new URL(made.link ?? '', stage.address)
    await theirs.goto(link.pathname + link.hash)
    await theirs.getByLabel('Your new password').fill(PASSWORD)
    await theirs.getByLabel('The same once more').fill(PASSWORD)
    await theirs.getByRole('button', { name: 'Save' }).click()
    if (role === 'rep') {
      await expect(
        theirs.getByRole('heading', { name: 'The console is for managers' }),
      ).toBeVisible()
      await theirs.getByRole('button', { name: 'Sign out' }).click()
    } else {
      await expect(theirs).toHaveURL(/\/today/)
      await settled(theirs)
      await signsOut(theirs)
    }
    await expect(theirs.getByLabel('Login')).toBeVisible()
    await signsInByHand(theirs, login, PASSWORD)
    await expect(theirs).not.toHaveURL(/\/sign-in/)
    await guest.close()
  }
})

test('an authenticator is tied, asked for at the next sign-in, and recovery codes stand in for it', async ({
  page,
  emptyStage,
  trouble,
}) => {
  trouble.expects(/^40[013] /)
  const { login, password } = emptyStage.said.admin
  await page.goto(`${emptyStage.address}/account`)
  await expect(page).toHaveURL(/\/sign-in/)
  await signsInByHand(page, login, password)
  // One is back where one wanted to go.
  await expect(page).toHaveURL(/\/account/)
  await settled(page)

  await page.getByRole('button', { name: 'Add an authenticator' }).click()
  const dialog = page.getByRole('dialog', { name: 'New authenticator' })
  await dialog.getByLabel('Name').fill('My phone')
  await dialog.getByRole('button', { name: 'Go on' }).click()
  const secret = (await dialog.locator('code').textContent()) ?? ''
  await dialog.getByLabel('Six digits').fill(codeOf(secret))
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  const codes = page.getByRole('dialog', { name: 'Recovery codes' })
  await expect(codes).toBeVisible()
  const recovery = await codes.getByRole('listitem').allTextContents()
  expect(recovery.length).toBeGreaterThanOrEqual(8)
  await codes.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByText('My phone')).toBeVisible()

  await signsOut(page)
  await signsInByHand(page, login, password)
  await page.getByLabel('Code').fill('000000')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.locator('main').getByRole('alert')).toContainText('This code does not hold')
  // A code is good once: that of the next half minute is taken already.
  await page.getByLabel('Code').fill(codeOf(secret, Date.now() + 30_000))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/today/)

  await signsOut(page)
  await signsInByHand(page, login, password)
  await page.getByRole('button', { name: 'Use a recovery code' }).click()
  await page.getByLabel('Recovery code').fill(recovery[0] ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/today/)
  await page.goto(`${emptyStage.address}/account`)
  await expect(page.getByText(`${recovery.length - 1} codes are left`)).toBeVisible()
})

async function virtualKey(context: BrowserContext, page: Page) {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

test('a passkey is made and signs in alone', async ({ page, emptyStage, trouble }) => {
  trouble.expects(/^40[13] /)
  const { login, password } = emptyStage.said.admin
  await virtualKey(page.context(), page)
  await page.goto(`${emptyStage.address}/account`)
  await signsInByHand(page, login, password)
  await settled(page)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const dialog = page.getByRole('dialog', { name: 'New passkey' })
  await dialog.getByLabel('Name').fill('My laptop')
  await dialog.getByRole('button', { name: 'Make the passkey' }).click()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByText('My laptop')).toBeVisible()
  await signsOut(page)
  await page.getByRole('button', { name: 'With a passkey' }).click()
  await expect(page).toHaveURL(/\/today/)
})

test('a session that ended leads back to where one was', async ({ page, stage, trouble }) => {
  trouble.expects(/^401 /)
  await signIn(page, stage, 'other_manager', { fresh: true })
  await page.goto('/reports?by=day')
  await settled(page)
  await page.evaluate(() => fetch('/v1/sign-out', { method: 'POST' }))
  await page
    .getByRole('link', { name: /^Activity/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.getByText('Your session has ended')).toBeVisible()
  const { login, password } = stage.said.other_manager
  await page.getByLabel('Organisation').fill(stage.said.organisation)
  await signsInByHand(page, login, password)
  await expect(page).toHaveURL(/\/activity/)
})

test('a guarded step asks whether it is you, and then goes on', async ({
  page,
  stage,
  trouble,
}) => {
  trouble.expects(/^40[0139] /)
  await signIn(page, stage, 'admin')
  await page.goto('/account')
  await settled(page)
  // What the server says once a proof is too old.
  let isAsked = false
  await page.route('**/v1/account/totp', (route) => {
    if (isAsked) return route.continue()
    isAsked = true
    return route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'reauthenticate', title: 'Prove who you are' }),
    })
  })
  await page.getByRole('button', { name: 'Add an authenticator' }).click()
  const adding = page.getByRole('dialog', { name: 'New authenticator' })
  await adding.getByLabel('Name').fill('Spare')
  await adding.getByRole('button', { name: 'Go on' }).click()
  const dialog = page.getByRole('dialog', { name: 'Is it you?' })
  await dialog.getByLabel('Password', { exact: true }).fill('not this one at all')
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await expect(dialog.getByRole('alert')).toContainText('That is not right')
  await dialog.getByLabel('Password', { exact: true }).fill(stage.said.admin.password)
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await expect(dialog).toHaveCount(0)
  // The step itself went on: the picture to read is there.
  await expect(adding.getByRole('img', { name: 'QR code for the authenticator' })).toBeVisible()
})

test('signing out forgets what was read', async ({ page, stage, trouble }) => {
  trouble.expects(/^401 /)
  await signIn(page, stage, 'manager', { fresh: true })
  await page.goto('/today')
  await settled(page)
  await signsOut(page)
  await page.goBack()
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.locator('main table')).toHaveCount(0)
  expect(await page.context().cookies()).toEqual([])
})
