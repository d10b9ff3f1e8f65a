import { DirectionProvider, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { useTranslation } from 'react-i18next'
import { queryClient } from '../api'
import { languageOf } from '../words'
import { router } from './routes'
import { schemeManager } from './scheme'
import { theme, variables } from './theme'

/** The nonce that the server gave this page: it lets the library's own `<style>` elements in. */
function nonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}

// Where dialogs lock the scrolling of the page, a library of a library looks for the nonce here.
Object.assign(globalThis, { __webpack_nonce__: nonce() })

export function App() {
  const { t, i18n } = useTranslation('shell')
  const direction = languageOf(i18n.language)?.direction ?? 'ltr'
  return (
    <StrictMode>
      <DirectionProvider key={direction} initialDirection={direction} detectDirection={false}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={variables}
          colorSchemeManager={schemeManager}
          defaultColorScheme="auto"
          getStyleNonce={nonce}
        >
          <QueryClientProvider client={queryClient}>
            <Notifications position="bottom-center" limit={4} zIndex={500} />
            <RouterProvider router={router} />
            <section id="overlays" aria-label={t('overlays')} />
          </QueryClientProvider>
        </MantineProvider>
      </DirectionProvider>
    </StrictMode>
  )
}
