import {
  Alert,
  Button,
  Group,
  getDefaultZIndex,
  Modal,
  PasswordInput,
  Text,
  TextInput,
} from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, Problem, provideProof, useMe } from '../../api'
import { wayInWords } from '../sign-in/words'

/** Asks who is signed in to prove it anew, when the server wants that; what was asked then goes on. */
export function ProveAgain() {
  const { t } = useTranslation('shell')
  const me = useMe()
  const [settle, setSettle] = useState<(proved: boolean) => void>()
  const [secret, setSecret] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)

  useEffect(
    () =>
      provideProof(
        () =>
          new Promise((resolve) => {
            setSecret('')
            setProblem(undefined)
            setSettle(() => resolve)
          }),
      ),
    [],
  )

  const end = (proved: boolean) => {
    settle?.(proved)
    setSettle(undefined)
  }
  // Whoever came by his organisation's own sign-in has no password here.
  const byPassword = me.data?.has_password !== false

  const prove = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem(undefined)
    try {
      const body = byPassword ? { password: secret } : { code: secret }
      await answer(api.POST('/v1/account/reauthenticate', { body }))
      end(true)
    } catch (error) {
      // A wrong password is `invalid` here: the session itself is not in doubt.
      const isWrong =
        error instanceof Problem && ['invalid', 'unauthenticated'].includes(error.code)
      setProblem(isWrong ? t('prove.wrong') : wayInWords(error, t, 'code'))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      opened={settle !== undefined}
      onClose={() => end(false)}
      title={t('prove.title')}
      // It is asked for in the middle of another dialog.
      zIndex={getDefaultZIndex('overlay')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={prove}>
        <Text mb="sm">{t('prove.text')}</Text>
        {problem ? (
          <Alert color="red" mb="sm" role="alert">
            {problem}
          </Alert>
        ) : null}
        {byPassword ? (
          <PasswordInput
            data-autofocus
            required
            withAsterisk={false}
            label={t('signIn.password')}
            autoComplete="current-password"
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
          />
        ) : (
          <TextInput
            data-autofocus
            required
            withAsterisk={false}
            label={t('signIn.code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => end(false)}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={isBusy}>
            {t('prove.go')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
