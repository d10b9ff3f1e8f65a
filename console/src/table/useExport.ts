// Everything that matches, as a file: read page by page, with progress and a way to stop.
import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { useCallback, useRef } from 'react'
import type { List, ListRow } from '../api/list'
import { isAbort, problemWords } from '../api/problem'
import type { Column } from './columns'
import { csvParts, download } from './csv'
import { underProgress } from './reading'

export function useExport<T>(name: string, list: List<T>, columns: readonly Column<T>[]) {
  const live = useRef({ list, columns })
  live.current = { list, columns }
  return useCallback(async () => {
    const { list, columns } = live.current
    const cells = (row: ListRow<T>) => columns.map((column) => column.text(row))
    const header = columns.map((column) => column.header)
    try {
      const parts = await underProgress(list.total, async (options) =>
        csvParts(header, await list.all(options), cells, options.signal),
      )
      download(`${name}-${today()}.csv`, parts)
    } catch (error) {
      if (!isAbort(error)) sayFailure(error)
    }
  }, [name])
}

function sayFailure(error: unknown) {
  const { title, detail } = problemWords(error)
  notifications.show({
    title: i18next.t('table:exportFailed'),
    message: detail ? `${title} ${detail}` : title,
    color: 'red',
    withBorder: true,
    closeButtonProps: { 'aria-label': i18next.t('table:close') },
  })
}

function today(): string {
  const now = new Date()
  const two = (number: number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
