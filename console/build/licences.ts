import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const NAME = 'virtual:licences'
/** Beside what the console needs to run: the viewer that is served as it came. */
const SERVED = ['swagger-ui-dist']

interface Manifest {
  name: string
  version: string
  license?: string
  dependencies?: Record<string, string>
}

interface Licence {
  name: string
  version: string
  licence: string
  text: string
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}

/** Where a package finds another one: in its own folder, or in one above it. */
function folderOf(name: string, from: string): string | undefined {
  for (let folder = from; folder.startsWith(root); folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name)
    if (existsSync(join(found, 'package.json'))) return found
  }
  return undefined
}

/** What a package says about its licence, with the notices that must go along. */
function textOf(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice)/i.test(entry.name))
    .map((entry) => entry.name)
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n')
}

/** The packages that the console needs to run, and those that these need. */
function licences(): Licence[] {
  const found = new Map<string, Licence>()
  const seen = new Set<string>()
  const waiting = [...Object.keys(manifestOf(root).dependencies ?? {}), ...SERVED].map((name) => ({
    name,
    from: root,
  }))
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const folder = folderOf(next.name, next.from)
    if (!folder || seen.has(folder)) continue
    seen.add(folder)
    const { name, version, license = '', dependencies = {} } = manifestOf(folder)
    found.set(`${name} ${version}`, { name, version, licence: license, text: textOf(folder) })
    waiting.push(...Object.keys(dependencies).map((each) => ({ name: each, from: folder })))
  }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** Brings the licences of the console's packages, for the page that shows them. */
export function thirdPartyLicences(): Plugin {
  return {
    name: 'third-party-licences',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? `export default ${JSON.stringify(licences())}` : undefined),
  }
}
