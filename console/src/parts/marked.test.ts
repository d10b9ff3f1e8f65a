import { expect, test } from 'vitest'
import { piecesOf } from './marked'

const found = (text: string, looked: string) =>
  piecesOf(text, looked)
    .filter((piece) => piece.isFound)
    .map((piece) => piece.text)

test('found words are marked whatever their case and accents', () => {
  expect(found('Kühltheke ist undicht, KÜHLTHEKE!', 'kuhltheke')).toEqual([
    'Kühltheke',
    'KÜHLTHEKE',
  ])
  expect(found('العميل يريد خصم', 'خصم')).toEqual(['خصم'])
  expect(found('two late deliveries', 'late two')).toEqual(['two', 'late'])
})

test('the pieces are the whole text', () => {
  const text = '⟦ one ‖ other ⟧ and <b>no</b> mark'
  for (const looked of ['one mark', '', '…', 'zebra']) {
    expect(
      piecesOf(text, looked)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  }
})
