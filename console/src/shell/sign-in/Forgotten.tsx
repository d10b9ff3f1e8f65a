import { Anchor, Button, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../api'
import { preferences } from '../../words'
import styles from './sign-in.module.css'
import { wayInWords } from './words'

export interface ForgottenProps {
  onProblem: (problem: string | undefined) => void
  onBack: () => void
}

/** Asks for a link by which a new password is chosen; the answer never says whether somebody is there. */
export function Forgotten({ onProblem, onBack }: ForgottenProps) {
  const { t } = useTranslation('shell')
  const [organisation, setOrganisation] = useState(preferences.organisation)
  const [login, setLogin] = useState('')
  const [isSent, setSent] = useState(false)
  const [isBusy, setBusy] = useState(false)

  const ask = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    onProblem(undefined)
    try {
      const body = { organisation: organisation.trim(), login: login.trim() }
      await answer(api.POST('/v1/forgotten', { body }))
      setSent(true)
    } catch (error) {
      onProblem(wayInWords(error, t, 'password'))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className={styles.form} onSubmit={ask}>
      {isSent ? (
        <Text role="status">{t('signIn.forgotten.sent')}</Text>
      ) : (
        <>
          <Text c="dimmed" size="sm">
            {t('signIn.forgotten.text')}
          </Text>
          <TextInput
            label={t('signIn.organisation')}
            autoCapitalize="none"
            spellCheck={false}
            required
            withAsterisk={false}
            dir="ltr"
            value={organisation}
            onChange={(event) => setOrganisation(event.currentTarget.value)}
          />
          <TextInput
            label={t('signIn.login')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            withAsterisk={false}
            dir="ltr"
            value={login}
            onChange={(event) => setLogin(event.currentTarget.value)}
          />
          <Button type="submit" loading={isBusy}>
            {t('signIn.forgotten.go')}
          </Button>
        </>
      )}
      <Anchor
        component="button"
        type="button"
        size="sm"
        onClick={() => {
          onProblem(undefined)
          onBack()
        }}
      >
        {t('back')}
      </Anchor>
    </form>
  )
}
