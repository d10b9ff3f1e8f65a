import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const here = dirname(fileURLToPath(import.meta.url))
const library = join(here, '../node_modules/@mantine')
const styles = join(library, 'core/styles')
const components = join(library, 'core/esm/components')

const NAME = 'virtual:component-styles'
/** What holds for every component. */
const ALWAYS = ['baseline', 'default-css-variables', 'global']

function filesUnder(folder: string, end: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => end.test(path))
    .map((path) => join(folder, path))
}

/** The components that a source names in its imports. */
function named(source: string): string[] {
  return [...source.matchAll(/import\s*\{([^}]*)\}\s*from\s*["']@mantine\/core["']/g)].flatMap(
    (found) => (found[1] ?? '').split(',').map((word) => word.trim().split(/\s+/)[0] ?? ''),
  )
}

/** The style files of components, and of those that they are made of. */
function closure(names: Set<string>): Set<string> {
  const files = new Map(
    filesUnder(components, /\.mjs$/).map((path) => [
      path.replace(/^.*[\\/](.*)\.mjs$/, '$1'),
      path,
    ]),
  )
  const waiting = [...names].flatMap((name) => files.get(name) ?? [])
  const seen = new Set<string>()
  const found = new Set(ALWAYS)
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (seen.has(path) || !existsSync(path)) continue
    seen.add(path)
    for (const each of readFileSync(path, 'utf8').matchAll(/from "(\.[^"]+)"/g)) {
      const next = join(dirname(path), each[1] ?? '')
      const own = /([\w-]+)\.module\.mjs$/.exec(next)?.[1]
      if (own) found.add(own)
      else waiting.push(next)
    }
  }
  return found
}

/** In the order of the whole file: of equal rules the later one counts. */
function inOrder(found: Set<string>): string[] {
  const whole = readFileSync(join(library, 'core/styles.css'), 'utf8')
  const place = (name: string) =>
    whole.indexOf(
      readFileSync(join(styles, `${name}.css`), 'utf8')
        .trim()
        .slice(0, 120),
    )
  return [...found]
    .filter((name) => existsSync(join(styles, `${name}.css`)))
    .sort((one, other) => place(one) - place(other))
}

/** Brings the styles of the components that the console names, in place of all that the library has. */
export function componentStyles(): Plugin {
  let isBuild = false
  return {
    name: 'component-styles',
    configResolved: (config) => {
      isBuild = config.command === 'build'
    },
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) return undefined
      if (!isBuild) return "import '@mantine/core/styles.css'"
      const sources = [
        ...filesUnder(join(here, '../src'), /\.tsx?$/),
        ...['dates', 'spotlight', 'notifications'].flatMap((part) =>
          filesUnder(join(library, part, 'esm'), /\.mjs$/),
        ),
      ]
      const names = new Set(sources.flatMap((path) => named(readFileSync(path, 'utf8'))))
      return inOrder(closure(names))
        .map((name) => `import '@mantine/core/styles/${name}.css'`)
        .join('\n')
    },
  }
}
