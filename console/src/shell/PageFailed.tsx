import { Button, Group, Text, Title } from '@mantine/core'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import styles from './states.module.css'
import { usePageTitle } from './title'

/** Stands in for a page that broke; the frame around it goes on working. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell')
  const router = useRouter()
  usePageTitle(t('pageFailed.title'))
  const message = error instanceof Error ? error.message : String(error)
  // A chunk of an older build is gone from a server that was updated meanwhile.
  const isOldBuild = /dynamically imported module|module script|Loading chunk/i.test(message)
  return (
    <div className={styles.middle} data-state="failed" role="alert">
      <Title order={1}>{t('pageFailed.title')}</Title>
      <Text c="dimmed">{isOldBuild ? t('pageFailed.old') : t('pageFailed.text')}</Text>
      {isOldBuild ? null : (
        <Text size="xs" c="dimmed" ff="monospace" dir="ltr">
          {message}
        </Text>
      )}
      <Group gap="xs" justify="center">
        <Button
          onClick={() => {
            if (isOldBuild) return location.reload()
            reset()
            void router.invalidate()
          }}
        >
          {isOldBuild ? t('version.reload') : t('pageFailed.again')}
        </Button>
        <Button variant="default" onClick={() => router.history.back()}>
          {t('pageFailed.back')}
        </Button>
      </Group>
    </div>
  )
}
