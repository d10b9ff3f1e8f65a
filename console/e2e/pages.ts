// The pages of the console, as its router has them, with what tells of each whether it is whole.

import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Page } from '@playwright/test'
import type { Stage, Who } from './stage'

export const source = join(dirname(fileURLToPath(import.meta.url)), '../src')

export interface Told {
  /** What the page is there for: its table, chart, board or map. All of them must be seen. */
  shows: string[]
  /** Where it is looked at, when the path alone is not enough. */
  at?: (page: Page, stage: Stage) => Promise<string>
  who?: Who
  /** Readings that make the page what it is; they are refused, and kept waiting. */
  reads: RegExp
  /** An address under which there is nothing to show; none where there always is something. */
  empty?: string
}

const FRAME = /\/v1\/(account|console|events)\b/

export const told: Record<string, Told> = {
  inbox: {
    shows: ['main [data-inbox-list], main ul[data-state="filled"], main [data-state="filled"]'],
    reads: /\/v1\/inbox/,
    empty: '/inbox',
  },
  today: {
    shows: ['main table', 'main [data-map]'],
    reads: /\/v1\/today/,
    empty: '/today',
  },
  plan: { shows: ['main [data-board], main [role="grid"], main table'], reads: /\/v1\/plan/ },
  activity: { shows: ['main [data-stream]'], reads: /\/v1\/activity/, empty: '/activity' },
  customers: { shows: ['main [role="grid"]'], reads: /\/v1\/customers/, empty: '/customers' },
  tasks: { shows: ['main [role="grid"]'], reads: /\/v1\/tasks/, empty: '/tasks' },
  customer: {
    shows: ['main h1', 'main [data-state="filled"]'],
    at: async (page, stage) => {
      const { items } = (await read(page, stage, '/v1/customers?limit=1&sort=-last_visit')) as {
        items: { record: { id: string } }[]
      }
      return `/customers/${items[0]?.record.id}`
    },
    reads: /\/v1\/customers/,
  },
  reports: {
    shows: ['main table', 'main [data-chart] svg'],
    reads: /\/v1\/reports/,
    empty: '/reports',
  },
  people: {
    shows: ['main [role="grid"], main table'],
    who: 'admin',
    reads: /\/v1\/(people|phones)/,
  },
  settings: {
    shows: ['main form', 'main [data-state="filled"]'],
    at: async () => '/settings?section=sign_in',
    who: 'admin',
    reads: /\/v1\/(settings|invitations)/,
  },
  audit: { shows: ['main [role="grid"], main table'], who: 'admin', reads: /\/v1\/audit/ },
  account: { shows: ['main li'], reads: FRAME },
  help: { shows: ['main article'], reads: FRAME },
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

/** Sees that the page has what it is there for. */
export async function isWhole(page: Page, name: string): Promise<void> {
  for (const selector of told[name]?.shows ?? []) {
    await expect(page.locator(selector).first(), `${name} shows ${selector}`).toBeVisible()
  }
}

/** Sees that nothing makes the page wider than its window. */
export async function fits(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= room) return []
    // Who sticks out, so that a story that fails says whom to mend.
    return [...document.querySelectorAll('body *')]
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect()
        return right > room + 1 || left < -1
      })
      .slice(0, 8)
      .map((element) => {
        const { left, right } = element.getBoundingClientRect()
        const name = `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`
        return `${name} from ${Math.round(left)} to ${Math.round(right)} of ${room}`
      })
  })
  expect(wide).toEqual([])
}
