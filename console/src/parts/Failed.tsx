import { Button, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { problemWords } from '../api/problem'
import { Drawing } from './Drawing'
import styles from './states.module.css'

export interface FailedProps {
  error: unknown
  /** Asks again: `query.refetch`. */
  retry?: () => unknown
  small?: boolean
}

/** What could not be read, why, and a way to try again. */
export function Failed({ error, retry, small }: FailedProps) {
  const { t } = useTranslation('parts')
  const words = problemWords(error)
  return (
    <div
      className={[styles.state, small ? styles.small : ''].join(' ')}
      data-state="failed"
      role="alert"
    >
      <Drawing name="failed" size={small ? 56 : 96} />
      <Text fw={600}>{words.title}</Text>
      {words.detail ? (
        <Text size="sm" c="dimmed" maw={440}>
          {words.field ? `${words.field}: ` : ''}
          {words.detail}
        </Text>
      ) : null}
      {retry ? (
        <div className={styles.action}>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={() => void retry()}
          >
            {t('failed.retry')}
          </Button>
        </div>
      ) : null}
      {words.request ? (
        <Text size="xs" c="dimmed">
          {t('failed.request', { request: words.request })}
        </Text>
      ) : null}
    </div>
  )
}
