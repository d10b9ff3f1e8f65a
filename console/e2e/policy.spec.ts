// What the real server tells a browser about the console, and that everything works under it.

import { request } from '@playwright/test'
import { expect, settled, signIn, test } from './fixtures'
import { addressOf, pages } from './pages'

/** The policy as it was decided; a nonce stands in for the one of an answer. */
const POLICY: Record<string, string> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'nonce-N'",
  'style-src-attr': "'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'font-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'outrider default',
}

test('pages bear the policy that was decided, with a nonce that nobody can guess', async ({
  stage,
}) => {
  const caller = await request.newContext({ baseURL: stage.address })
  const nonces = new Set<string>()
  for (const path of ['/', '/today', '/customers/x', '/sign-in', '/no-such-page']) {
    const reply = await caller.get(path)
    expect(reply.status()).toBe(200)
    const headers = reply.headers()
    const said = headers['content-security-policy'] ?? ''
    const nonce = /'nonce-([^']+)'/.exec(said)?.[1] ?? ''
    expect(nonce.length).toBeGreaterThanOrEqual(20)
    nonces.add(nonce)
    const body = await reply.text()
    expect(body).not.toContain('__NONCE__')
    expect(body).toContain(nonce)
    const rules = said
      .replace(nonce, 'N')
      .split(';')
      .map((rule) => rule.trim().split(/\s+(.*)/s))
    expect(Object.fromEntries(rules.map(([name, value]) => [name, value]))).toEqual(POLICY)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('same-origin')
    expect(headers['permissions-policy']).toContain('geolocation=()')
    // A page that is kept would bear an old nonce.
    expect(headers['cache-control']).toMatch(/no-store|no-cache/)
  }
  expect(nonces.size).toBe(5)
  await caller.dispose()
})

test('no page breaks its policy, and every map, chart and image works under it', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, 'admin')
  const strange: string[] = []
  page.on('request', (asked) => {
    const { protocol, origin } = new URL(asked.url())
    const isOwn = origin === stage.address || protocol === 'data:' || protocol === 'blob:'
    if (!isOwn) strange.push(asked.url())
  })
  // What the policy refuses is a console error, and fails the story (fixtures.ts).
  for (const listed of pages) {
    await page.goto(await addressOf(page, stage, listed))
    await settled(page)
  }
  expect(strange).toEqual([])
  await page.goto('/today')
  await settled(page)
  await expect(page.locator('main [data-map][data-state="idle"] canvas').first()).toBeVisible()
  await expect.poll(() => page.workers().length).toBeGreaterThan(0)
  await page.goto('/reports')
  await settled(page)
  await expect(page.locator('main [data-chart] svg').first()).toBeVisible()
})

test('scripts of strangers and strings as HTML are refused', async ({ page, stage, trouble }) => {
  trouble.expects(/policy:/, /violates the following/, /requires a TrustedHTML/, /TrustedScript/)
  await signIn(page, stage)
  await page.goto('/help')
  await settled(page)
  const refused = await page.evaluate(async () => {
    const seen: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => {
      seen.push(event.effectiveDirective)
    })
    const outcomes: Record<string, string> = {}
    const attempt = (name: string, run: () => unknown) => {
      try {
        outcomes[name] = String(run())
      } catch (error) {
        outcomes[name] = (error as Error).name
      }
    }
    const place = document.createElement('div')
    attempt('html', () => {
      place.innerHTML = '<img src=x onerror="globalThis.ran = true">'
    })
    // What is evaluated at once would be the driver's own doing, which the policy lets pass.
    attempt('timer', () => Reflect.apply(setTimeout, globalThis, ['globalThis.ran = true', 0]))
    attempt('policy', () =>
      (
        globalThis as never as { trustedTypes: { createPolicy: (n: string, r: object) => void } }
      ).trustedTypes.createPolicy('stranger', {}),
    )
    const script = document.createElement('script')
    script.setAttribute('nonce', 'guessed')
    script.append('globalThis.ran = true')
    document.head.append(script)
    attempt('url', () => {
      const link = document.createElement('a')
      link.setAttribute('href', 'javascript:globalThis.ran=true')
      document.body.append(link)
      link.click()
      link.remove()
    })
    await new Promise((resolve) => setTimeout(resolve, 0))
    return { outcomes, ran: (globalThis as { ran?: boolean }).ran ?? false, seen }
  })
  expect(refused.ran).toBe(false)
  expect(refused.outcomes.html).toBe('TypeError')
  expect(refused.outcomes.policy).toBe('TypeError')
})

