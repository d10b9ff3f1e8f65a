import { describe, expect, it } from 'vitest'
import { ariaSort, nextSort, tracksOf } from './columns'
import { csvLine, csvOf, csvParts, neutral } from './csv'
import { drawn } from './drawn'
import { type Filter, isSet, namesOf, valueWords } from './filters'
import { moved } from './grid'
import { countOf, everything, isChosen, nothing, stretched, toggled } from './selection'
import { isSameRow, type TableRowProps } from './TableRow'
import { listSearch } from './useListState'

describe('a CSV file', () => {
  it('begins with a mark, ends its lines as RFC 4180 says and quotes what needs it', () => {
    expect(
      csvOf(
        ['a', 'b'],
        [
          ['x,y', 'say "hi"'],
          ['two\nlines', ''],
        ],
      ),
    ).toBe('\ufeffa,b\r\n"x,y","say ""hi"""\r\n"two\nlines",\r\n')
  })

  it('makes texts of what a spreadsheet would compute, as the server does', () => {
    for (const cell of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1']) {
      expect(neutral(cell)).toBe(`'${cell}`)
    }
    for (const cell of ['', 'a=1', '1-2', "'=1", ' =1', '\n=1']) expect(neutral(cell)).toBe(cell)
    expect(csvLine(['=HYPERLINK("http://x","y")'])).toBe(`"'=HYPERLINK(""http://x"",""y"")"\r\n`)
  })

  it('is the same in slices', async () => {
    const rows = Array.from({ length: 1_001 }, (_, row) => [String(row), `=${row}`])
    const parts = await csvParts(['n', 'f'], rows, (row) => row)
    expect(parts.join('')).toBe(csvOf(['n', 'f'], rows))
    expect(parts.length).toBe(4)
  })

  it('can be stopped', async () => {
    const signal = AbortSignal.abort()
    await expect(csvParts(['n'], [['1']], (row) => row, signal)).rejects.toThrow()
  })
})

