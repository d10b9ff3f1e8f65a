import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const here = dirname(fileURLToPath(import.meta.url))
const pages = join(here, '../reference')
const viewer = join(here, '../node_modules/swagger-ui-dist')

// What the page at /reference is made of: our three files, and the viewer's as they came.
const files = [
  [pages, 'index.html', 'index.html'],
  [pages, 'page.css', 'page.css'],
  [pages, 'start.js', 'start.js'],
  [viewer, 'swagger-ui.css', 'swagger-ui.css'],
  [viewer, 'swagger-ui-bundle.js', 'swagger-ui-bundle.js'],
  [viewer, 'LICENSE', 'licence.txt'],
  [viewer, 'NOTICE', 'notice.txt'],
] as const

/** Puts the viewer of the API's description beside the console, as it is: no bundler touches it. */
export function reference(): Plugin {
  return {
    name: 'reference',
    apply: 'build',
    async generateBundle() {
      for (const [folder, from, name] of files) {
        const source = await readFile(join(folder, from))
        this.emitFile({ type: 'asset', fileName: `reference/${name}`, source })
      }
    },
  }
}
