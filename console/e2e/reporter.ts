// Tells each story in a line, and counts them in the last one, as every part of the tests does.

import { stripVTControlCharacters } from 'node:util'
import type {
  FullResult,
  Reporter,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter'

/** Prints what became of the stories. */
class Counting implements Reporter {
  private passed = 0
  private failed = 0
  private skipped = 0

  printsToStdio(): boolean {
    return true
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const name = test.titlePath().slice(2).join(' › ')
    const seconds = (result.duration / 1000).toFixed(1)
    if (result.status === 'skipped') {
      this.skipped += 1
      console.log(`story ${name} ... skipped`)
    } else if (result.status === test.expectedStatus) {
      this.passed += 1
      console.log(`story ${name} ... ok (${seconds} s)`)
    } else {
      this.failed += 1
      console.log(`story ${name} ... FAILED (${seconds} s)`)
      for (const error of result.errors) console.log(told(error))
      for (const { description } of result.annotations) console.log(`  ${description}`)
    }
  }

  onError(error: TestError): void {
    this.failed += 1
    console.log(told(error))
  }

  onEnd(result: FullResult): void {
    // A run that broke off is no success, whatever it counted before.
    if (result.status !== 'passed' && this.failed === 0) this.failed = 1
    console.log(`${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`)
  }
}

function told(error: TestError): string {
  const words = error.stack ?? error.message ?? error.value ?? 'no reason was given'
  // Colours of a terminal would be noise in a log.
  return stripVTControlCharacters(`${words}\n${error.snippet ?? ''}`)
}

export { Counting as default }
