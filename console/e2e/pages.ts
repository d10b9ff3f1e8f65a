// The pages of the console, as its router has them, with what tells of each whether it is whole.

import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Page } from '@playwright/test'
import type { Stage, Who } from './stage'

export const source = join(dirname(fileURLToPath(import.meta.url)), '../src')

type Address = (page: Page, stage: Stage) => Promise<string>

export interface Told {
  /** What the page is there for: its table, chart, board or map. All of them must be seen. */
  shows: string[]
  /** Where it is looked at, when the path alone is not enough. */
  at?: Address
  who?: Who
  /** Readings that make the page what it is; they are kept waiting, and refused. */
  reads: RegExp
  /** What stands in for it until they are there: the shape of each thing that comes. */
  outlines: string[]
  /** Where there is nothing to show: on a stage where nobody is but an admin (`new`), or on the one
   * with the company, where nothing matches. Else a word on why there always is something. */
  empty: { on: 'new' | 'company'; at: string | Address } | { never: string }
}

/** A skeleton of this shape. */
const outline = (shape: 'rows' | 'cards' | 'map') =>
  `main [data-state="loading"][data-shape="${shape}"]`

/** The outline of a page of which nothing is known yet. */
const WHOLE = 'main [data-state="loading"][aria-busy="true"]'

/** A table that is long has its first row, and says that it waits for no other. */
const table = (name: string) => ({
  filled: `main [data-table="${name}"] [role="grid"][aria-busy="false"] [role="row"][data-index="0"]`,
  waiting: `main [data-table="${name}"] [role="grid"][aria-busy="true"] [role="row"][data-index="0"]`,
})

export const told: Record<string, Told> = {
  inbox: {
    shows: [
      'main [data-state="filled"] [data-letter]',
      'main [data-state="filled"] [data-reading]',
      'main fieldset button[aria-pressed="false"]',
    ],
    reads: /\/v1\/inbox\b/,
    outlines: [outline('rows')],
    empty: { on: 'new', at: '/inbox' },
  },
  today: {
    shows: ['main table[data-reps] [data-rep]', 'main [data-map] canvas', 'main [data-stops] li'],
    reads: /\/v1\/today\b/,
    outlines: [outline('rows'), outline('map'), outline('cards')],
    empty: { on: 'new', at: '/today' },
  },
  plan: {
    shows: ['main [data-board] [data-cell]', 'main [data-board] [data-task]', 'main [data-pool]'],
    reads: /\/v1\/plan\b/,
    outlines: [outline('rows')],
    empty: { on: 'new', at: '/plan' },
  },
  activity: {
    shows: ['main [data-stream][data-state="filled"] li'],
    reads: /\/v1\/activity(\?|$)/,
    outlines: [outline('cards')],
    empty: { on: 'new', at: '/activity' },
  },
  customers: {
    shows: [table('customers').filled],
    reads: /\/v1\/customers\b/,
    outlines: [table('customers').waiting],
    empty: { on: 'new', at: '/customers' },
  },
  customer: {
    shows: [
      'main [data-customer][data-state="filled"]',
      'main [data-customer] [data-map] canvas',
      'main [data-customer] li[data-do]',
    ],
    at: (page, stage) => customerWith(page, stage, 'sort=-last_visit', (sites) => sites > 0),
    reads: /\/v1\/customers\//,
    outlines: [outline('rows'), outline('cards')],
    // There always is what is known of the customer; this one stands nowhere.
    empty: {
      on: 'company',
      at: (page, stage) => customerWith(page, stage, 'without_site=true', (sites) => sites === 0),
    },
  },
  tasks: {
    shows: [table('tasks').filled],
    reads: /\/v1\/tasks\b/,
    outlines: [table('tasks').waiting],
    empty: { on: 'new', at: '/tasks' },
  },
  reports: {
    shows: ['main table[data-report] tbody tr', 'main [data-chart] svg'],
    reads: /\/v1\/reports\b/,
    outlines: [outline('map'), outline('rows')],
    empty: { on: 'new', at: '/reports' },
  },
  people: {
    shows: [table('people').filled],
    who: 'admin',
    reads: /\/v1\/people\b/,
    outlines: [table('people').waiting],
    // Whoever looks is somebody, so that only a search finds nobody.
    empty: { on: 'new', at: '/people?q=qqqq' },
  },
  settings: {
    shows: [
      'main nav [aria-current="page"]',
      'main [data-section="sign_in"] [data-state="filled"] form',
    ],
    at: async () => '/settings?section=sign_in',
    who: 'admin',
    reads: /\/v1\/(settings|invitations)\b/,
    outlines: [outline('rows')],
    // What is set always is; nobody is invited.
    empty: { on: 'new', at: '/settings?section=sign_in' },
  },
  audit: {
    shows: [table('audit').filled],
    who: 'admin',
    reads: /\/v1\/audit\b/,
    outlines: [table('audit').waiting],
    // The sign-in of whoever looks is a line, so that only a day that is far off has none.
    empty: { on: 'new', at: '/audit?day_from=2999-01-01' },
  },
  account: {
    shows: ['main [data-state="filled"] li', 'main [data-state="filled"] form'],
    // Without an account there is no frame either.
    reads: /\/v1\/account(\?|$)/,
    outlines: [WHOLE],
    empty: { never: 'whoever looks has an account, and the session with which he looks' },
  },
  help: {
    shows: ['main nav a', 'main article section'],
    // The guides come with the page's own code.
    reads: /\/assets\/HelpPage-[^/]*\.js/,
    outlines: [WHOLE],
    empty: { on: 'company', at: '/help?q=qqqq' },
  },
}

