import { Button, Text } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, useGet } from '../../api'
import type { components } from '../../api/schema'
import { Card, Confirm, EmptyState, Failed, SkeletonRows, WhenText } from '../../parts'
import styles from './settings.module.css'
import { useRequest } from './useRequest'

type Invitation = components['schemas']['Invitation']

const PATH = '/v1/invitations'

/** Who was invited and has not come yet. */
export function Invitations() {
  const { t } = useTranslation('settings')
  const { data, error, refetch } = useGet(PATH)
  const [leaving, setLeaving] = useState<Invitation>()
  const request = useRequest(PATH)
  const invite = (
    <Button
      component={Link}
      to="/people"
      search={{ add: 'person' } as never}
      size="compact-sm"
      variant="default"
      leftSection={<IconUserPlus size={16} aria-hidden />}
    >
      {t('invitations.invite')}
    </Button>
  )
  return (
    <Card title={t('invitations.title')} actions={invite}>
      {error && !data ? (
        <Failed error={error} retry={() => void refetch()} small />
      ) : !data ? (
        <SkeletonRows rows={2} />
      ) : data.items.length === 0 ? (
        <EmptyState drawing="done" title={t('invitations.none')} small>
          {t('invitations.none_text')}
        </EmptyState>
      ) : (
        <ul className={styles.rows} aria-label={t('invitations.title')}>
          {data.items.map((invitation) => (
            <li key={invitation.id} className={styles.row}>
              <span className={styles.rowText}>
                <bdi>{invitation.person_name}</bdi>
                <Text size="sm" c="dimmed" component="div">
                  <bdi>{invitation.login}</bdi> · {t('invitations.until')}{' '}
                  <WhenText at={invitation.expires} />
                </Text>
              </span>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('invitations.withdraw_named', { name: invitation.person_name })}
                onClick={() => setLeaving(invitation)}
              >
                {t('invitations.withdraw')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {request.problem ? (
        <p className={styles.problem} role="alert">
          {request.problem}
        </p>
      ) : null}
      <Confirm
        opened={leaving !== undefined}
        close={() => setLeaving(undefined)}
        title={t('invitations.withdraw_title')}
        confirm={t('invitations.withdraw')}
        run={() =>
          request.run(
            () =>
              answer(
                api.DELETE('/v1/invitations/{id}', { params: { path: { id: leaving?.id ?? '' } } }),
              ),
            t('invitations.withdrawn'),
          )
        }
      >
        {t('invitations.withdraw_text', { name: leaving?.person_name })}
      </Confirm>
    </Card>
  )
}
