export type Language = 'en' | 'ar' | 'en-XA'

export interface LanguageName {
  code: Language
  /** What the language calls itself. */
  name: string
  direction: 'ltr' | 'rtl'
}

export const languages: readonly LanguageName[] = [
  { code: 'en', name: 'English', direction: 'ltr' },
  { code: 'ar', name: 'العربية', direction: 'rtl' },
]

/** For whoever tests: chosen by `?language=en-XA` in the address or from the palette in development. */
export const pseudoLanguage: LanguageName = { code: 'en-XA', name: 'Pseudo', direction: 'ltr' }

export function languageOf(code: string | undefined): LanguageName | undefined {
  return [...languages, pseudoLanguage].find((language) => language.code === code)
}

/** The locale of numbers, days and times: the reader's own region where it fits the language. */
export function localeOf(language: string): string {
  const plain = language === 'en-XA' ? 'en' : language
  const wished = globalThis.navigator?.languages ?? []
  return wished.find((each) => each === plain || each.startsWith(`${plain}-`)) ?? plain
}
