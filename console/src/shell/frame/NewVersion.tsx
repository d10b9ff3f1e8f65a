import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './frame.module.css'

const MINUTE = 60_000

async function serverVersion(signal: AbortSignal): Promise<string | null> {
  const response = await fetch('/health', { cache: 'no-store', signal })
  const said = (await response.json()) as { version?: string }
  return said.version ?? null
}

/** Offers to load the console anew once the server behind it is another version. */
export function NewVersion() {
  const { t } = useTranslation('shell')
  const { data } = useQuery({
    queryKey: ['/health'],
    queryFn: ({ signal }) => serverVersion(signal),
    refetchInterval: 5 * MINUTE,
    retry: false,
  })
  const first = useRef<string | undefined>(undefined)
  if (data && first.current === undefined) first.current = data
  const isOld = data != null && first.current !== data
  return (
    <div role="status">
      {isOld ? (
        <div className={styles.notice} data-tone="information" data-banner="version">
          <IconRefresh size={18} aria-hidden />
          <span>{t('version.text')}</span>
          <Button size="compact-xs" onClick={() => location.reload()}>
            {t('version.reload')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
