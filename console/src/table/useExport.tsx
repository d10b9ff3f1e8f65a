// Everything that matches, as a file: read page by page, with progress and a way to stop.
import { Button, Group, Progress, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { useCallback, useRef } from 'react'
import type { List, ListRow } from '../api/list'
import { isAbort, problemWords } from '../api/problem'
import { localeOf } from '../words/languages'
import type { Column } from './columns'
import { csvParts, download } from './csv'

let exports = 0

export function useExport<T>(name: string, list: List<T>, columns: readonly Column<T>[]) {
  const live = useRef({ list, columns })
  live.current = { list, columns }
  return useCallback(async () => {
    const { list, columns } = live.current
    exports += 1
    const id = `export-${exports}`
    const stop = new AbortController()
    say(id, 0, list.total, stop, true)
    try {
      const rows = await list.all({
        signal: stop.signal,
        progress: (done, of) => say(id, done, of, stop),
      })
      const cells = (row: ListRow<T>) => columns.map((column) => column.text(row))
      const header = columns.map((column) => column.header)
      const parts = await csvParts(header, rows, cells, stop.signal)
      download(`${name}-${today()}.csv`, parts)
      notifications.hide(id)
    } catch (error) {
      notifications.hide(id)
      if (isAbort(error)) return
      const { title, detail } = problemWords(error)
      notifications.show({
        title: i18next.t('table:exportFailed'),
        message: detail ? `${title} ${detail}` : title,
        color: 'red',
        withBorder: true,
        closeButtonProps: { 'aria-label': i18next.t('table:close') },
      })
    }
  }, [name])
}

function today(): string {
  const now = new Date()
  const two = (number: number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

function say(
  id: string,
  done: number,
  of: number | undefined,
  stop: AbortController,
  isFirst = false,
) {
  const t = i18next.t
  const words = (number: number) => number.toLocaleString(localeOf(i18next.language))
  const message = (
    <Group gap="sm" wrap="nowrap">
      <div style={{ flex: 1 }}>
        <Text size="sm">
          {t('table:exporting', { done: words(done), of: of === undefined ? '…' : words(of) })}
        </Text>
        <Progress value={of ? (done / of) * 100 : 0} mt={4} aria-label={t('table:exportName')} />
      </div>
      <Button size="compact-sm" variant="default" onClick={() => stop.abort()}>
        {t('table:stop')}
      </Button>
    </Group>
  )
  const options = {
    id,
    message,
    autoClose: false as const,
    withCloseButton: false,
    withBorder: true,
  }
  if (isFirst) notifications.show(options)
  else notifications.update(options)
}
