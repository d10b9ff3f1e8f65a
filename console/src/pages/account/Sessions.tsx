import { Alert, Badge, Button, Text } from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Answer, answer, api } from '../../api'
import { Card } from '../../parts/Page'
import { WhenText } from '../../parts/WhenText'
import styles from './account.module.css'
import { useAct } from './useAct'

type Session = Answer<'/v1/account'>['sessions'][number]

/** Where somebody is signed in, each to be ended. */
export function Sessions({ sessions }: { sessions: Session[] }) {
  const { t } = useTranslation('account')
  const act = useAct()
  const ordered = [...sessions].sort(
    (one, other) => Number(other.this) - Number(one.this) || other.opened - one.opened,
  )
  const hasOthers = sessions.some((session) => !session.this && session.is === 'console')
  return (
    <Card
      title={t('sessions.title')}
      actions={
        hasOthers ? (
          <Button
            size="compact-sm"
            variant="default"
            loading={act.isBusy}
            onClick={() =>
              void act.run(() => answer(api.DELETE('/v1/sessions')), t('sessions.endedAll'))
            }
          >
            {t('sessions.endAll')}
          </Button>
        ) : null
      }
    >
      {act.problem ? (
        <Alert color="red" mb="sm" role="alert">
          {act.problem}
        </Alert>
      ) : null}
      <ul className={styles.rows}>
        {ordered.map((session) => {
          const Sign = session.is === 'phone' ? IconDeviceMobile : IconDeviceDesktop
          return (
            <li key={session.id} className={styles.row}>
              <Sign size={20} stroke={1.75} aria-hidden />
              <div className={styles.rowText}>
                <Text fw={600}>{session.name || t('sessions.unnamed')}</Text>
                <Text size="sm" c="dimmed" component="div">
                  {t('sessions.since')} <WhenText at={session.opened} />
                </Text>
              </div>
              {session.this ? (
                <Badge color="teal">{t('sessions.this')}</Badge>
              ) : (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() =>
                    void act.run(
                      () =>
                        answer(
                          api.DELETE('/v1/sessions/{id}', { params: { path: { id: session.id } } }),
                        ),
                      t('sessions.ended'),
                    )
                  }
                >
                  {t('sessions.end')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
