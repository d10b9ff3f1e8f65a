// What every story stands on: a stage for each worker, a page that may not stumble, and helpers to
// sign in, to look with other eyes and to ask axe.

import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import {
  type BrowserContext,
  test as base,
  expect,
  type Locator,
  type Page,
  request,
} from '@playwright/test'
import { type Greeting, Stage, type Who } from './stage'

export { type Phone, Stage } from './stage'
export { expect }

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** Sessions of a stage: one for each person, since sign-ins are counted and held back. */
const sessions = new WeakMap<Stage, Map<Who, Promise<Cookies>>>()

async function session(page: Page, stage: Stage, who: Who): Promise<Cookies> {
  // What a browser says of itself: without it the server takes the caller for a program.
  const caller = await request.newContext({
    baseURL: stage.address,
    userAgent: await page.evaluate(() => navigator.userAgent),
    extraHTTPHeaders: { 'sec-fetch-site': 'same-origin' },
  })
  const { login, password } = stage.said[who]
  const organisation = stage.said.organisation
  const reply = await caller.post('/v1/sign-in', { data: { organisation, login, password } })
  expect(reply.status(), await reply.text()).toBe(200)
  const { cookies } = await caller.storageState()
  await caller.dispose()
  expect(cookies.length, 'a browser gets a cookie').toBeGreaterThan(0)
  return cookies
}

/** Signs somebody in who was signed in before on this stage; `fresh` makes a new session, which has
 * just proved who it is and which a story may end. */
