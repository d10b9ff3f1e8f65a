import { Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { IconDeviceMobile } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api'
import { Confirm, TaskLink, WhenText } from '../../parts'
import { type Json, type Optimistic, useChanges } from '../../write'
import { PhoneState } from './PhoneState'
import styles from './people.module.css'
import { Row } from './Rows'
import { deviceOf, type Phone } from './records'

/** One phone: how old our knowledge is, what waits, and what can be done with it. */
export function PhoneCard({ phone }: { phone: Phone }) {
  const { t } = useTranslation('people')
  const { submit, isBusy } = useChanges()
  const [asks, setAsks] = useState<'wipe' | 'revoke' | 'rename'>()
  const close = () => setAsks(undefined)
  const name = phone.name || t('phone.unnamed')
  const on = deviceOf(phone)
  const shown =
    (fields: Partial<Phone>): Optimistic =>
    (cache) =>
      cache.data<Answer<'/v1/phones'>>('/v1/phones', (data) => ({
        ...data,
        items: data.items.map((one) => (one.device === phone.device ? { ...one, ...fields } : one)),
      }))
  const edit = (set: Record<string, Json>, done: string, fields: Partial<Phone>) =>
    submit(
      { do: 'device.edited', body: { target: phone.device, set }, on },
      { done, optimistic: shown(fields), canUndo: fields.revoked === undefined },
    )
  const ask = () =>
    submit(
      { do: 'device.wipe_asked', body: { target: phone.device }, on },
      { done: t('phone.wipe_asked', { name }) },
    )
  const withdraw = () =>
    submit(
      { do: 'device.wipe_withdrawn', body: { target: phone.device }, on },
      { done: t('phone.wipe_withdrawn', { name }), optimistic: shown({ wipe: undefined }) },
    )
  return (
    <Row
      sign={IconDeviceMobile}
      title={
        <Group gap={8}>
          <Text fw={600} component="span">
            <bdi>{name}</bdi>
          </Text>
          <PhoneState phone={phone} />
        </Group>
      }
      actions={
        <>
          <Button size="compact-sm" variant="default" onClick={() => setAsks('rename')}>
            {t('phone.rename')}
          </Button>
          {phone.revoked ? null : (
            <Button size="compact-sm" variant="default" onClick={() => setAsks('revoke')}>
              {t('phone.revoke')}
            </Button>
          )}
          {phone.wiped ? null : phone.wipe ? (
            <Button
              size="compact-sm"
              variant="default"
              disabled={isBusy}
              onClick={() => void withdraw()}
            >
              {t('phone.withdraw')}
            </Button>
          ) : (
            <Button size="compact-sm" variant="subtle" color="red" onClick={() => setAsks('wipe')}>
              {t('phone.wipe')}
            </Button>
          )}
        </>
      }
    >
      <PhoneFacts phone={phone} />
      {asks === 'rename' ? (
        <Rename
          name={phone.name}
          close={close}
          save={(said) => {
            close()
            void edit({ name: said }, t('phone.renamed', { name: said }), { name: said })
          }}
        />
      ) : null}
      <Confirm
        opened={asks === 'revoke'}
        close={close}
        title={t('phone.revoke_title', { name })}
        confirm={t('phone.revoke')}
        run={() => edit({ revoked: true }, t('phone.revoked', { name }), { revoked: true })}
      >
        {t('phone.revoke_text')}
      </Confirm>
      <Confirm
        opened={asks === 'wipe'}
        close={close}
        title={t('phone.wipe_title', { name })}
        confirm={t('phone.wipe_confirm')}
        run={ask}
      >
        <p>{t('phone.wipe_text')}</p>
        <Text size="sm" fw={600} data-part="unsent">
          {phone.last_sync === null
            ? t('phone.wipe_unknown')
            : t('phone.wipe_unsent', { count: phone.unsent })}
        </Text>
        {phone.last_sync === null ? null : (
          <Text size="sm" c="dimmed" component="div">
            {t('phone.wipe_since')} <WhenText at={phone.last_sync ?? 0} />
          </Text>
        )}
      </Confirm>
    </Row>
  )
}

function PhoneFacts({ phone }: { phone: Phone }) {
  const { t } = useTranslation('people')
  return (
    <Text size="sm" c="dimmed" component="div">
      <div>
        {phone.last_sync === null ? (
          t('phone.never')
        ) : (
          <>
            {t('phone.synced')} <WhenText at={phone.last_sync ?? 0} as="ago" />
            {phone.is_current ? '' : ` · ${t('phone.waiting', { count: phone.waiting.length })}`}
            {phone.unsent > 0 ? ` · ${t('phone.unsent_count', { count: phone.unsent })}` : ''}
          </>
        )}
      </div>
      {phone.waiting.length > 0 ? (
        <div>
          {t('phone.waiting_for')}{' '}
          {phone.waiting.slice(0, 5).map(({ task, title }, place) => (
            <span key={task}>
              {place > 0 ? ' · ' : ''}
              <TaskLink id={task} name={title} />
            </span>
          ))}
        </div>
      ) : null}
      {phone.forks > 0 ? <div>{t('phone.copies', { count: phone.forks })}</div> : null}
      {phone.wipe && !phone.wiped ? (
        <div>
          {t('phone.wipe_waits')} <WhenText at={phone.wipe.at} />
        </div>
      ) : null}
      {phone.wiped ? (
        <div data-part="receipt">
          {t('phone.receipt')} <WhenText at={phone.wiped.at} />
          {' · '}
          {t('phone.receipt_unsent', { count: phone.wiped.unsent ?? 0 })}
        </div>
      ) : null}
    </Text>
  )
}

function Rename(props: { name: string; close: () => void; save: (name: string) => void }) {
  const { t } = useTranslation('people')
  const [name, setName] = useState(props.name)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') props.save(name.trim())
  }
  return (
    <Modal
      opened
      onClose={props.close}
      title={t('phone.rename')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form className={styles.form} onSubmit={save}>
        <TextInput
          label={t('phone.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          autoComplete="off"
          data-autofocus
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={name.trim() === ''}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
