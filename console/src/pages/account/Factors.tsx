import { Alert, Button, Text } from '@mantine/core'
import { IconDeviceMobile, IconFingerprint, IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, answer, api } from '../../api'
import { Confirm } from '../../parts/Confirm'
import { Card } from '../../parts/Page'
import { WhenText } from '../../parts/WhenText'
import { canUsePasskeys } from '../../shell/session/passkeys'
import { AddAuthenticator } from './AddAuthenticator'
import { AddPasskey } from './AddPasskey'
import styles from './account.module.css'
import { RecoveryCodes } from './RecoveryCodes'
import { useAct } from './useAct'

type Account = Answer<'/v1/account'>
type Factor = Account['factors'][number]

/** What somebody shows beside the password: passkeys, authenticators, and codes for when they are lost. */
export function Factors({ account }: { account: Account }) {
  const { t } = useTranslation('account')
  const [adding, setAdding] = useState<'totp' | 'passkey'>()
  const [removing, setRemoving] = useState<Factor>()
  const [codes, setCodes] = useState<string[]>([])
  const act = useAct()
  const { factors, recovery_codes: left } = account

  const added = (fresh: string[] | undefined) => {
    setAdding(undefined)
    if (fresh?.length) setCodes(fresh)
  }
  const renewCodes = async () => {
    const said = await act.run(() => answer(api.POST('/v1/account/recovery-codes')))
    if (said) setCodes(said.recovery_codes)
  }

  return (
    <Card title={t('factors.title')}>
      <Text c="dimmed" size="sm">
        {t('factors.text')}
      </Text>
      {act.problem ? (
        <Alert color="red" mt="sm" role="alert">
          {act.problem}
        </Alert>
      ) : null}
      <ul className={styles.rows}>
        {factors.map((factor) => {
          const Sign = factor.kind === 'passkey' ? IconFingerprint : IconDeviceMobile
          return (
            <li key={factor.id} className={styles.row}>
              <Sign size={20} stroke={1.75} aria-hidden />
              <div className={styles.rowText}>
                <Text fw={600}>{factor.name || t(`factors.kind.${factor.kind}`)}</Text>
                <Text size="sm" c="dimmed" component="div">
                  {t(`factors.kind.${factor.kind}`)} ·{' '}
                  {factor.used ? (
                    <>
                      {t('factors.used')} <WhenText at={factor.used} as="ago" />
                    </>
                  ) : (
                    <>
                      {t('factors.made')} <WhenText at={factor.made} as="ago" />
                    </>
                  )}
                </Text>
              </div>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('factors.removeNamed', { name: factor.name })}
                onClick={() => setRemoving(factor)}
              >
                {t('factors.remove')}
              </Button>
            </li>
          )
        })}
        {factors.length ? (
          <li className={styles.row}>
            <IconKey size={20} stroke={1.75} aria-hidden />
            <div className={styles.rowText}>
              <Text fw={600}>{t('codes.title')}</Text>
              <Text size="sm" c={left > 2 ? 'dimmed' : 'red'}>
                {t('codes.left', { count: left })}
              </Text>
            </div>
            <Button size="compact-sm" variant="default" loading={act.isBusy} onClick={renewCodes}>
              {t('codes.renew')}
            </Button>
          </li>
        ) : null}
      </ul>
      <div className={styles.buttons}>
        {canUsePasskeys() ? (
          <Button
            variant={factors.length ? 'default' : 'filled'}
            leftSection={<IconFingerprint size={18} aria-hidden />}
            onClick={() => setAdding('passkey')}
          >
            {t('passkey.add')}
          </Button>
        ) : null}
        <Button
          variant="default"
          leftSection={<IconDeviceMobile size={18} aria-hidden />}
          onClick={() => setAdding('totp')}
        >
          {t('totp.add')}
        </Button>
      </div>
      {adding === 'totp' ? <AddAuthenticator onDone={added} /> : null}
      {adding === 'passkey' ? <AddPasskey onDone={added} /> : null}
      {codes.length ? <RecoveryCodes codes={codes} onClose={() => setCodes([])} /> : null}
      <Confirm
        opened={removing !== undefined}
        close={() => setRemoving(undefined)}
        title={t('factors.removeTitle')}
        confirm={t('factors.remove')}
        run={() =>
          act.run(
            () =>
              answer(
                api.DELETE('/v1/account/factors/{id}', {
                  params: { path: { id: removing?.id ?? '' } },
                }),
              ),
            t('factors.removed'),
          )
        }
      >
        {t('factors.removeText', { name: removing?.name })}
      </Confirm>
    </Card>
  )
}
