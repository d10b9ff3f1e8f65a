import { describe, expect, it } from 'vitest'
import { isServer } from './server'

describe('who did it', () => {
  it('is the server where nobody is named, or whoever follows from the organisation', () => {
    expect(isServer(undefined)).toBe(true)
    expect(isServer('a417454f-2e59-5cde-8263-eabd253e5d34')).toBe(true)
  })

  it('is a person otherwise', () => {
    expect(isServer('019ab1f2-2e59-7cde-8263-eabd253e5d34')).toBe(false)
    expect(isServer('a417454f-2e59-4cde-8263-eabd253e5d34')).toBe(false)
  })
})
