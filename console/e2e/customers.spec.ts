// The customers: found, moved, brought in from files, and what was said at them. An admin looks:
// customers that are nobody's are seen by nobody else.

import type { Page } from '@playwright/test'
import { axe, expect, look, settled, shot, signIn, test } from './fixtures'

const HEADER = 'Number,Name,Address,Lat,Lon'

/** A table of customers of its own, by a word in their names. */
function table(word: string, count: number): string {
  const rows = Array.from(
    { length: count },
    (_, place) => `${word}-${place},${word} ${place},Somewhere ${place},53.${1000 + place},9.9`,
  )
  return [HEADER, ...rows].join('\n')
}

async function choose(page: Page, name: string, text: string) {
  const buffer = Buffer.from(text)
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
}

/** Brings a file in and goes to the customers that it brought. */
async function bring(page: Page, name: string, text: string) {
  await page.goto('/customers?import=new')
  await choose(page, name, text)
  await page.getByRole('button', { name: /^Import [\d,]+ customers?$/ }).click()
  await expect(page.locator('[data-done]')).toBeVisible()
}

const total = (page: Page) => page.getByTestId('total')
const count = (page: Page, name: string) => page.locator(`[data-count=${name}] dd`)

test('a file with wrong lines is told line by line and is imported once they are mended', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, 'admin')
  await page.goto('/customers')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  const wrong = `${HEADER}\nW-1,Wrongly One,Street 1,53.5,9.9\nW-2,,Street 2,53.5,9.9\nW-3,Wrongly Three,Street 3,north,9.9`
  await choose(page, 'wrong.csv', wrong)
  const told = page.getByRole('table', { name: 'Wrong lines' })
  await expect(told.locator('[data-line]')).toHaveCount(2)
  await expect(told.locator('[data-line="3"]')).toContainText('Name')
  await expect(told.locator('[data-line="4"]')).toContainText('Lat')
  await expect(told.locator('[data-line="4"]')).toContainText('north')
  await expect(page.getByRole('button', { name: /^Import 1 customer/ })).toBeDisabled()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download the wrong lines' }).click()
  expect((await saved).suggestedFilename()).toBe('wrong-wrong.csv')
  await axe(page)
  await shot(page, 'import-wrong')

  await page.getByRole('button', { name: 'Another file' }).click()
  await choose(
    page,
    'mended.csv',
    wrong.replace('W-2,,', 'W-2,Wrongly Two,').replace('north', '53'),
  )
  await page.getByRole('button', { name: 'Import 3 customers' }).click()
  await expect(page.locator('[data-done]')).toBeVisible()
  await expect(count(page, 'customers')).toHaveText('3')
  await page.getByRole('link', { name: 'Show them' }).click()
  await expect(total(page)).toContainText('3')
  await expect(page.getByRole('grid')).toContainText('Wrongly Two')
})

test('wrong lines can be left out, columns filled otherwise, and the import undone', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, 'admin')
  await page.goto('/customers?import=new')
  await choose(
    page,
    'quirks.csv',
    'Firm,Size,latitude,longitude\nQuirk A,12,-73.9,40.7\nQuirk B,13,-73.8,40.6\nQuirk C,14,x,40.6',
  )
  await expect(page.locator('[data-taken]')).toContainText('“Firm” was taken')
  const fill = async (column: string, field: string) => {
    await page.getByRole('combobox', { name: `What ${column} fills` }).click()
    await page.getByRole('option', { name: field, exact: true }).click()
  }
  await fill('Firm', 'Nothing')
  await expect(page.getByText('Which column holds the names?')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
  await fill('Firm', 'Name')
  await fill('Size', 'Own field “Size”')
  await expect(page.getByText('Latitude and longitude were swapped')).toBeVisible()
  await page.getByRole('button', { name: 'Leave these lines out' }).click()
  await expect(page.getByText('1 line is left out')).toBeVisible()
  await page.getByRole('button', { name: 'Import 2 customers' }).click()
  await expect(page.locator('[data-done]')).toContainText('1 line is left out')
  await page.getByRole('button', { name: 'Undo this import' }).click()
  await expect(page.locator('[data-undone]')).toContainText('2 records were removed')
  await page.goto('/customers?tab=imports')
  await expect(page.locator('[data-import="quirks.csv"]')).toContainText('Undone')
  await page.goto('/customers?q=Quirk')
  await expect(page.getByText('No customer fits')).toBeVisible()
})

test('a manager brings in for his own reps, is told of rows that repeat, and takes it back', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, 'manager')
  await page.goto('/customers?import=new')
  const workbook = Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00])
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'book.xlsx', mimeType: 'text/csv', buffer: workbook })
  await expect(page.getByRole('alert')).toContainText('The file is a workbook')

  await choose(page, 'own.csv', table('Owned', 4))
  await page.getByText('Your reps in turn').click()
  const first = page.getByRole('table', { name: 'The first ones as they would be' })
  await expect(first.getByRole('row', { name: /Owned 0/ })).toBeVisible()
  await expect(first).not.toContainText('Nobody')
  await axe(page)
  await shot(page, 'import-preview')
  await page.getByRole('button', { name: 'Import 4 customers' }).click()
  await page.getByRole('button', { name: 'Undo this import' }).click()
  await expect(page.locator('[data-undone]')).toContainText('4 records were removed')

  await page.getByRole('button', { name: 'Import another file' }).click()
  await choose(page, 'twice.csv', `${table('Twice', 3)}\nTwice-1,Twice 1,Elsewhere,53.2,9.9`)
  await expect(page.getByText('1 row repeats another')).toBeVisible()
})