test('the session is a cookie that no script sees, and no token is kept anywhere', async ({
  page,
  stage,
}) => {
  await signIn(page, stage, 'manager', { fresh: true })
  const [cookie, ...more] = await page.context().cookies()
  expect(more).toEqual([])
  // In the clear on this machine the prefix cannot be had (it wants Secure).
  expect(cookie?.name).toBe(stage.address.startsWith('https') ? '__Host-outrider' : 'outrider')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
  expect(cookie?.domain).toBe(new URL(stage.address).hostname)
  await page.goto('/today')
  await settled(page)
  const kept = await page.evaluate(async () => ({
    cookie: document.cookie,
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    databases: (await indexedDB.databases()).map((each) => each.name),
    caches: await caches.keys(),
    html: document.documentElement.outerHTML,
  }))
  expect(kept.cookie).toBe('')
  expect(kept.databases).toEqual([])
  expect(kept.caches).toEqual([])
  const secret = cookie?.value ?? 'none'
  expect(JSON.stringify(kept)).not.toContain(secret)
  expect(kept.local.every(([name]) => name.startsWith('outrider.'))).toBe(true)
  const stored = [...kept.local, ...kept.session].map(([, value]) => value)
  expect(stored.filter((value) => /[A-Za-z0-9_-]{32,}/.test(value))).toEqual([])
})

test('a request that comes from another site is refused, whatever cookie it bears', async ({
  page,
  stage,
}) => {
  await signIn(page, stage)
  const ask = (method: string, path: string, site?: string) =>
    page.request.fetch(stage.address + path, {
      method,
      headers: site ? { 'sec-fetch-site': site } : {},
      ...(method === 'POST' ? { data: { changes: [] } } : {}),
    })
  for (const site of ['cross-site', 'same-site', 'none', undefined]) {
    const reply = await ask('POST', '/v1/changes', site)
    expect(reply.status(), `POST ${site}`).toBe(403)
  }
  expect((await ask('POST', '/v1/changes', 'same-origin')).status()).not.toBe(403)
  for (const site of ['cross-site', 'same-site']) {
    expect((await ask('GET', '/v1/account', site)).status(), `GET ${site}`).toBe(403)
  }
  expect((await ask('GET', '/v1/account', 'none')).status()).toBe(200)
})

test('the reference lists every route and asks nobody but this server', async ({ page, stage }) => {
  await page.route(
    (url) => url.origin !== stage.address,
    (route) => route.abort(),
  )
  const asked: string[] = []
  page.on('request', (each) => asked.push(new URL(each.url()).origin))
  await page.goto('/reference')
  const described = (await (await page.request.get(`${stage.address}/v1/openapi.json`)).json()) as {
    paths: Record<string, Record<string, unknown>>
  }
  const methods = ['get', 'post', 'put', 'patch', 'delete']
  const routes = Object.entries(described.paths).flatMap(([path, operations]) =>
    methods.filter((method) => method in operations).map((method) => `${method} ${path}`),
  )
  expect(routes.length).toBeGreaterThan(80)
  const folded = page.locator('.opblock-tag[data-is-open="false"]')
  await expect(folded.first()).toBeVisible()
  for (let left = await folded.count(); left > 0; left -= 1) await folded.first().click()
  const blocks = page.locator('.opblock-summary')
  await expect(blocks).toHaveCount(routes.length)
  const shown = await blocks.evaluateAll((all) =>
    all.map((block) => {
      const method = block.querySelector('.opblock-summary-method')?.textContent ?? ''
      const path = block.querySelector('[data-path]')?.getAttribute('data-path') ?? ''
      return `${method.toLowerCase()} ${path}`
    }),
  )
  expect(shown.sort()).toEqual(routes.sort())
  expect(asked.filter((origin) => origin !== stage.address && origin !== 'null')).toEqual([])
})
