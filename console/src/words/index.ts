// Words of the console. A folder that has words keeps them in `words.en.json` and `words.ar.json`;
// its name is the namespace: `today:title` is in `pages/today/words.*.json`. Those of the domain
// stand in `words/common.*.json` at the root, which phones read too. They are fetched when first
// asked for.
import i18next, { type BackendModule, type ResourceKey } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Language, languageOf } from './languages'
import { preferences } from './preferences'
import { pseudoWords } from './pseudo'

type Load = () => Promise<unknown>

const files: Record<string, Load> = {
  ...import.meta.glob('../**/words.*.json', { import: 'default' }),
  ...import.meta.glob('../../../words/common.*.json', { import: 'default' }),
}

/** `today/en` → how that file is loaded. */
const loaders = new Map<string, Load>()
for (const [path, load] of Object.entries(files)) {
  const [, folder, file, language] = /(\w[\w-]*)?\/(\w+)\.(\w+)\.json$/.exec(path) ?? []
  loaders.set(`${file === 'words' ? folder : file}/${language}`, load)
}

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const isPseudo = language === 'en-XA'
    const load = loaders.get(`${namespace}/${isPseudo ? 'en' : language}`)
    if (!load) return done(new Error(`no words ${namespace} in ${language}`), null)
    load().then(
      (words) => done(null, (isPseudo ? pseudoWords(words) : words) as ResourceKey),
      (error: Error) => done(error, null),
    )
  },
}

/** Whether a folder has words of its own. */
export function hasWords(namespace: string): boolean {
  return loaders.has(`${namespace}/en`)
}

function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('language') ?? undefined
  const kept = languageOf(asked) ?? languageOf(preferences.language())
  return kept?.code ?? (/^ar\b/.test(navigator.language) ? 'ar' : 'en')
}

/** Makes the words ready that every page needs. */
export async function startWords(): Promise<void> {
  const language = firstLanguage()
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      load: 'currentOnly',
      fallbackLng: false,
      ns: ['common', 'shell', 'api', 'parts', 'write', 'table'].filter(hasWords),
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      returnNull: false,
    })
  face(language)
}

/** Another language, at once and for the next time. */
export async function speak(language: Language): Promise<void> {
  await i18next.changeLanguage(language)
  preferences.keepLanguage(language)
  face(language)
}

function face(language: Language) {
  const root = document.documentElement
  root.lang = language
  root.dir = languageOf(language)?.direction ?? 'ltr'
}

export { type Language, languageOf, languages, localeOf, pseudoLanguage } from './languages'
export { preferences, type Scheme, schemes } from './preferences'
