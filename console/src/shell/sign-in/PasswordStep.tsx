import { Anchor, Button, Divider, PasswordInput, Text, TextInput } from '@mantine/core'
import { IconBuilding, IconFingerprint } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../api'
import { preferences } from '../../words'
import { canUsePasskeys, showPasskey } from '../session/passkeys'
import type { Entered } from './SignIn'
import styles from './sign-in.module.css'
import { wayInWords } from './words'

export interface PasswordStepProps {
  /** Whether somebody was signed in until now. */
  hasEnded: boolean
  onEntered: (said: Entered) => Promise<void>
  onProblem: (problem: string | undefined) => void
  onForgotten: () => void
}

export function PasswordStep({ hasEnded, onEntered, onProblem, onForgotten }: PasswordStepProps) {
  const { t } = useTranslation('shell')
  const [organisation, setOrganisation] = useState(preferences.organisation)
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState<'password' | 'passkey'>()
  const slug = organisation.trim()

  const run = async (way: 'password' | 'passkey', work: () => Promise<Entered>) => {
    setBusy(way)
    onProblem(undefined)
    try {
      await onEntered(await work())
    } catch (error) {
      onProblem(wayInWords(error, t, way))
    } finally {
      setBusy(undefined)
    }
  }
  const byPassword = (event: FormEvent) => {
    event.preventDefault()
    void run('password', () =>
      answer(
        api.POST('/v1/sign-in', {
          body: { ...(slug ? { organisation: slug } : {}), login: login.trim(), password },
        }),
      ),
    )
  }
  const byPasskey = () =>
    run('passkey', async () => {
      const body = slug ? { organisation: slug } : {}
      const asked = await answer(api.POST('/v1/sign-in/passkey/challenge', { body }))
      const passkey = await showPasskey(asked)
      return answer(api.POST('/v1/sign-in/passkey', { body: { passkey } }))
    })

  return (
    <form className={styles.form} onSubmit={byPassword}>
      <Text c="dimmed" size="sm">
        {hasEnded ? t('signIn.again') : t('signIn.text')}
      </Text>
      <TextInput
        label={t('signIn.organisation')}
        description={t('signIn.organisationHint')}
        name="organisation"
        autoComplete="organization"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        value={organisation}
        onChange={(event) => setOrganisation(event.currentTarget.value)}
      />
      <TextInput
        label={t('signIn.login')}
        name="username"
        autoComplete="username webauthn"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        dir="ltr"
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('signIn.password')}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        dir="ltr"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" loading={busy === 'password'} fullWidth mt={4}>
        {t('signIn.go')}
      </Button>
      <Anchor component="button" type="button" size="sm" onClick={onForgotten}>
        {t('signIn.forgotten.open')}
      </Anchor>
      <Divider label={t('signIn.or')} my={4} />
      {canUsePasskeys() ? (
        <Button
          variant="default"
          leftSection={<IconFingerprint size={18} aria-hidden />}
          loading={busy === 'passkey'}
          onClick={() => void byPasskey()}
        >
          {t('signIn.passkey')}
        </Button>
      ) : null}
      <Button
        variant="default"
        leftSection={<IconBuilding size={18} aria-hidden />}
        onClick={() => {
          if (!slug) return onProblem(t('signIn.problem.needsOrganisation'))
          preferences.keepOrganisation(slug)
          location.assign(`/v1/openid/${encodeURIComponent(slug)}`)
        }}
      >
        {t('signIn.openid')}
      </Button>
    </form>
  )
}
