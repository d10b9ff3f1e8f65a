// Says how far the reading of everything that matches is, and lets it be stopped.
import { Button, Group, Progress, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import type { AllOptions } from '../api/list'
import { localeOf } from '../words/languages'

let readings = 0

/** Works under a toast with progress; what was stopped throws an `AbortError`. */
export async function underProgress<T>(
  total: number | undefined,
  work: (options: Required<AllOptions>) => Promise<T>,
): Promise<T> {
  readings += 1
  const id = `reading-${readings}`
  const stop = new AbortController()
  const options = (done: number, of: number | undefined) => ({
    id,
    message: <Reading done={done} of={of} stop={() => stop.abort()} />,
    autoClose: false as const,
    withCloseButton: false,
    withBorder: true,
  })
  notifications.show(options(0, total))
  try {
    return await work({
      signal: stop.signal,
      progress: (done, of) => notifications.update(options(done, of)),
    })
  } finally {
    notifications.hide(id)
  }
}

interface ReadingProps {
  done: number
  of: number | undefined
  stop: () => void
}

function Reading({ done, of, stop }: ReadingProps) {
  const t = i18next.t
  const words = (number: number) => number.toLocaleString(localeOf(i18next.language))
  return (
    <Group gap="sm" wrap="nowrap">
      <div style={{ flex: 1 }}>
        <Text size="sm">
          {t('table:reading', { done: words(done), of: of === undefined ? '…' : words(of) })}
        </Text>
        <Progress value={of ? (done / of) * 100 : 0} mt={4} aria-label={t('table:readingName')} />
      </div>
      <Button size="compact-sm" variant="default" onClick={stop}>
        {t('table:stop')}
      </Button>
    </Group>
  )
}
