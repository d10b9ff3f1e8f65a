import { Anchor, Button, Text, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, Problem } from '../../api'
import { canUsePasskeys, showPasskey } from '../session/passkeys'
import type { Entered, Pending } from './SignIn'
import styles from './sign-in.module.css'
import { wayInWords } from './words'

export interface FactorStepProps {
  pending: Pending
  onEntered: (said: Entered) => Promise<void>
  onProblem: (problem: string | undefined) => void
  onBack: () => void
}

/** The second proof, after the password: a code of an authenticator, a recovery code or a passkey. */
export function FactorStep({ pending, onEntered, onProblem, onBack }: FactorStepProps) {
  const { t } = useTranslation('shell')
  const { factors } = pending
  const hasCode = factors.includes('totp')
  const [isRecovery, setRecovery] = useState(!hasCode && !factors.includes('passkey'))
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState<'code' | 'passkey'>()

  const run = async (way: 'code' | 'passkey', work: () => Promise<Entered>) => {
    setBusy(way)
    onProblem(undefined)
    try {
      await onEntered(await work())
    } catch (error) {
      onProblem(wayInWords(error, t, way))
      // The first step stands for ten minutes; after that it is to be done again.
      if (error instanceof Problem && error.code === 'code_spent') onBack()
    } finally {
      setBusy(undefined)
    }
  }
  const byCode = (event: FormEvent) => {
    event.preventDefault()
    const body = { pending: pending.pending, code: code.trim() }
    void run('code', () => answer(api.POST('/v1/sign-in/factor', { body })))
  }
  const byPasskey = () =>
    run('passkey', async () => {
      const body = { pending: pending.pending }
      const asked = await answer(api.POST('/v1/sign-in/passkey/challenge', { body }))
      const passkey = await showPasskey(asked)
      return answer(api.POST('/v1/sign-in/factor', { body: { ...body, passkey } }))
    })

  return (
    <form className={styles.form} onSubmit={byCode}>
      {hasCode || isRecovery ? (
        <>
          <Text c="dimmed" size="sm">
            {isRecovery ? t('signIn.recoveryText') : t('signIn.factorText')}
          </Text>
          <TextInput
            key={isRecovery ? 'recovery' : 'code'}
            label={isRecovery ? t('signIn.recovery') : t('signIn.code')}
            name="code"
            autoFocus
            required
            withAsterisk={false}
            dir="ltr"
            inputMode={isRecovery ? 'text' : 'numeric'}
            autoComplete={isRecovery ? 'off' : 'one-time-code'}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button type="submit" loading={busy === 'code'}>
            {t('signIn.go')}
          </Button>
        </>
      ) : null}
      {factors.includes('passkey') && canUsePasskeys() ? (
        <Button
          variant={hasCode || isRecovery ? 'default' : 'filled'}
          leftSection={<IconFingerprint size={18} aria-hidden />}
          loading={busy === 'passkey'}
          onClick={() => void byPasskey()}
        >
          {t('signIn.passkey')}
        </Button>
      ) : null}
      <div className={styles.row}>
        <Anchor component="button" type="button" size="sm" onClick={onBack}>
          {t('back')}
        </Anchor>
        {factors.includes('recovery') && (hasCode || !isRecovery) ? (
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => {
              setCode('')
              setRecovery(!isRecovery)
            }}
          >
            {isRecovery && hasCode ? t('signIn.useCode') : t('signIn.useRecovery')}
          </Anchor>
        ) : null}
      </div>
    </form>
  )
}
