import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { retryNow, useConnection } from '../../api'
import { useFormats } from '../../parts/formats'
import styles from './frame.module.css'

/** Says that the server cannot be reached, since when, and when it is tried again. Goes by itself. */
export function Banner() {
  const { t } = useTranslation('shell')
  const { ago, number } = useFormats()
  const { state, since, retryAt } = useConnection()
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (state === 'online') return undefined
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [state])
  return (
    <div role="status">
      {state === 'offline' ? (
        <div className={styles.notice} data-tone="warning" data-banner="offline">
          <IconCloudOff size={18} aria-hidden />
          <strong>{t('offline.title')}</strong>
          <span>{t('offline.text', { since: ago(since ?? now, now) })}</span>
          <span aria-hidden>
            {retryAt && retryAt > now
              ? t('offline.retryIn', { seconds: number(Math.ceil((retryAt - now) / 1_000)) })
              : t('offline.retrying')}
          </span>
          <Button size="compact-xs" variant="default" onClick={retryNow}>
            {t('offline.now')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
