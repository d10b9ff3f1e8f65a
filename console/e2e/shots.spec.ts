// A picture of every page in light, dark and Arabic, and on a phone; a blank one fails.

import { expect, look, settled, shot, signIn, test } from './fixtures'
import { addressOf, isWhole, pages, told } from './pages'

const looks = [
  { name: 'light', scheme: 'light', language: 'en', width: 1440 },
  { name: 'dark', scheme: 'dark', language: 'en', width: 1440 },
  { name: 'arabic', scheme: 'light', language: 'ar', width: 1440 },
  { name: 'phone', scheme: 'light', language: 'en', width: 360 },
  { name: 'phone-arabic-dark', scheme: 'dark', language: 'ar', width: 360 },
] as const

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
      const bytes = await shot(page, `${listed.name}-${name}`)
      // One colour alone makes a small file, and text makes a large one.
      const fewest = width > 360 ? 30_000 : 10_000
      expect(bytes, `${listed.name} in ${name} is not blank`).toBeGreaterThan(fewest)
    }
  })
}
