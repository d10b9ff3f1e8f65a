import { describe, expect, it } from 'vitest'
import type { ListPage } from './types'
import { extentOf, pagesOf } from './window'

function page(start: number, count: number, total?: number): ListPage<number> {
  const items = Array.from({ length: count }, (_, place) => start + place)
  const isLast = total !== undefined && start + count >= total
  return { items, total, next: isLast ? undefined : String(start + count), names: { [start]: 'n' } }
}

describe('the pages in view', () => {
  it('are those of the rows, one to each side, and the first', () => {
    expect(pagesOf(0, 30, 100)).toEqual([0, 1])
    expect(pagesOf(5_000, 5_030, 100)).toEqual([0, 49, 50, 51])
    expect(pagesOf(150, 250, 100)).toEqual([0, 1, 2, 3])
  })

  it('come one after the other where only the page before knows where the next begins', () => {
    expect(pagesOf(0, 30, 100, [0])).toEqual([0, 1])
    expect(pagesOf(5_000, 5_030, 100, [0, 1])).toEqual([0, 1, 2])
    expect(pagesOf(0, 30, 100, [0, 1, 2])).toEqual([0, 1, 2])
  })
})

describe('what pages make together', () => {
  it('is nothing before the first one is there', () => {
    expect(extentOf(new Map([[3, page(300, 100, 1_000)]]), 100)).toBeUndefined()
  })

  it('has room for all that match, with rows where pages are', () => {
    const extent = extentOf(
      new Map([
        [0, page(0, 100, 1_000)],
        [5, page(500, 100, 1_000)],
      ]),
      100,
    )
    expect(extent?.count).toBe(1_000)
    expect(extent?.row(99)?.item).toBe(99)
    expect(extent?.row(100)).toBeUndefined()
    expect(extent?.row(501)?.item).toBe(501)
    expect(extent?.row(501)?.names).toEqual({ 500: 'n' })
    expect(extent?.items()).toHaveLength(100)
    expect(extent?.names).toEqual({ 0: 'n', 500: 'n' })
  })

  it('has room for one page more where nobody counts', () => {
    expect(extentOf(new Map([[0, page(0, 100)]]), 100)?.count).toBe(200)
    const last: ListPage<number> = { items: [100, 101] }
    const both = new Map([
      [0, page(0, 100)],
      [1, last],
    ])
    expect(extentOf(both, 100)?.count).toBe(102)
    expect(extentOf(both, 100)?.items()).toHaveLength(102)
  })

  it('of an empty list is empty', () => {
    expect(extentOf(new Map([[0, { items: [], total: 0 }]]), 100)).toMatchObject({
      total: 0,
      count: 0,
    })
  })
})
