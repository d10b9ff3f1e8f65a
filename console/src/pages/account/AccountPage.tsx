import { Alert, Skeleton } from '@mantine/core'
import { IconShieldLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useDirectory, useMe } from '../../api'
import { Failed } from '../../parts/Failed'
import { Page as Frame } from '../../parts/Page'
import styles from './account.module.css'
import { Email } from './Email'
import { Factors } from './Factors'
import { Password } from './Password'
import { Sessions } from './Sessions'
import { Taste } from './Taste'

/** One's own way in, and how the console looks to oneself. */
export function Page() {
  const { t } = useTranslation(['account', 'common'])
  const me = useMe()
  const directory = useDirectory()
  const account = me.data
  const lead = account
    ? [directory.name(account.person), account.login, t(`common:role.${account.role}`)]
        .filter(Boolean)
        .join(' · ')
    : undefined
  const needsFactor = account?.scopes?.includes('factor')
  return (
    <Frame title={t('title')} lead={lead}>
      {me.error && !account ? <Failed error={me.error} retry={me.refetch} /> : null}
      {needsFactor ? (
        <Alert
          color="orange"
          icon={<IconShieldLock aria-hidden />}
          title={t('needed.title')}
          mb="md"
        >
          {t('needed.text')}
        </Alert>
      ) : null}
      <div className={styles.columns} data-state={account ? 'filled' : undefined}>
        {account ? (
          <>
            <div className={styles.column}>
              <Factors account={account} />
              <Sessions sessions={account.sessions} />
            </div>
            <div className={styles.column}>
              <Password hasPassword={account.has_password} />
              <Email email={account.email ?? ''} />
              <Taste />
            </div>
          </>
        ) : me.error ? null : (
          <>
            <Skeleton height={360} data-state="loading" />
            <Skeleton height={360} />
          </>
        )}
      </div>
    </Frame>
  )
}
