import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { budget } from './build/budget'
import { thirdPartyLicences } from './build/licences'
import { reference } from './build/reference'
import { componentStyles } from './build/styles'

// Where the server stands that the development server speaks to.
const server = process.env.OUTRIDER_SERVER ?? 'http://127.0.0.1:8080'
const served = ['/v1', '/setup', '/welcome', '/health', '/map.pmtiles', '/reference']

const core = /node_modules\/(react|react-dom|scheduler)\//
const data = /node_modules\/(@tanstack|openapi-fetch|i18next|react-i18next)\//

export default defineConfig({
  plugins: [react(), componentStyles(), reference(), thirdPartyLicences(), budget()],
  // The server puts a fresh nonce in place of this word in each answer.
  html: { cspNonce: '__NONCE__' },
  build: {
    target: 'es2023',
    // Nothing is inlined: the policy of the pages knows no `data:` for scripts or styles.
    assetsInlineLimit: 0,
    // The polyfill would be an inline script, and every browser in reach preloads modules.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The map and its worker are large, and load when somebody looks at a map.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Only what the first page needs. Components are left to the bundler: a group would bring
          // those of every page along, because they all come through one index.
          groups: [
            { name: 'core', test: core, tags: ['$initial'], priority: 2 },
            { name: 'data', test: data, tags: ['$initial'], priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    // The guides stand beside the console, not in it.
    fs: { allow: ['..'] },
    proxy: Object.fromEntries(served.map((path) => [path, { target: server, changeOrigin: true }])),
  },
  preview: {
    proxy: Object.fromEntries(served.map((path) => [path, { target: server, changeOrigin: true }])),
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
  },
})