describe('a selection', () => {
  it('of some counts them and forgets them again', () => {
    const one = toggled(nothing<number>(), 'a', 1, 0)
    expect([isChosen(one, 'a'), isChosen(one, 'b'), countOf(one, 9)]).toEqual([true, false, 1])
    expect(countOf(toggled(one, 'a', 1, 0), 9)).toBe(0)
  })

  it('of a stretch goes from the row that was chosen last', () => {
    const anchor = toggled(nothing<number>(), 'c', 3, 2)
    expect(anchor.anchor).toBe(2)
    const rows = [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const
    const three = stretched(anchor, rows, true)
    expect([countOf(three, 9), three.anchor]).toEqual([3, 2])
    expect(countOf(stretched(three, rows.slice(0, 2), false), 9)).toBe(1)
  })

  it('of everything holds what was never loaded, and leaves out what was taken out', () => {
    const all = toggled(everything<number>(), 'b', 2, 1)
    expect([isChosen(all, 'zzz'), isChosen(all, 'b'), countOf(all, 100_000)]).toEqual([
      true,
      false,
      99_999,
    ])
    expect(countOf(toggled(all, 'b', 2, 1), 100_000)).toBe(100_000)
  })
})

describe('the arrow keys', () => {
  const bounds = { rows: 100, columns: 5, page: 10, isRtl: false }
  it('lead from cell to cell and stay within the grid', () => {
    expect(moved({ row: 0, column: 0 }, 'ArrowUp', false, bounds)).toEqual({ row: -1, column: 0 })
    expect(moved({ row: -1, column: 0 }, 'ArrowUp', false, bounds)).toEqual({ row: -1, column: 0 })
    expect(moved({ row: 99, column: 4 }, 'ArrowDown', false, bounds)).toEqual({
      row: 99,
      column: 4,
    })
    expect(moved({ row: 5, column: 4 }, 'ArrowRight', false, bounds)).toEqual({ row: 5, column: 4 })
    expect(moved({ row: 5, column: 2 }, 'PageDown', false, bounds)).toEqual({ row: 15, column: 2 })
    expect(moved({ row: 5, column: 2 }, 'PageUp', false, bounds)).toEqual({ row: 0, column: 2 })
    expect(moved({ row: 5, column: 2 }, 'End', true, bounds)).toEqual({ row: 99, column: 4 })
    expect(moved({ row: 5, column: 2 }, 'Home', false, bounds)).toEqual({ row: 5, column: 0 })
    expect(moved({ row: 5, column: 2 }, 'x', false, bounds)).toBeUndefined()
  })

  it('follow the line of reading from right to left', () => {
    const rtl = { ...bounds, isRtl: true }
    expect(moved({ row: 0, column: 1 }, 'ArrowLeft', false, rtl)).toEqual({ row: 0, column: 2 })
    expect(moved({ row: 0, column: 1 }, 'ArrowRight', false, rtl)).toEqual({ row: 0, column: 0 })
  })
})

describe('the rows that are drawn', () => {
  const range = { startIndex: 50, endIndex: 52, overscan: 2, count: 100 }
  it('are those in view with some around them', () => {
    expect(drawn(range, -1)).toEqual([48, 49, 50, 51, 52, 53, 54])
    expect(drawn({ ...range, startIndex: 0, endIndex: 99 }, -1)).toHaveLength(100)
    expect(drawn({ startIndex: 0, endIndex: 0, overscan: 2, count: 0 }, 0)).toEqual([])
  })

  it('keep the row with the focus, wherever it is', () => {
    expect(drawn(range, 3)[0]).toBe(3)
    expect(drawn(range, 99).at(-1)).toBe(99)
    expect(drawn(range, 51)).toHaveLength(7)
    expect(drawn(range, 100)).toHaveLength(7)
  })
})

describe('the order', () => {
  it('goes up, down and back to the usual one', () => {
    expect(nextSort(undefined, 'name')).toBe('name')
    expect(nextSort('name', 'name')).toBe('-name')
    expect(nextSort('-name', 'name')).toBeUndefined()
    expect(nextSort('-code', 'name')).toBe('name')
  })

  it('is told to those who do not see it', () => {
    expect(ariaSort('-name', 'name')).toBe('descending')
    expect(ariaSort('name', 'name')).toBe('ascending')
    expect(ariaSort('code', 'name')).toBe('none')
    expect(ariaSort('code', undefined)).toBeUndefined()
  })
})

describe('columns', () => {
  it('need their least width and share the rest', () => {
    const text = () => ''
    const columns = [
      { id: 'a', header: 'A', text, width: 200, grow: 2 },
      { id: 'b', header: 'B', text },
    ]
    expect(tracksOf(columns, true)).toEqual({
      tracks: '40px minmax(200px, 2fr) minmax(120px, 1fr)',
      least: 360,
    })
  })
})

describe('the address of a list', () => {
  const search = listSearch({ q: 'text', day: 'day', open: 'flag', most: 'number' })
  it('is read for what it says and nothing else', () => {
    expect(
      search({ q: 'a', day: '2026-11-23', open: 'true', most: '3', sort: '-q', x: '1' }),
    ).toEqual({ q: 'a', day: '2026-11-23', open: true, most: 3, sort: '-q' })
    expect(search({ q: '', day: 'tomorrow', open: 'no', most: 'many' })).toEqual({})
  })
})

describe('a filter', () => {
  const t = (key: string) => key
  const days: Filter = { kind: 'days', name: 'days', label: 'Days', from: 'from', to: 'to' }
  const status: Filter = {
    kind: 'choice',
    name: 'status',
    label: 'Status',
    many: true,
    options: [
      { value: 'done', label: 'Done' },
      { value: 'open', label: 'Open' },
    ],
  }
  it('says what it is set to', () => {
    expect(valueWords(status, { status: 'done,open,new' }, 'en', t)).toBe('Done, Open, or new')
    expect(valueWords(days, { from: '2026-11-23', to: '2026-11-23' }, 'en', t)).toBe('Nov 23, 2026')
    expect(valueWords(days, { to: '2026-11-23' }, 'en', t)).toBe('to Nov 23, 2026')
    expect(valueWords(days, {}, 'en', t)).toBe('')
  })

  it('knows the names that it stands for', () => {
    expect(namesOf(days)).toEqual(['from', 'to'])
    expect([isSet(days, { to: '2026-11-23' }), isSet(days, { from: '' })]).toEqual([true, false])
  })
})

describe('a row', () => {
  const names = {}
  const item = { id: 'a' }
  const drawnWith = (more: Partial<TableRowProps<object>> = {}): TableRowProps<object> => ({
    row: { item, names },
    index: 1,
    columns: COLUMNS,
    isSelectable: true,
    isChosen: false,
    active: -1,
    isCard: false,
    canOpen: true,
    selectName: 'Choose',
    ...more,
  })
  const COLUMNS: TableRowProps<object>['columns'] = []

  it('is not drawn anew for a new wrapping of the same item', () => {
    expect(isSameRow(drawnWith(), drawnWith())).toBe(true)
    expect(isSameRow(drawnWith({ row: undefined }), drawnWith({ row: undefined }))).toBe(true)
  })

  it('is drawn anew for another item, other names, a choice, the focus or other columns', () => {
    for (const other of [
      { row: undefined },
      { row: { item: { id: 'a' }, names } },
      { row: { item, names: {} } },
      { isChosen: true },
      { active: 0 },
      { columns: [] },
    ]) {
      expect(isSameRow(drawnWith(), drawnWith(other)), JSON.stringify(other)).toBe(false)
    }
  })
})
