// Runs before anything is painted, so that nobody sees the wrong colours or the wrong direction
// first. It reads two preferences and nothing else; the same names stand in src/words/preferences.ts.
;(() => {
  const root = document.documentElement
  let scheme = 'auto'
  let language = ''
  try {
    scheme = localStorage.getItem('outrider.scheme') || 'auto'
    language = localStorage.getItem('outrider.language') || ''
  } catch {
    // A browser that keeps nothing has the system's colours and its own language.
  }
  const isDark =
    scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light')
  if (!language) language = /^ar\b/.test(navigator.language) ? 'ar' : 'en'
  root.lang = language
  root.dir = /^ar\b/.test(language) ? 'rtl' : 'ltr'
})()
