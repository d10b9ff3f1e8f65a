import { Button, PasswordInput, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../api'
import { Card } from '../../parts/Page'
import styles from './account.module.css'
import { useAct } from './useAct'

const SHORTEST = 10

export function Password({ hasPassword }: { hasPassword: boolean }) {
  const { t } = useTranslation('account')
  const [old, setOld] = useState('')
  const [fresh, setFresh] = useState('')
  const act = useAct()
  const change = async (event: FormEvent) => {
    event.preventDefault()
    const done = await act.run(
      () =>
        answer(api.POST('/v1/account/password', { body: { old, new: fresh } })).then(() => true),
      t('password.done'),
    )
    if (!done) return
    setOld('')
    setFresh('')
  }
  const isAboutNew = act.field === 'new'
  return (
    <Card title={t('password.title')}>
      {hasPassword ? (
        <form className={styles.form} onSubmit={change}>
          <PasswordInput
            label={t('password.old')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
            error={isAboutNew ? undefined : act.problem}
            value={old}
            onChange={(event) => setOld(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('password.new')}
            description={t('password.rule', { count: SHORTEST })}
            autoComplete="new-password"
            required
            withAsterisk={false}
            minLength={SHORTEST}
            visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
            error={isAboutNew ? act.problem : undefined}
            value={fresh}
            onChange={(event) => setFresh(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={act.isBusy}>
            {t('password.go')}
          </Button>
        </form>
      ) : (
        <Text c="dimmed">{t('password.none')}</Text>
      )}
    </Card>
  )
}
