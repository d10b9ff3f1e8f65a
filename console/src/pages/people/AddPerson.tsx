import { Alert, Button, Group, Modal, SegmentedControl, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, useDirectory } from '../../api'
import { SkeletonRows } from '../../parts'
import { newId, reasonOf, useChanges } from '../../write'
import { OneTimeLink } from './OneTimeLink'
import { type Described, PersonFields } from './PersonFields'
import { people } from './page'
import styles from './people.module.css'
import type { Role } from './records'
import { useAsk } from './useAsk'
import type { Office } from './useOffice'

interface Added {
  person: string
  name: string
  role: Role
  link?: { link: string; expires: number; is_sent: boolean }
}

/** Somebody new: a rep with a phone alone, or anybody with a way into the console. */
export function AddPerson({ office, close }: { office: Office; close: () => void }) {
  const { t } = useTranslation('people')
  const { organisation } = useDirectory()
  const [added, setAdded] = useState<Added>()
  return (
    <Modal
      opened
      onClose={close}
      title={t('add.person')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {added ? (
        <Welcome added={added} close={close} />
      ) : office.me && office.people && office.teams && organisation ? (
        <AddForm office={office} zone={organisation.record.zone ?? 'UTC'} added={setAdded} />
      ) : (
        <SkeletonRows rows={4} />
      )}
    </Modal>
  )
}

interface AddFormProps {
  office: Office
  /** The organisation's, until another is chosen. */
  zone: string
  added: (added: Added) => void
}

function AddForm({ office, zone: usual, added }: AddFormProps) {
  const { t } = useTranslation('people')
  const { submit, isBusy } = useChanges()
  const ask = useAsk()
  const own = office.person(office.me?.person)?.record.team
  const [way, setWay] = useState<'phone' | 'login'>('phone')
  const [described, setDescribed] = useState<Described>({
    name: '',
    role: 'rep',
    team: office.isAdmin ? undefined : own,
    zone: usual,
  })
  const { role, team, zone } = described
  const name = described.name.trim()
  const [login, setLogin] = useState('')
  const [email, setEmail] = useState('')
  const [refused, setRefused] = useState<{ field?: string; text: string }>()
  const hasLogin = way === 'login' || role !== 'rep'
  const isWhole = name !== '' && (!hasLogin || login.trim() !== '')
  const wrong = (field: string) => {
    if (ask.field === field) return ask.problem
    return refused?.field === field ? refused.text : undefined
  }
  const other =
    ask.problem && !FIELDS.includes(ask.field ?? '')
      ? ask.problem
      : refused && !FIELDS.includes(refused.field ?? '')
        ? refused.text
        : undefined
  const add = async () => {
    const id = newId()
    const person = { name, role, zone, ...(team ? { team } : {}) }
    const result = await submit(
      { do: 'person.added', body: { person }, id },
      { done: t('person.added', { name: person.name }), saysRefusal: false },
    )
    const outcome = result.outcomes[0]
    if (result.isWhole) added({ person: id, name: person.name, role })
    else if (outcome) setRefused({ field: outcome.refused?.field, text: reasonOf(outcome) })
  }
  const invite = async () => {
    const body = {
      name,
      role,
      zone,
      login: login.trim(),
      ...(team ? { team } : {}),
      ...(email.trim() ? { email: email.trim() } : {}),
    }
    const made = await ask.run(() => answer(api.POST('/v1/invitations', { body })), undefined, [
      '/v1/invitations',
      '/v1/people',
    ])
    if (made) added({ person: made.person, name: body.name, role, link: made })
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    setRefused(undefined)
    if (isWhole) void (hasLogin ? invite() : add())
  }
  return (
    <form className={styles.form} onSubmit={save}>
      <PersonFields
        office={office}
        value={described}
        set={(changed) => setDescribed({ ...described, ...changed })}
        wrong={wrong}
      />
      {role === 'rep' ? (
        <div>
          <SegmentedControl
            fullWidth
            aria-label={t('way.title')}
            value={way}
            onChange={(value) => setWay(value as typeof way)}
            data={[
              { value: 'phone', label: t('way.phone') },
              { value: 'login', label: t('way.login') },
            ]}
          />
          <Text size="sm" c="dimmed" mt={6}>
            {t(`way.${way}_text`)}
          </Text>
        </div>
      ) : null}
      {hasLogin ? (
        <>
          <TextInput
            label={t('login')}
            description={t('login_text')}
            value={login}
            onChange={(event) => setLogin(event.currentTarget.value)}
            required
            error={wrong('login')}
            autoComplete="off"
          />
          <TextInput
            label={t('email')}
            description={t('email_text')}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={wrong('email')}
            autoComplete="off"
          />
        </>
      ) : null}
      {other ? (
        <Alert color="red" role="alert">
          {other}
        </Alert>
      ) : null}
      <Group justify="flex-end">
        <Button type="submit" disabled={!isWhole || isBusy || ask.isBusy}>
          {hasLogin ? t('invite') : t('add_button')}
        </Button>
      </Group>
    </form>
  )
}

const FIELDS = ['name', 'role', 'team', 'zone', 'login', 'email']

function Welcome({ added, close }: { added: Added; close: () => void }) {
  const { t } = useTranslation('people')
  const set = people.useSetSearch()
  return (
    <div className={styles.form} role="status">
      <Text fw={600}>
        {t(added.link ? 'person.invited' : 'person.added', { name: added.name })}
      </Text>
      {added.link ? (
        <>
          <Text size="sm">{t(added.link.is_sent ? 'link.sent' : 'link.not_sent')}</Text>
          <OneTimeLink link={added.link.link} expires={added.link.expires} />
        </>
      ) : null}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close}>
          {t('finish')}
        </Button>
        {added.role === 'rep' ? (
          <Button onClick={() => set({ add: 'phone', person: added.person })} data-autofocus>
            {t('add.phone')}
          </Button>
        ) : null}
      </Group>
    </div>
  )
}
