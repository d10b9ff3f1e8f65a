export { type PageAction, usePageActions } from './actions'
export { openHelp } from './help/store'
export { definePage, type PageDefinition, type Role } from './page'
export { usePageTitle } from './title'
