import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { getOptions } from '../../api'
import styles from './frame.module.css'

const MINUTE = 60_000

/** Offers to load the console anew once the server behind it is another version. */
export function NewVersion() {
  const { t } = useTranslation('shell')
  const { data } = useQuery({ ...getOptions('/v1/console'), refetchInterval: 5 * MINUTE })
  const version = data?.version
  const first = useRef<string | undefined>(undefined)
  if (first.current === undefined) first.current = version
  const isOld = version !== undefined && first.current !== version
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
