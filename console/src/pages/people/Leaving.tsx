import { Button, Group, Modal, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, useGet } from '../../api'
import { Confirm, Failed, SkeletonRows, useFormats } from '../../parts'
import { useChanges } from '../../write'
import { OneTimeLink } from './OneTimeLink'
import styles from './people.module.css'
import type { PersonItem } from './records'
import { useAsk, useAskAloud } from './useAsk'

/** Ways in that are lost, somebody who leaves, and somebody who wants to be forgotten. */
export function Leaving({ item }: { item: PersonItem }) {
  const { t } = useTranslation('people')
  const { submit, isBusy } = useChanges()
  const { record } = item
  const { name } = record
  const [asks, setAsks] = useState<'link' | 'revoke' | 'erase'>()
  const close = () => setAsks(undefined)
  const revoke = (revoked: boolean) =>
    submit(
      {
        do: 'person.edited',
        body: { target: record.id, set: { revoked: revoked ? true : null } },
        on: item,
      },
      {
        done: t(revoked ? 'person.revoked' : 'person.let_back', { name }),
        optimistic: (cache) => cache.set(record.id, { revoked }),
      },
    )
  return (
    <Group gap={6}>
      {record.revoked ? (
        <Button
          size="compact-sm"
          variant="default"
          disabled={isBusy}
          onClick={() => void revoke(false)}
        >
          {t('person.take_back')}
        </Button>
      ) : (
        <>
          <Button size="compact-sm" variant="default" onClick={() => setAsks('link')}>
            {t('reset.title')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsks('revoke')}>
            {t('person.revoke')}
          </Button>
        </>
      )}
      <Button size="compact-sm" variant="subtle" color="red" onClick={() => setAsks('erase')}>
        {t('erase.title')}
      </Button>
      <Confirm
        opened={asks === 'revoke'}
        close={close}
        title={t('person.revoke_title', { name })}
        confirm={t('person.revoke')}
        run={() => revoke(true)}
      >
        <p>{t('person.revoke_text')}</p>
        <p>{t('person.revoke_follows')}</p>
      </Confirm>
      {asks === 'link' ? <ResetLink person={record.id} close={close} /> : null}
      {asks === 'erase' ? <Erase person={record.id} close={close} /> : null}
    </Group>
  )
}

function ResetLink({ person, close }: { person: string; close: () => void }) {
  const { t } = useTranslation('people')
  const ask = useAsk()
  const [forget, setForget] = useState(false)
  const [made, setMade] = useState<{ link: string; expires: number }>()
  const make = async () => {
    const params = { path: { id: person } }
    const body = { forget_factors: forget }
    setMade(await ask.run(() => answer(api.POST('/v1/people/{id}/reset-link', { params, body }))))
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t('reset.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={styles.form}>
        {made ? (
          <>
            <OneTimeLink link={made.link} expires={made.expires} />
            <Group justify="flex-end">
              <Button onClick={close}>{t('finish')}</Button>
            </Group>
          </>
        ) : (
          <>
            <Text size="sm">{t('reset.text')}</Text>
            <Switch
              label={t('reset.forget')}
              description={t('reset.forget_text')}
              checked={forget}
              onChange={(event) => setForget(event.currentTarget.checked)}
            />
            {ask.problem ? (
              <Text size="sm" c="red" role="alert">
                {ask.problem}
              </Text>
            ) : null}
            <Group justify="flex-end">
              <Button onClick={() => void make()} disabled={ask.isBusy}>
                {t('reset.make')}
              </Button>
            </Group>
          </>
        )}
      </div>
    </Modal>
  )
}

function Erase({ person, close }: { person: string; close: () => void }) {
  const { t } = useTranslation(['people', 'common'])
  const { number } = useFormats()
  const params = { path: { id: person } }
  const { data, error, refetch } = useGet('/v1/people/{id}/erase', params, { staleTime: 0 })
  const { run } = useAskAloud()
  if (!data) {
    return (
      <Modal
        opened
        onClose={close}
        title={t('erase.title')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {error ? (
          <Failed error={error} retry={() => void refetch()} small />
        ) : (
          <SkeletonRows rows={4} />
        )}
      </Modal>
    )
  }
  const body = { name: data.name }
  return (
    <Confirm
      opened
      close={close}
      title={t('erase.of', { name: data.name })}
      confirm={t('erase.confirm')}
      typed={data.name}
      run={() =>
        run(() => answer(api.POST('/v1/people/{id}/erase', { params, body })), t('erase.done'), [
          '/v1/people',
          '/v1/phones',
          '/v1/invitations',
        ])
      }
    >
      <p>{t('erase.text')}</p>
      <Text size="sm" fw={600}>
        {t('erase.changes', { count: data.changes })}
      </Text>
      <ul className={styles.records}>
        {Object.entries(data.records).map(([kind, count]) => (
          <li key={kind}>
            {t(`common:kind.${kind}`, { defaultValue: kind })}: {number(count)}
          </li>
        ))}
      </ul>
      <p>{t('erase.never')}</p>
    </Confirm>
  )
}
