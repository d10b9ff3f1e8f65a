// A picture of every page in light, dark and Arabic, and on a phone; a blank one fails. Some of them
// are made small for the documents: they stand in the folder `docs` beside the others.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { expect, look, settled, shot, shotsFolder, signIn, test } from './fixtures'
import { addressOf, isWhole, pages, told } from './pages'

const looks = [
  { name: 'light', scheme: 'light', language: 'en', width: 1440 },
  { name: 'dark', scheme: 'dark', language: 'en', width: 1440 },
  { name: 'arabic', scheme: 'light', language: 'ar', width: 1440 },
  { name: 'phone', scheme: 'light', language: 'en', width: 360 },
  { name: 'phone-arabic-dark', scheme: 'dark', language: 'ar', width: 360 },
] as const

/** What docs/screenshots shows. */
const shown = [
  'today-light',
  'plan-light',
  'inbox-light',
  'customer-light',
  'reports-light',
  'activity-dark',
  'today-arabic',
  'plan-phone',
]

for (const { name, scheme, language, width } of looks) {
  test(`every page has its picture: ${name}`, async ({ page, stage }) => {
    test.setTimeout(600_000)
    await look(page, { scheme, language, width, height: width === 360 ? 740 : 900 })
    for (const listed of pages) {
      await signIn(page, stage, told[listed.name]?.who ?? 'manager')
      await page.goto(await addressOf(page, stage, listed))
      await settled(page)
      // A phone may show one of a table and a map only.
      if (width > 360) await isWhole(page, listed.name)
      const picture = `${listed.name}-${name}`
      const bytes = await shot(page, picture)
      // One colour alone makes a small file, and text makes a large one.
      const fewest = width > 360 ? 30_000 : 10_000
      expect(bytes, `${picture} is not blank`).toBeGreaterThan(fewest)
      if (shown.includes(picture)) await smaller(page.context(), picture)
    }
  })
}

/** Writes a picture anew as the browser packs it, at a sixth of its size. */
async function smaller(context: BrowserContext, name: string): Promise<void> {
  const blank = await context.newPage()
  const png = readFileSync(join(shotsFolder, `${name}.png`)).toString('base64')
  const packed = await blank.evaluate(async (text) => {
    const image = new Image()
    image.src = `data:image/png;base64,${text}`
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width
    canvas.height = image.height
    canvas.getContext('2d')?.drawImage(image, 0, 0)
    return canvas.toDataURL('image/webp', 0.85)
  }, png)
  await blank.close()
  const bytes = Buffer.from(packed.slice(packed.indexOf(',') + 1), 'base64')
  expect(bytes.length, `${name} fits the documents`).toBeLessThan(120_000)
  mkdirSync(join(shotsFolder, 'docs'), { recursive: true })
  writeFileSync(join(shotsFolder, 'docs', `${name}.webp`), bytes)
}
