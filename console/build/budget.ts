import { brotliCompressSync, constants } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

/** What a browser fetches before Today stands, compressed. Map and charts come when they are needed. */
const MOST = 300 * 1024

/** The page on which people land, and the words that it and the frame speak. */
const LANDING = /\/src\/pages\/today\/TodayPage\.tsx$/
const WORDS = /\/src\/(?:pages\/today|shell|api|parts|write|table)\/words\.(\w+)\.json$/
const COMMON = /\/words\/common\.(\w+)\.json$/

type Bundle = Rolldown.OutputBundle
type Chunk = Rolldown.OutputChunk & { viteMetadata?: { importedCss: Set<string> } }

/** The bytes that travel. */
function compressed(content: string | Uint8Array): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  return brotliCompressSync(content, { params }).length
}

/** A chunk with everything that it imports at once, and their styles. */
function closure(bundle: Bundle, names: string[]): Set<string> {
  const found = new Set<string>()
  const waiting = [...names]
  for (let name = waiting.pop(); name; name = waiting.pop()) {
    if (found.has(name)) continue
    found.add(name)
    const output = bundle[name]
    if (output?.type !== 'chunk') continue
    waiting.push(...output.imports, ...((output as Chunk).viteMetadata?.importedCss ?? []))
  }
  return found
}

/** The largest of languages, since nobody fetches two. */
function wordsOf(bundle: Bundle): string[] {
  const languages = new Map<string, string[]>()
  for (const output of Object.values(bundle)) {
    if (output.type !== 'chunk') continue
    const module = output.facadeModuleId ?? ''
    const language = (WORDS.exec(module) ?? COMMON.exec(module))?.[1]
    if (language) languages.set(language, [...(languages.get(language) ?? []), output.fileName])
  }
  const sum = (names: string[]) => names.reduce((all, name) => all + sizeOf(bundle, name), 0)
  return [...languages.values()].sort((one, other) => sum(other) - sum(one))[0] ?? []
}

function sizeOf(bundle: Bundle, name: string): number {
  const output = bundle[name]
  if (!output) return 0
  return compressed(output.type === 'chunk' ? output.code : output.source)
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`
}

/** Says what the first load costs, and fails the build when it is too much. */
export function budget(): Plugin {
  return {
    name: 'budget',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
        const first = chunks.filter(
          (chunk) => chunk.isEntry || LANDING.test(chunk.facadeModuleId ?? ''),
        )
        if (first.length < 2) this.error('the page on which people land is not a chunk of its own')
        const words = wordsOf(bundle)
        if (words.length < 7) this.error(`words of the first load are missing: ${words.join(' ')}`)
        const sizes = [...closure(bundle, [...first.map((chunk) => chunk.fileName), ...words])]
          .map((name) => ({ name, bytes: sizeOf(bundle, name) }))
          .sort((one, other) => other.bytes - one.bytes)
        const whole = sizes.reduce((all, { bytes }) => all + bytes, 0)
        const told = `first load: ${kilobytes(whole)} of ${kilobytes(MOST)} compressed`
        this.info(told)
        if (process.env.OUTRIDER_BUDGET || whole > MOST) {
          for (const { name, bytes } of sizes) this.warn(`${kilobytes(bytes).padStart(9)} ${name}`)
        }
        if (whole > MOST) this.error(`${told}: let something wait until it is needed`)
      },
    },
  }
}
