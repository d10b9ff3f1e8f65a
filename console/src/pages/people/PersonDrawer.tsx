import { Button, Drawer, Group, Text, Title } from '@mantine/core'
import { IconDeviceMobilePlus, IconPencil } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAll, useGet } from '../../api'
import { EmptyState, Failed, PersonDisc, SkeletonRows, TeamName, useOpen } from '../../parts'
import { DelegationForm } from './DelegationForm'
import { DelegationRow } from './DelegationRow'
import { HoursText } from './HoursFields'
import { InvitationRow } from './Invitations'
import { Leaving } from './Leaving'
import { PersonForm } from './PersonForm'
import { PersonStateBadge } from './PersonStateBadge'
import { PhoneCard } from './PhoneCard'
import { people as page } from './page'
import styles from './people.module.css'
import { DetainedOf } from './Quarantine'
import { Rows } from './Rows'
import type { Hours, PersonItem } from './records'
import { SessionRows } from './Sessions'
import type { Office } from './useOffice'
import { WorkDays } from './WorkDays'

/** Everything about the person whom the address names, over the page. */
export function PersonDrawer({ office }: { office: Office }) {
  const { t } = useTranslation('people')
  const search = page.useSearch()
  const set = page.useSetSearch()
  const { task, customer } = useOpen()
  const item = office.person(search.person)
  return (
    <Drawer
      opened={search.person !== undefined}
      onClose={() => set({ person: undefined, add: undefined })}
      // What stands over it closes first.
      closeOnEscape={!task && !customer && !search.add}
      position="right"
      size="min(100%, 620px)"
      title={t('person.one')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {search.person === undefined ? null : item ? (
        <Story key={item.record.id} office={office} item={item} />
      ) : office.error ? (
        <Failed error={office.error} retry={office.retry} />
      ) : office.people ? (
        <EmptyState drawing="search" title={t('person.unknown')}>
          {t('person.unknown_text')}
        </EmptyState>
      ) : (
        <SkeletonRows rows={6} />
      )}
    </Drawer>
  )
}

function Story({ office, item }: { office: Office; item: PersonItem }) {
  const { t } = useTranslation(['people', 'common'])
  const set = page.useSetSearch()
  const [asks, setAsks] = useState<'edit' | 'delegate'>()
  const { record } = item
  const { id } = record
  const phones = useGet('/v1/phones')
  const delegations = useAll('/v1/delegations')
  const own = phones.data?.items.filter(({ person }) => person === id)
  const given = delegations.data?.filter(({ record: it }) => it.from === id || it.to === id) ?? []
  const invitation = office.invitations?.find(({ person }) => person === id)
  const isHere = !record.revoked && !record.erased
  const isSelf = office.me?.person === id
  const mayDelegate = isHere && record.role === 'manager' && (office.isAdmin || isSelf)
  return (
    <div className={styles.drawer} data-person={id}>
      <Group gap={10} wrap="nowrap">
        <PersonDisc id={id} name={record.name} />
        <div className={styles.text}>
          <Title order={2} size="h3">
            <bdi>{record.erased ? t('state.erased') : record.name}</bdi>
          </Title>
          <Text size="sm" c="dimmed" component="div">
            {t(`common:role.${record.role}`)} · <TeamName id={record.team} />
          </Text>
        </div>
        <PersonStateBadge state={office.state(record)} />
      </Group>
      {isHere ? (
        <Group gap={6}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPencil size={14} aria-hidden />}
            onClick={() => setAsks('edit')}
          >
            {t('edit')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconDeviceMobilePlus size={14} aria-hidden />}
            onClick={() => set({ add: 'phone' })}
          >
            {t('add.phone')}
          </Button>
          {mayDelegate ? (
            <Button size="compact-sm" variant="default" onClick={() => setAsks('delegate')}>
              {t('delegation.give')}
            </Button>
          ) : null}
        </Group>
      ) : null}
      <dl className={styles.facts}>
        <dt>{t('zone')}</dt>
        <dd>
          <bdi>{record.zone}</bdi>
        </dd>
        <dt>{t('hours.title')}</dt>
        <dd data-part="hours">
          <HoursText hours={(record.hours ?? {}) as Hours} />
        </dd>
      </dl>
      <Part title={t('part.phones')}>
        {phones.error ? (
          <Failed error={phones.error} retry={() => void phones.refetch()} small />
        ) : !own ? (
          <SkeletonRows rows={2} />
        ) : own.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('phone.none_text')}
          </Text>
        ) : (
          <Rows label={t('part.phones')}>
            {own.map((phone) => (
              <PhoneCard key={phone.device} phone={phone} />
            ))}
          </Rows>
        )}
      </Part>
      {invitation ? (
        <Part title={t('part.invitation')}>
          <Rows label={t('part.invitation')}>
            <InvitationRow invitation={invitation} />
          </Rows>
        </Part>
      ) : null}
      {given.length > 0 ? (
        <Part title={t('part.delegations')}>
          <Rows label={t('part.delegations')}>
            {given.map((one) => (
              <DelegationRow key={one.record.id} item={one} office={office} />
            ))}
          </Rows>
        </Part>
      ) : null}
      {record.revoked ? <DetainedOf person={id} /> : null}
      {office.isAdmin ? (
        <Part title={t('part.sessions')}>
          <SessionRows person={id} />
        </Part>
      ) : null}
      {office.isAdmin && !isSelf && !record.erased ? (
        <Part title={t('part.leaving')}>
          <Leaving item={item} />
        </Part>
      ) : null}
      <Part title={t('part.work')}>
        <WorkDays person={id} />
      </Part>
      {asks === 'edit' ? (
        <PersonForm office={office} item={item} close={() => setAsks(undefined)} />
      ) : null}
      {asks === 'delegate' ? (
        <DelegationForm office={office} from={id} close={() => setAsks(undefined)} />
      ) : null}
    </div>
  )
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <Title order={3} size="h4">
        {title}
      </Title>
      {children}
    </section>
  )
}
