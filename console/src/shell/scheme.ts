import type { MantineColorSchemeManager } from '@mantine/core'
import { preferences } from '../words'

/** Keeps the scheme under the name that theme.js reads before the first paint. */
export const schemeManager: MantineColorSchemeManager = {
  get: () => preferences.scheme(),
  set: (scheme) => preferences.keepScheme(scheme),
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => preferences.keepScheme('auto'),
}
