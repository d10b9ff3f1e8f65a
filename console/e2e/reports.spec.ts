import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, settled, signIn, test } from './fixtures'

const COUNTS = ['planned', 'done', 'visits', 'notes']
/** Days that are over: nobody of another story works on them. */
const days = (today: string) => {
  const back = (count: number) =>
    new Date(Date.parse(`${today}T00:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10)
  return `from=${back(12)}&to=${back(1)}`
}

/** The numbers of the table: what its lines add up to, and what its last line says. */
async function sums(page: Page): Promise<{ lines: number[]; total: number[] }> {
  return page.locator('table[data-report]').evaluate((table) => {
    const row = (line: Element) =>
      [...line.querySelectorAll('[data-figure]')].map((cell) =>
        // Shares do not add up.
        cell.textContent?.includes('%') ? Number.NaN : Number(cell.textContent?.replace(/\D/g, '')),
      )
    const rows = [...table.querySelectorAll('tbody tr')].map(row)
    const foot = table.querySelector('tfoot tr')
    const lines = (rows[0] ?? []).map((_, column) =>
      rows.reduce((sum, line) => sum + (line[column] ?? 0), 0),
    )
    return { lines, total: foot ? row(foot) : [] }
  })
}

test('a report by day adds up to the whole', async ({ page, stage }) => {
  await signIn(page, stage)
  for (const by of ['day', 'week', 'all']) {
    await page.goto(`/reports?${days(stage.said.today)}&by=${by}`)
    await settled(page)
    const { lines, total } = await sums(page)
    const counted = total.flatMap((value, column) =>
      Number.isNaN(value) || Number.isNaN(lines[column]) ? [] : [column],
    )
    expect(counted.length, by).toBeGreaterThan(8)
    for (const column of counted) expect(lines[column], `${by} ${column}`).toBe(total[column])
  }
})

test('the file for spreadsheets holds the numbers of the table', async ({ page, stage }) => {
  await signIn(page, stage)
  await page.goto(`/reports?${days(stage.said.today)}&by=week`)
  await settled(page)
  const { total } = await sums(page)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  const text = await readFile(await (await saving).path(), 'utf8')
  const [head, ...lines] = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"|([^,;]+)|(?<=[,;])(?=[,;]|$)/g)].map(
        (cell) => cell[1] ?? cell[2] ?? '',
      ),
    )
  const rows = await page.locator('table[data-report] tbody tr').count()
  expect(lines).toHaveLength(rows)
  const planned = head?.indexOf('Planned') ?? -1
  const sum = lines.reduce((before, line) => before + Number(line[planned]), 0)
  expect(sum).toBe(total[0])
})

test('every figure of a line has a passport that adds up', async ({ page, stage }) => {
  await signIn(page, stage)
  await page.goto(`/reports?${days(stage.said.today)}&by=all`)
  await settled(page)
  for (const formula of COUNTS.map((one) =>
    one === 'notes' ? 'notes.written' : one === 'visits' ? 'visits.begun' : `tasks.${one}`,
  )) {
    await page.locator(`table tbody [data-figure="${formula}"]`).first().click()
    const passport = page.getByRole('dialog')
    await expect(passport.locator('[data-adds-up="true"]')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(passport).toHaveCount(0)
  }
})

test('what is asked for stands in the address, and back leads back', async ({ page, stage }) => {
  await signIn(page, stage)
  await page.goto('/reports')
  await settled(page)
  await page.getByRole('radiogroup', { name: 'Rows by' }).getByText('Team').click()
  await expect(page).toHaveURL(/group=team/)
  await page.reload()
  await settled(page)
  await expect(page.locator('table[data-report] tbody')).toContainText('North')
})

test('on paper there is the report, whose it is, and nothing to press', async ({ page, stage }) => {
  await signIn(page, stage)
  await page.goto(`/reports?${days(stage.said.today)}&by=all`)
  await settled(page)
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('table[data-report]')).toBeVisible()
  await expect(page.getByText('Printed', { exact: false }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save as CSV' })).toBeHidden()
  await expect(page.getByRole('navigation').first()).toBeHidden()
  const paper = await page.pdf({ format: 'A4' })
  expect(paper.length).toBeGreaterThan(10_000)
})

test('a time that is not over fails nobody for what is to come', async ({ page, stage }) => {
  const { today } = stage.said
  const end = new Date(Date.parse(`${today}T00:00:00Z`) + 6 * 86_400_000)
  await signIn(page, stage, 'admin')
  await page.goto(`/reports?from=${today}&to=${end.toISOString().slice(0, 10)}`)
  await settled(page)
  const value = async (formula: string) => {
    const text = await page.locator(`main tfoot [data-figure="${formula}"]`).textContent()
    return Number.parseFloat((text ?? '').replace(',', ''))
  }
  const [planned, done] = [await value('tasks.planned'), await value('tasks.done')]
  expect(done).toBeGreaterThan(0)
  // Most of the week is still open: of all that is planned it would be a small share.
  expect(await value('adherence')).toBeGreaterThan((200 * done) / planned)
})
