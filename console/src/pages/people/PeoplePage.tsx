import { Button, Tabs } from '@mantine/core'
import { IconDeviceMobilePlus, IconUserPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet } from '../../api'
import { Page as Frame, useFormats } from '../../parts'
import { usePageActions } from '../../shell'
import { Access } from './Access'
import { AddPerson } from './AddPerson'
import { Delegations } from './Delegations'
import { EnrolPhone } from './EnrolPhone'
import { Invitations } from './Invitations'
import { PeopleList } from './PeopleList'
import { PersonDrawer } from './PersonDrawer'
import { Phones } from './Phones'
import { people } from './page'
import styles from './people.module.css'
import { Quarantine } from './Quarantine'
import { TeamForm } from './TeamForm'
import { Teams } from './Teams'
import { useOffice } from './useOffice'

const VIEWS = [
  'people',
  'teams',
  'phones',
  'invitations',
  'delegations',
  'quarantine',
  'access',
] as const

export function Page() {
  const { t } = useTranslation('people')
  const { number } = useFormats()
  const search = people.useSearch()
  const set = people.useSetSearch()
  const office = useOffice()
  const quarantine = useGet('/v1/quarantine', { query: { limit: 1000 } })
  const view = VIEWS.find((one) => one === search.view) ?? 'people'
  const counts: Partial<Record<(typeof VIEWS)[number], number>> = {
    invitations: office.invitations?.length,
    quarantine: quarantine.data?.items.length,
  }
  usePageActions(
    useMemo(
      () => [
        {
          id: 'person',
          label: t('add.person'),
          run: () => set({ add: 'person' }),
          icon: IconUserPlus,
          shortcut: 'n',
        },
        {
          id: 'phone',
          label: t('add.phone'),
          run: () => set({ add: 'phone' }),
          icon: IconDeviceMobilePlus,
        },
      ],
      [t, set],
    ),
  )
  const close = () => set({ add: undefined })
  return (
    <Frame
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconDeviceMobilePlus size={16} aria-hidden />}
            onClick={() => set({ add: 'phone' })}
          >
            {t('add.phone')}
          </Button>
          <Button
            leftSection={<IconUserPlus size={16} aria-hidden />}
            onClick={() => set({ add: 'person' })}
          >
            {t('add.person')}
          </Button>
        </>
      }
    >
      <Tabs
        value={view}
        keepMounted={false}
        onChange={(chosen) =>
          set(
            {
              view: chosen === 'people' ? undefined : (chosen ?? undefined),
              q: undefined,
              team: undefined,
              role: undefined,
              state: undefined,
              sort: undefined,
            },
            { push: true },
          )
        }
      >
        <Tabs.List mb="md" className={styles.tabs} aria-label={t('views')}>
          {VIEWS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`view.${one}`)}
              {counts[one] ? <span className={styles.count}> {number(counts[one])}</span> : null}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="people">
          <PeopleList office={office} />
        </Tabs.Panel>
        <Tabs.Panel value="teams">
          <Teams office={office} />
        </Tabs.Panel>
        <Tabs.Panel value="phones">
          <Phones />
        </Tabs.Panel>
        <Tabs.Panel value="invitations">
          <Invitations />
        </Tabs.Panel>
        <Tabs.Panel value="delegations">
          <Delegations office={office} />
        </Tabs.Panel>
        <Tabs.Panel value="quarantine">
          <Quarantine />
        </Tabs.Panel>
        <Tabs.Panel value="access">
          <Access office={office} />
        </Tabs.Panel>
      </Tabs>
      <PersonDrawer office={office} />
      {search.add === 'person' ? <AddPerson office={office} close={close} /> : null}
      {search.add === 'team' && office.isAdmin ? <TeamForm office={office} close={close} /> : null}
      {search.add === 'phone' ? <EnrolPhone person={search.person} close={close} /> : null}
    </Frame>
  )
}
