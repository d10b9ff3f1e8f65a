import { Button, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import styles from './states.module.css'
import { usePageTitle } from './title'

/** The page behind an address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation('shell')
  usePageTitle(t('notFound.title'))
  return (
    <div className={styles.middle} data-state="not-found">
      <div className={styles.big} aria-hidden>
        404
      </div>
      <Title order={1}>{t('notFound.title')}</Title>
      <Text c="dimmed">{t('notFound.text')}</Text>
      <Button component={Link} to="/" variant="default">
        {t('notFound.home')}
      </Button>
    </div>
  )
}
