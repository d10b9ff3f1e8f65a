import { describe, expect, it } from 'vitest'
import { isServer } from './server'

const derived = 'a417454f-2e59-5cde-8263-eabd253e5d34'
const nobody = { name: () => undefined }

describe('who did it', () => {
  it('is the server where nobody is named, or whoever follows from the organisation', () => {
    expect(isServer(undefined, nobody)).toBe(true)
    expect(isServer(derived, nobody)).toBe(true)
  })

  it('is a person otherwise', () => {
    expect(isServer('019ab1f2-2e59-7cde-8263-eabd253e5d34', nobody)).toBe(false)
    expect(isServer('a417454f-2e59-4cde-8263-eabd253e5d34', nobody)).toBe(false)
    expect(isServer(derived, { name: () => 'Ria' })).toBe(false)
  })
})
