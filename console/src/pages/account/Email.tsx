import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../api'
import { Card } from '../../parts/Page'
import styles from './account.module.css'
import { useAct } from './useAct'

export function Email({ email }: { email: string }) {
  const { t } = useTranslation('account')
  const [typed, setTyped] = useState(email)
  const act = useAct()
  useEffect(() => setTyped(email), [email])
  const change = (event: FormEvent) => {
    event.preventDefault()
    const body = { email: typed.trim() }
    void act.run(() => answer(api.PUT('/v1/account/email', { body })), t('email.done'))
  }
  return (
    <Card title={t('email.title')}>
      <form className={styles.form} onSubmit={change}>
        <TextInput
          type="email"
          label={t('email.label')}
          description={t('email.text')}
          autoComplete="email"
          dir="ltr"
          error={act.problem}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          loading={act.isBusy}
          disabled={typed.trim() === email}
        >
          {t('save')}
        </Button>
      </form>
    </Card>
  )
}
