// The guides in docs/guides are the one source of the help: whole at /help, by section beside a page.
// A section is a heading of the second order; `<!-- page: today -->` behind it says whose help it is.
import admin from '../../../../docs/guides/admin.md?raw'
import manager from '../../../../docs/guides/manager.md?raw'
import rep from '../../../../docs/guides/rep.md?raw'

export interface Section {
  guide: Guide
  /** What the address of the guide says behind `#`. */
  anchor: string
  title: string
  text: string
  topics: string[]
}

export type Guide = 'manager' | 'admin' | 'rep'

const sources: Record<Guide, string> = { manager, admin, rep }
export const guides: readonly Guide[] = ['manager', 'admin', 'rep']

export function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}

function split(guide: Guide): Section[] {
  const parts = sources[guide].split(/^## /m).slice(1)
  return parts.map((part) => {
    const [title = '', ...lines] = part.split('\n')
    const text = lines.join('\n')
    const named = /<!-- page: ([\w, -]+) -->/.exec(text)?.[1] ?? ''
    return {
      guide,
      title: title.trim(),
      anchor: anchorOf(title),
      // Pictures are for whoever reads the guides elsewhere: here the page itself stands beside them.
      text: text.replace(/<!--.*?-->|^!\[[^\n]*$/gms, '').trim(),
      topics: named.split(',').map((word) => word.trim()),
    }
  })
}

export const sections: readonly Section[] = guides.flatMap(split)

/** What the guides say about a page. */
export function sectionsOf(topic: string): Section[] {
  return sections.filter((section) => section.topics.includes(topic))
}

/** Sections that have all words of a query, those with it in the title first. */
export function searchGuides(query: string): Section[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word))
  const found = sections.filter((section) => has(`${section.title} ${section.text}`))
  return found.sort((one, other) => Number(has(other.title)) - Number(has(one.title)))
}
