import { Button, Text } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { answer, api, useGet } from '../../api'
import { Card, EmptyState, Failed, SkeletonRows, WhenText } from '../../parts'
import { people as page } from './page'
import styles from './people.module.css'
import { Row, Rows } from './Rows'
import type { Invitation } from './records'
import { useAskAloud } from './useAsk'

/** Who was asked and has not come yet. */
export function Invitations() {
  const { t } = useTranslation('people')
  const set = page.useSetSearch()
  const { data, error, refetch } = useGet('/v1/invitations')
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={4} />
  if (data.items.length === 0) {
    return (
      <EmptyState
        title={t('empty.invitations')}
        action={<Button onClick={() => set({ add: 'person' })}>{t('add.person')}</Button>}
      >
        {t('empty.invitations_text')}
      </EmptyState>
    )
  }
  return (
    <Card title={t('view.invitations')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('invitation.text')}
      </Text>
      <Rows label={t('view.invitations')}>
        {data.items.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} />
        ))}
      </Rows>
    </Card>
  )
}

export function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('people')
  const set = page.useSetSearch()
  const { run, isBusy } = useAskAloud()
  const name = invitation.person_name
  const withdraw = () => {
    const params = { path: { id: invitation.id } }
    return run(
      () => answer(api.DELETE('/v1/invitations/{id}', { params })),
      t('invitation.withdrawn', { name }),
      ['/v1/invitations'],
    )
  }
  return (
    <Row
      sign={IconMail}
      title={
        <button
          type="button"
          className={styles.name}
          onClick={() => set({ person: invitation.person }, { push: true })}
        >
          <bdi>{name}</bdi>
        </button>
      }
      actions={
        <Button
          size="compact-sm"
          variant="default"
          disabled={isBusy}
          aria-label={t('invitation.withdraw_of', { name })}
          onClick={() => void withdraw()}
        >
          {t('invitation.withdraw')}
        </Button>
      }
    >
      <Text size="sm" c="dimmed" component="div">
        <bdi>{invitation.login}</bdi> · {t('invitation.made')} <WhenText at={invitation.made} /> ·{' '}
        {t('invitation.until')} <WhenText at={invitation.expires} />
      </Text>
    </Row>
  )
}
