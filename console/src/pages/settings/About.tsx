import { Button, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet } from '../../api'
import { Card, Failed, SkeletonRows } from '../../parts'
import styles from './settings.module.css'

const Licences = lazy(() => import('./Licences').then(({ Licences }) => ({ default: Licences })))

/** What runs here, where, and whose work it stands upon. */
export function About() {
  const { t } = useTranslation('settings')
  const { data, error, refetch } = useGet('/v1/console')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Card title={t('about.title')}>
        {data ? (
          <dl className={styles.facts} data-state="filled">
            <dt>{t('about.version')}</dt>
            <dd>
              <bdi dir="ltr">{data.version}</bdi>
            </dd>
            <dt>{t('about.address')}</dt>
            <dd>
              <bdi dir="ltr">{location.origin}</bdi>
            </dd>
            <dt>{t('about.licence')}</dt>
            <dd>
              <bdi dir="ltr">MIT OR Apache-2.0</bdi>
            </dd>
          </dl>
        ) : error ? (
          <Failed error={error} retry={() => void refetch()} small />
        ) : (
          <SkeletonRows rows={3} />
        )}
      </Card>
      <Card title={t('about.licences')}>
        <Text size="sm" mb="sm">
          {t('about.licences_text')}
        </Text>
        {isOpen ? (
          <Suspense fallback={<SkeletonRows rows={8} />}>
            <Licences />
          </Suspense>
        ) : (
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('about.show')}
          </Button>
        )}
      </Card>
    </>
  )
}
