import * as listed from '../router'
import type { PageDefinition } from './page'

/** All pages, in the order of the navigation. */
export const pages: readonly PageDefinition[] = (
  Object.values(listed) as unknown as PageDefinition[]
).sort((one, other) => (one.order ?? 999) - (other.order ?? 999))