export interface Listed {
  name: string
  path: string
}

/** The pages that router.tsx lists. */
export function routed(): Listed[] {
  const router = readFileSync(join(source, 'router.tsx'), 'utf8')
  return [...router.matchAll(/^export \{([^}]+)\} from '\.\/(.+)'$/gm)].flatMap((line) => {
    const file = readFileSync(join(source, `${line[2]}.ts`), 'utf8')
    return (line[1] ?? '').split(',').map((word) => {
      const definition = file.slice(file.indexOf(`const ${word.trim()} = definePage(`))
      const name = /name: '([\w-]+)'/.exec(definition)?.[1]
      const path = /path: '([^']+)'/.exec(definition)?.[1]
      if (!name || !path) throw new Error(`${line[2]} declares no page ${word.trim()}`)
      return { name, path }
    })
  })
}

/** The pages that can be looked at: routed, and told here. */
export const pages = routed().filter((page) => told[page.name])

/** Where a page stands on this stage. */
export async function addressOf(page: Page, stage: Stage, listed: Listed): Promise<string> {
  return (await told[listed.name]?.at?.(page, stage)) ?? listed.path
}

/** Reads something of the server as whoever is signed in. */
export async function read(page: Page, stage: Stage, path: string): Promise<unknown> {
  const reply = await page.request.get(stage.address + path, {
    headers: { 'sec-fetch-site': 'same-origin' },
  })
  expect(reply.status(), await reply.text()).toBe(200)
  return reply.json()
}

/** The page of the first customer of a list whose count of sites is right. */
async function customerWith(
  page: Page,
  stage: Stage,
  query: string,
  isRight: (sites: number) => boolean,
): Promise<string> {
  const { items } = (await read(page, stage, `/v1/customers?limit=50&${query}`)) as {
    items: { record: { id: string; sites?: Record<string, unknown> } }[]
  }
  const found = items.find(({ record }) => isRight(Object.keys(record.sites ?? {}).length))
  expect(found, `a customer among those with ${query}`).toBeDefined()
  return `/customers/${found?.record.id}`
}

/** Sees that the page has what it is there for. */
export async function isWhole(page: Page, name: string): Promise<void> {
  for (const selector of told[name]?.shows ?? []) {
    const seen = page.locator(selector).filter({ visible: true }).first()
    await expect(seen, `${name} shows ${selector}`).toBeVisible()
  }
}

/** Sees that nothing makes the page wider than its window, or is cut off at its edge. */
export async function fits(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth
    const isWide = document.documentElement.scrollWidth > room
    // What scrolls in a box of its own, or ends in dots, may go on beyond the edge.
    const goesOn = (element: Element): boolean => {
      for (let box: Element | null = element; box; box = box.parentElement) {
        const { overflowX, textOverflow, clipPath } = getComputedStyle(box)
        if (['auto', 'scroll'].includes(overflowX) || textOverflow === 'ellipsis') return true
        if (clipPath !== 'none' || box.matches('svg, [data-map]')) return true
      }
      return false
    }
    // Who sticks out, so that a story that fails says whom to mend.
    const out = [...document.querySelectorAll(isWide ? 'body *' : 'main *')]
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect()
        return width > 0 && (right > room + 1 || left < -1) && (isWide || !goesOn(element))
      })
      .slice(0, 8)
      .map((element) => {
        const { left, right } = element.getBoundingClientRect()
        const name = `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`
        return `${name} from ${Math.round(left)} to ${Math.round(right)} of ${room}`
      })
    return isWide && out.length === 0 ? ['the page scrolls sideways'] : out
  })
  expect(wide).toEqual([])
}
