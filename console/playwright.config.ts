import { defineConfig } from '@playwright/test'

// Debian's chromium; nothing is downloaded.
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const isRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: './e2e',
  testMatch: '**/*.spec.ts',
  outputDir: process.env.OUTRIDER_RESULTS ?? './test-results',
  // A stage for each worker; the machine has two processors.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // A machine under load is slow, and a story waits for what it wants to see, not for a time.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: './e2e/reporter.ts',
  use: {
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    trace: 'off',
    video: 'off',
    screenshot: 'only-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath,
      // The sandbox needs a user who is not root.
      chromiumSandbox: !isRoot,
      // No machine of ours has a graphics card; the map draws in software.
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        '--disable-dev-shm-usage',
        '--force-color-profile=srgb',
        '--font-render-hinting=none',
      ],
    },
  },
})
