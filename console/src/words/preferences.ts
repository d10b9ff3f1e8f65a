// What this browser remembers of its user's taste. Never anything secret: whoever opens the
// browser next can read it. public/theme.js reads the first two before the first paint.

const LANGUAGE = 'outrider.language'
const SCHEME = 'outrider.scheme'
const NARROW = 'outrider.narrow'
const ORGANISATION = 'outrider.organisation'

export type Scheme = 'light' | 'dark' | 'auto'
export const schemes: readonly Scheme[] = ['light', 'dark', 'auto']

function read(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined
  } catch {
    return undefined
  }
}

function write(name: string, value: string) {
  try {
    localStorage.setItem(name, value)
  } catch {
    // A browser that keeps nothing starts anew next time.
  }
}

export const preferences = {
  language: () => read(LANGUAGE),
  keepLanguage: (language: string) => write(LANGUAGE, language),
  scheme: (): Scheme => schemes.find((scheme) => scheme === read(SCHEME)) ?? 'auto',
  keepScheme: (scheme: Scheme) => write(SCHEME, scheme),
  /** Whether the side navigation is folded to its icons. */
  isNarrow: () => read(NARROW) === 'true',
  keepNarrow: (isNarrow: boolean) => write(NARROW, String(isNarrow)),
  /** The short name of the organisation that signed in here last, to save typing. */
  organisation: () => read(ORGANISATION) ?? '',
  keepOrganisation: (slug: string) => write(ORGANISATION, slug),
}