test('three hundred customers get another owner with progress, and go back', async ({
  page,
  stage,
}) => {
  const rep = stage.rep('phone-0')
  await signIn(page, stage, 'admin')
  await bring(page, 'bulk.csv', table('Bulk', 300))
  await page.getByRole('link', { name: 'Show them' }).click()
  await expect(total(page)).toContainText('300')
  await page.getByRole('checkbox', { name: 'Choose all that match' }).click()
  await page.getByRole('button', { name: 'Change owner' }).click()
  const form = page.getByRole('dialog', { name: 'Change owner' })
  await expect(form).toContainText('300 customers chosen')
  await form.getByRole('combobox', { name: 'Owner' }).fill(rep.name)
  await page.getByRole('option', { name: rep.name }).click()
  // The progress is seen because the answer to the second part waits for it.
  let parts = 0
  const seen = page.getByText(/of 300 changes saved/)
  await page.route('**/v1/changes', async (route) => {
    parts += 1
    if (parts === 2) await seen.waitFor()
    await route.continue()
  })
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Owner of 300 customers changed')).toBeVisible()
  expect(parts).toBe(3)
  await page.unroute('**/v1/changes')
  await expect(page.locator(`[data-owner="${rep.id}"]`).first()).toBeVisible()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.getByText('Undone: Owner of 300 customers changed')).toBeVisible()
  await expect(page.locator(`[data-owner="${rep.id}"]`)).toHaveCount(0)
  await expect(page.locator('[data-owner=""]').first()).toBeVisible()
})

test('an Arabic word finds the notes in which it stands, and is marked there', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, 'admin')
  await page.goto('/customers?tab=notes')
  await page.getByRole('searchbox', { name: 'Words of a note' }).fill('خصم')
  await expect(page.locator('mark').first()).toHaveText('خصم')
  const cards = page.locator('[data-note]')
  await expect(cards.filter({ hasNot: page.locator('mark') })).toHaveCount(0)
  await expect(cards.first()).toBeVisible()
  await expect(page).toHaveURL(/words=/)
  await axe(page)
  await shot(page, 'customers-notes')
})

test('a customer that is given to a rep is on his phone after a sync', async ({ page, stage }) => {
  const rep = stage.rep('phone-4')
  const phone = stage.phone('phone-4')
  const name = 'Moved & Sons'
  await signIn(page, stage, 'admin')
  await page.goto('/customers')
  await page.getByRole('button', { name: 'New customer' }).click()
  const form = page.getByRole('dialog', { name: 'New customer' })
  await form.getByLabel('Name').fill(name)
  await form.getByLabel('Place').fill('53.55, 9.99')
  await form.getByRole('button', { name: 'Add customer' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await phone.sync()
  await expect(phone.editCustomer(name, 'phone', '+49 40 1')).rejects.toThrow(/no customer/)

  await page.getByRole('button', { name: 'Edit Owner' }).click()
  await page.getByRole('combobox', { name: 'Owner' }).fill(rep.name)
  await page.getByRole('option', { name: rep.name }).click()
  await expect(page.getByText('Owner saved')).toBeVisible()
  await phone.sync()
  await phone.editCustomer(name, 'phone', '+49 40 123')
  await phone.sync()
  await expect(page.getByRole('link', { name: '+49 40 123' })).toBeVisible()
  await expect(page.locator('[data-do="customer.moved"]')).toBeVisible()
})

test('facts, tags and places are changed where they stand, by keyboard', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, 'admin')
  await page.goto('/customers')
  await expect(page.locator('[data-state=filled]')).toBeVisible()
  await page.keyboard.press('n')
  await expect(page.getByRole('dialog').getByLabel('Name')).toBeFocused()
  await page.keyboard.type('Keyboard Bakery')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Keyboard Bakery' })).toBeVisible()
  await settled(page)
  await page.getByRole('button', { name: 'Edit Address' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Long Street 1')
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await expect(page.locator('[data-field=Address]')).toContainText('Long Street 1')
  await expect(page.getByRole('button', { name: 'Edit Address' })).toBeFocused()

  await page.getByRole('button', { name: 'Edit Tags' }).click()
  await page.keyboard.type('key account')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.locator('[data-field=Tags]')).toContainText('key account')

  await page.getByRole('button', { name: 'Add a place' }).click()
  await page.getByLabel('Latitude, longitude').fill('53.5511, 9.9937')
  await page.getByLabel('Radius in metres').fill('250')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('circle of 250 m')).toBeVisible()

  await page.getByRole('button', { name: 'New task' }).first().click()
  const form = page.getByRole('dialog', { name: 'New task' })
  await form.getByLabel('Title').fill('First tasting')
  await form.getByRole('button', { name: 'Add task' }).click()
  await expect(page.locator('[data-open-tasks]')).toContainText('First tasting')
  await axe(page)
  await shot(page, 'customer')
})