export async function signIn(
  page: Page,
  stage: Stage,
  who: Who = 'manager',
  { fresh = false } = {},
): Promise<void> {
  const kept = sessions.get(stage) ?? new Map<Who, Promise<Cookies>>()
  sessions.set(stage, kept)
  const put = async (made: Promise<Cookies>) => {
    await page.context().clearCookies()
    await page.context().addCookies(await made)
  }
  const former = fresh ? undefined : kept.get(who)
  if (former) {
    await put(former)
    // Another story may have ended it.
    const reply = await page.context().request.get(`${stage.address}/v1/account`, {
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    if (reply.ok()) return
  }
  const made = session(page, stage, who)
  if (!fresh) kept.set(who, made)
  await put(made)
}

/** What went wrong on the pages of a story without its saying so. */
export class Trouble {
  private readonly seen: string[] = []
  private readonly expected: RegExp[] = []

  constructor(context: BrowserContext) {
    context.on('weberror', (problem) => {
      this.seen.push(`page error: ${problem.error().stack ?? problem.error().message}`)
    })
    context.on('console', (message) => {
      // A reply that is no success is told below, with what was asked.
      const { url } = message.location()
      const isReply = message.text().startsWith('Failed to load resource: the server responded')
      // A page that listens to a stage that has ended: the story is over by then.
      const listens = url.endsWith('/v1/events') || url.endsWith('/health')
      const isOver = listens && message.text().includes('net::ERR_')
      if (message.type() === 'error' && !isReply && !isOver) {
        this.seen.push(`console: ${message.text()} (${url})`)
      }
    })
    context.on('response', (reply) => {
      if (reply.status() >= 400) {
        this.seen.push(`${reply.status()} ${reply.request().method()} ${reply.url()}`)
      }
    })
  }

  /** Names what this story causes on purpose. */
  expects(...patterns: RegExp[]): void {
    this.expected.push(...patterns)
  }

  /** What nobody expected. */
  unexpected(): string[] {
    return this.seen.filter((line) => !this.expected.some((pattern) => pattern.test(line)))
  }
}

export interface Look {
  scheme?: 'light' | 'dark'
  /** `en`, `ar` or the pseudo-locale's name. */
  language?: string
  width?: number
  height?: number
}

/** Looks with other eyes from the next page on. */
export async function look(page: Page, { scheme, language, width, height = 900 }: Look) {
  if (scheme) await page.emulateMedia({ colorScheme: scheme })
  if (width) await page.setViewportSize({ width, height })
  if (language) {
    await page.addInitScript((word) => localStorage.setItem('outrider.language', word), language)
  }
}

/** Waits until a page shows what it has: nothing stands in for something else any more. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('main')).toBeVisible()
  await expect(page.locator('.mantine-Skeleton-root, [data-skeleton]')).toHaveCount(0)
  // A map or chart says when it has drawn everything.
  await expect(page.locator('[data-state="loading"], [role="grid"][aria-busy="true"]')).toHaveCount(
    0,
  )
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}

/** Chooses an option by its words; a dialog that has just opened may take the focus once more and
 * close the list, which typing opens again. */
export async function choose(page: Page, field: Locator, name: string): Promise<void> {
  const option = page.locator('[data-combobox-option]:visible', { hasText: name })
  await expect(async () => {
    await field.fill('')
    await field.fill(name)
    await option.click({ timeout: 2_000 })
  }).toPass()
}

/** Asks axe, contrast and all; nothing is wrong, or the story fails with what is. */
export async function axe(page: Page, within?: string): Promise<void> {
  // A colour on its way from one scheme to the other has no contrast to be asked about.
  await page.evaluate(async () => {
    const ends = document
      .getAnimations()
      .filter((each) => each.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(ends.map((each) => each.finished))
  })
  const builder = new AxeBuilder({ page })
  const { violations } = await (within ? builder.include(within) : builder).analyze()
  const told = violations.map(({ id, help, nodes }) => {
    const places = nodes
      .slice(0, 5)
      .map((node) => `    ${node.target.join(' ')}: ${node.failureSummary}`)
    return `${id}: ${help} (${nodes.length})\n${places.join('\n')}`
  })
  expect(told, told.join('\n')).toEqual([])
}

/** Where pictures go. */
export const shotsFolder = resolve(process.env.OUTRIDER_SHOTS ?? '../target/shots')

/** Takes a picture into the folder of pictures, and says how many bytes it has. */
export async function shot(page: Page, name: string, { fullPage = false } = {}): Promise<number> {
  mkdirSync(shotsFolder, { recursive: true })
  await settled(page)
  const path = join(shotsFolder, `${name}.png`)
  return (await page.screenshot({ path, fullPage, animations: 'disabled' })).length
}

/** Reports what the policy of the page refused as an error of the page. */
function tellsRefusals(): void {
  document.addEventListener('securitypolicyviolation', (refused) => {
    console.error(`policy: ${refused.violatedDirective} refused ${refused.blockedURI}`)
  })
}

/** Shows a console that was built beside the binary in place of the one that it carries, under the
 * headers of the real one: for whoever writes pages and does not want to build a server each time. */
async function showsBuilt(context: BrowserContext, folder: string): Promise<void> {
  await context.route(/^http:\/\/[^/]+\/assets\//, (route) =>
    route.fulfill({ path: join(folder, new URL(route.request().url()).pathname) }),
  )
  const isPage =
    /^http:\/\/[^/]+\/(?!(v1|assets|setup|welcome|reference|health|map)\b)[^.?]*(\?.*)?$/
  await context.route(isPage, async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback()
    try {
      const reply = await route.fetch()
      const policy = reply.headers()['content-security-policy'] ?? ''
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
      const text = readFileSync(join(folder, 'index.html'), 'utf8')
      await route.fulfill({ response: reply, body: text.replaceAll('__NONCE__', nonce) })
    } catch {
      await route.abort('connectionrefused')
    }
  })
}

/** Leaves all pages, so that none asks a stage that is about to end. */
async function leaves(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) await page.goto('about:blank')
}

interface Worker {
  stage: Stage
}

interface Story {
  said: Greeting
  trouble: Trouble
  /** A stage of the story's own, for what can be done once. */
  ownStage: Stage
  /** A stage on which nobody is but an admin. */
  emptyStage: Stage
  /** A server that nobody has set up. */
  unsetStage: Stage
}

export const test = base.extend<Story, Worker>({
  stage: [
    // biome-ignore lint/correctness/noEmptyPattern: the first argument names what a fixture needs
    async ({}, use) => {
      const stage = await Stage.start()
      await use(stage)
      await stage.ends()
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  // The browser stands where the company is, so that the hour of the day is the same at every run.
  baseURL: async ({ stage }, use) => use(stage.address),
  timezoneId: async ({ stage }, use) => use(stage.said.zone),
  said: async ({ stage }, use) => use(stage.said),
  trouble: [
    async ({ context }, use, info) => {
      const trouble = new Trouble(context)
      await context.addInitScript(tellsRefusals)
      const built = process.env.OUTRIDER_DIST
      if (built) await showsBuilt(context, resolve(built))
      await use(trouble)
      const unexpected = trouble.unexpected()
      if (info.status === info.expectedStatus) expect(unexpected).toEqual([])
      // Beside what a story missed stands what may have kept it away.
      for (const description of unexpected) info.annotations.push({ type: 'trouble', description })
    },
    { auto: true },
  ],
  ownStage: async ({ context }, use) => {
    const stage = await Stage.start()
    await use(stage)
    await leaves(context)
    await stage.ends()
  },
  emptyStage: async ({ context }, use) => {
    const stage = await Stage.start(['--empty'])
    await use(stage)
    await leaves(context)
    await stage.ends()
  },
  unsetStage: async ({ context }, use) => {
    const stage = await Stage.start(['--unset'])
    await use(stage)
    await leaves(context)
    await stage.ends()
  },
})
