import { describe, expect, it } from 'vitest'
import { diffWords } from './diff'

const said = (before: string, after: string) =>
  diffWords(before, after).map(({ is, text }) => `${is}:${text}`)

describe('diffWords', () => {
  it('shows the word that was replaced and leaves the rest', () => {
    expect(said('call Anna on Monday', 'call Anna on Tuesday')).toEqual([
      'same:call Anna on ',
      'old:Monday',
      'new:Tuesday',
    ])
  })

  it('gives both texts back whole', () => {
    const before = 'Order 12 lamps, deliver before noon.\nAsk for Öztürk.'
    const after = 'Deliver 14 lamps after noon.\nAsk for Frau Öztürk!'
    const found = diffWords(before, after)
    const without = (is: string) =>
      found
        .filter((piece) => piece.is !== is)
        .map((piece) => piece.text)
        .join('')
    expect(without('new')).toBe(before)
    expect(without('old')).toBe(after)
  })

  it('knows words of other scripts', () => {
    expect(said('زيارة العميل غدا', 'زيارة العميل اليوم')).toEqual([
      'same:زيارة العميل ',
      'old:غدا',
      'new:اليوم',
    ])
  })

  it('says nothing of two empty texts and all of one', () => {
    expect(said('', '')).toEqual([])
    expect(said('', 'new')).toEqual(['new:new'])
  })
})