test('whoever may be the same is shown while a name is typed', async ({ page, stage }) => {
  await signIn(page, stage, 'admin')
  await bring(page, 'alike.csv', table('Alikeness', 2))
  await page.goto('/customers?add=true')
  await page.getByRole('dialog').getByLabel('Name').fill('Alikeness')
  await expect(page.locator('[data-alike]')).toContainText('Alikeness 1')
})

test('a territory is made, gets people and customers', async ({ page, stage }) => {
  const rep = stage.rep('phone-2')
  await signIn(page, stage, 'admin')
  await bring(page, 'land.csv', table('Zwindle', 120))
  await page.goto('/customers?tab=territories')
  await page.getByRole('button', { name: 'New territory' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Dunes')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  const dunes = page.locator('[data-territory=Dunes]')
  await dunes.getByRole('combobox', { name: 'Somebody who works in Dunes' }).fill(rep.name)
  await page.getByRole('option', { name: rep.name }).click()
  await expect(dunes.getByRole('button', { name: 'Take out of the territory' })).toHaveCount(1)
  await dunes.getByRole('button', { name: 'Move customers here' }).click()
  const form = page.getByRole('dialog', { name: 'Move customers into Dunes' })
  await form.getByLabel('Name, number or address').fill('Zwindle')
  await expect(form).toContainText('120 customers fit')
  await form.getByRole('button', { name: 'Move customers here' }).click()
  await expect(page.getByText('120 customers moved to Dunes')).toBeVisible()
  await expect(dunes.getByRole('link', { name: '120 customers' })).toBeVisible()
  await axe(page)
  await shot(page, 'customers-territories')
})

test('table and map show the same customers, and the address keeps the choice', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, 'admin')
  await bring(page, 'map.csv', table('Mapped', 7))
  await page.goto('/customers?q=Mapped')
  await page.getByText('Both', { exact: true }).click()
  await expect(page).toHaveURL(/show=both/)
  await expect(total(page)).toContainText('7')
  await expect(page.getByTestId('points')).toHaveText('7 customers with a place')
  await page.getByRole('row', { name: /Mapped 3/ }).click()
  await page.getByRole('link', { name: 'Open the whole page' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Mapped 3' })).toBeVisible()
  await page.goBack()
  await page.goBack()
  await expect(page).toHaveURL(/show=both/)
})

test.describe('states', () => {
  test('filled, in both schemes, in Arabic and narrow', async ({ page, stage }) => {
    await signIn(page, stage, 'admin')
    for (const [name, eyes] of [
      ['light', { scheme: 'light' }],
      ['dark', { scheme: 'dark' }],
      ['narrow', { scheme: 'light', width: 360 }],
      ['arabic', { scheme: 'light', language: 'ar', width: 1280 }],
    ] as const) {
      await look(page, eyes)
      await page.goto(name === 'light' || name === 'dark' ? '/customers?show=both' : '/customers')
      await expect(page.locator('[data-state=filled]').first()).toBeVisible()
      await axe(page)
      await shot(page, `customers-${name}`)
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(wide, name).toBeLessThanOrEqual(0)
      await page.goto('/customers?import=new')
      await expect(page.locator('input[type=file]')).toBeAttached()
      await axe(page)
      await shot(page, `import-${name}`)
    }
  })

  test('failed says so and tries again; the rest of the page stays', async ({
    page,
    stage,
    trouble,
  }) => {
    trouble.expects(/500 GET .*\/v1\/customers/)
    await signIn(page, stage, 'admin')
    const body = JSON.stringify({ code: 'internal', status: 500 })
    const contentType = 'application/problem+json'
    await page.route(/\/v1\/customers\?/, (route) =>
      route.fulfill({ status: 500, contentType, body }),
    )
    await page.goto('/customers')
    await expect(page.locator('[data-state=failed]')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible()
    await shot(page, 'customers-failed')
    await page.unroute(/\/v1\/customers\?/)
    await page.locator('[data-state=failed]').getByRole('button').click()
    await expect(page.locator('[data-state=filled]')).toBeVisible()
  })

  test('loading has the shape of the table', async ({ page, stage }) => {
    await signIn(page, stage, 'admin')
    let go: () => void = () => {}
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    await page.route(/\/v1\/customers\?/, async (route) => {
      await held
      await route.continue()
    })
    await page.goto('/customers')
    await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'true')
    go()
    await expect(page.locator('[data-state=filled]')).toBeVisible()
  })

  test('empty teaches what to do', async ({ page, emptyStage }) => {
    await signIn(page, emptyStage, 'admin')
    await page.goto(`${emptyStage.address}/customers`)
    await expect(page.locator('[data-state=empty]')).toContainText('No customers yet')
    await axe(page)
    await shot(page, 'customers-empty')
    await page.locator('[data-state=empty]').getByRole('button', { name: 'Import' }).click()
    await expect(page.getByText('Drop a CSV file here')).toBeVisible()
  })
})
