// The pages of the console, one line each. Where a page stands in the navigation, its address and
// its words are its own folder's affair.
export { account } from './pages/account/page'
export { activity } from './pages/activity/page'
export { audit } from './pages/audit/page'
export { customer, customers } from './pages/customers/page'
export { help } from './pages/help/page'
export { inbox } from './pages/inbox/page'
export { people } from './pages/people/page'
export { plan } from './pages/plan/page'
export { reports } from './pages/reports/page'
export { settings } from './pages/settings/page'
export { tasks } from './pages/tasks/page'
export { today } from './pages/today/page'
