// Looks at a console in a real browser and prints figures as one JSON object.

import { chromium, request } from '@playwright/test'

const [greeting, parts] = process.argv.slice(-2)
const { address, organisation, zone, admin } = JSON.parse(greeting)
/** How often a start is measured; the middle one counts. */
const ROUNDS = 5
/** How many screens a table is scrolled. */
const SCREENS = 120
/** Chunks that come with a first look at a map or a chart; `Drawn` is what draws either. */
const LATE = /\/Drawn-|maplibre|echarts|pmtiles|worker|topo|countries-|states-/
const TABLES = { customers: '/customers', tasks: '/tasks' }

const isRoot = process.getuid?.() === 0
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  chromiumSandbox: !isRoot,
  args: [...(isRoot ? ['--no-sandbox'] : []), '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
})
const cookies = await signedIn()
const said = {}
if (parts.includes('start')) Object.assign(said, await start())
if (parts.includes('tables')) {
  for (const [name, path] of Object.entries(TABLES)) Object.assign(said, await table(name, path))
}
await browser.close()
console.log(JSON.stringify(said))

async function signedIn() {
  const headers = { 'sec-fetch-site': 'same-origin' }
  const caller = await request.newContext({ baseURL: address, extraHTTPHeaders: headers })
  const { login, password } = admin
  const reply = await caller.post('/v1/sign-in', { data: { organisation, login, password } })
  if (!reply.ok()) throw new Error(`sign-in: ${await reply.text()}`)
  return (await caller.storageState()).cookies
}

/** A page of a browser that was never here before. */
async function fresh(isSignedIn = true) {
  const context = await browser.newContext({
    baseURL: address,
    timezoneId: zone,
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  })
  if (isSignedIn) await context.addCookies(cookies)
  const page = await context.newPage()
  await page.addInitScript(() => {
    window.longTasks = []
    const note = (list) => {
      for (const { startTime, duration } of list.getEntries()) {
        window.longTasks.push({ startTime, duration })
      }
    }
    new PerformanceObserver(note).observe({ type: 'longtask', buffered: true })
  })
  return page
}

async function settled(page) {
  await page.locator('main').waitFor()
  await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root, [data-skeleton]'))
}

async function start() {
  const loaded = await load()
  const [today, empty] = [[], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await fresh()
    await page.goto('/today')
    await settled(page)
    // What shows must also answer: the last long task of the start has ended.
    today.push(
      await page.evaluate(
        () =>
          new Promise((answers) => {
            requestIdleCallback(() => {
              const ends = window.longTasks.map(({ startTime, duration }) => startTime + duration)
              answers(Math.max(performance.now(), ...ends))
            })
          }),
      ),
    )
    await page.context().close()
    const bare = await fresh()
    await bare.goto('/health')
    empty.push(await bare.evaluate(() => performance.now()))
    await bare.context().close()
  }
  return { ...loaded, today_ms: middle(today), empty_ms: middle(empty) }
}

/** What travels until Today stands for the first time, without map and charts. */
async function load() {
  const page = await fresh()
  await page.goto('/today')
  await settled(page)
  const files = await page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(
      ({ name, encodedBodySize }) => ({ name, size: encodedBodySize }),
    ),
  )
  await page.context().close()
  const own = files.filter(({ name }) => !name.includes('/v1/') && !LATE.test(name))
  const kilo = (bytes) => bytes / 1024
  return {
    first_load_kb: kilo(own.reduce((sum, { size }) => sum + size, 0)),
    largest_chunk_kb: kilo(Math.max(...own.map(({ size }) => size))),
  }
}

async function table(name, path) {
  const page = await fresh()
  await page.goto(path)
  await settled(page)
  const grid = page.locator('[role=grid]').first()
  await grid.locator('[role=row]').nth(5).waitFor()
  const longest = await scrolled(page, grid)
  const filtered = await filters(page, grid)
  await page.context().close()
  return { [`${name}_longest_ms`]: longest, [`${name}_filter_ms`]: filtered }
}

/** The longest task while somebody scrolls by wheel, and jumps to the end and back; 0 for none. */
async function scrolled(page, grid) {
  // What opened the page is told later than it ended; it is no part of this.
  const from = await page.evaluate(
    () => new Promise((idle) => requestIdleCallback(() => idle(performance.now()))),
  )
  const box = await grid.boundingBox()
  await page.mouse.move(box.x + box.width / 2, box.y + 200)
  for (let screen = 0; screen < SCREENS; screen += 1) {
    await page.mouse.wheel(0, 600)
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)))
  }
  for (const end of [1, 0]) {
    await grid.evaluate((element, to) => {
      element.parentElement.scrollTop = to * element.parentElement.scrollHeight
    }, end)
    await page.waitForFunction(() => document.querySelector('[role=grid][aria-busy=false]'))
    await page.evaluate(() => new Promise((drawn) => requestIdleCallback(drawn)))
  }
  return page.evaluate((from) => {
    const tasks = window.longTasks.filter(({ startTime }) => startTime >= from)
    return Math.max(0, ...tasks.map(({ duration }) => duration))
  }, from)
}

/** From the question that a filter asks to its rows; the middle of several. */
async function filters(page, grid) {
  const field = page.locator('search input').first()
  const times = []
  for (const word of ['Bäckerei', 'Count', 'sample', 'Anger', 'Drogerie']) {
    const before = await grid.getAttribute('aria-rowcount')
    await field.fill(word)
    const took = await page.evaluate(
      (rows) =>
        new Promise((shown) => {
          const look = () => {
            const grid = document.querySelector('[role=grid]')
            const isOther = grid.getAttribute('aria-rowcount') !== rows
            if (!isOther || grid.getAttribute('aria-busy') === 'true') return requestAnimationFrame(look)
            const asked = performance
              .getEntriesByType('resource')
              .filter(({ name }) => name.includes('q='))
              .at(-1)
            requestAnimationFrame(() => shown(performance.now() - (asked?.startTime ?? 0)))
          }
          performance.setResourceTimingBufferSize(5000)
          look()
        }),
      before,
    )
    times.push(took)
    await field.fill('')
    await page.waitForFunction(
      (rows) => document.querySelector('[role=grid]').getAttribute('aria-rowcount') === rows,
      before,
    )
  }
  return middle(times)
}

function middle(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}
