import { Alert } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useGet, useMe } from '../../api'
import { Card, Failed, Page as Frame, SkeletonRows } from '../../parts'
import { About } from './About'
import { Activities } from './Activities'
import { Hours } from './Hours'
import { Integrations } from './Integrations'
import { Organisation } from './Organisation'
import { Privacy } from './Privacy'
import { settings } from './page'
import { Reasons } from './Reasons'
import { SignIn } from './SignIn'
import { type SectionName, sectionsOf } from './sections'
import styles from './settings.module.css'
import type { OrganisationItem } from './types'
import { UnsavedGuard } from './unsaved'

export function Page() {
  const { t } = useTranslation('settings')
  const { section } = settings.useSearch()
  const me = useMe()
  const role = me.data?.role
  const shown = sectionsOf(role)
  const name = shown.find((each) => each.name === section)?.name ?? 'organisation'
  return (
    <Frame title={t('title')} lead={t('lead')}>
      <UnsavedGuard>
        <div className={styles.page}>
          <nav aria-label={t('sections')} className={`${styles.nav} no-print`}>
            {shown.map(({ name: each, icon: Sign }) => (
              <Link
                key={each}
                to="/settings"
                search={{ section: each } as never}
                className={styles.link}
                aria-current={each === name ? 'page' : undefined}
                data-active={each === name || undefined}
                resetScroll={false}
                activeProps={{}}
              >
                <Sign size={18} stroke={1.75} aria-hidden />
                <span>{t(`section.${each}`)}</span>
              </Link>
            ))}
          </nav>
          <div className={styles.section} data-section={name} key={name}>
            {me.error && !me.data ? (
              <Failed error={me.error} retry={() => void me.refetch()} />
            ) : !me.data ? (
              <SkeletonRows rows={5} />
            ) : (
              <Section name={name} isAdmin={role === 'admin'} />
            )}
          </div>
        </div>
      </UnsavedGuard>
    </Frame>
  )
}

function Section({ name, isAdmin }: { name: SectionName; isAdmin: boolean }) {
  const { t } = useTranslation('settings')
  const isReadOnly = !isAdmin && ['organisation', 'activities', 'reasons', 'hours'].includes(name)
  return (
    <>
      {isReadOnly ? (
        <Alert icon={<IconLock aria-hidden />} color="gray" variant="outline">
          {t('read_only')}
        </Alert>
      ) : null}
      <Body name={name} isAdmin={isAdmin} />
    </>
  )
}

function Body({ name, isAdmin }: { name: SectionName; isAdmin: boolean }) {
  switch (name) {
    case 'organisation':
    case 'reasons':
    case 'hours':
      return <OfOrganisation name={name} isAdmin={isAdmin} />
    case 'activities':
      return <Activities isAdmin={isAdmin} />
    case 'privacy':
      return <Privacy />
    case 'sign_in':
      return <SignIn />
    case 'integrations':
      return <Integrations isAdmin={isAdmin} />
    case 'about':
      return <About />
  }
}

interface OfOrganisationProps {
  name: 'organisation' | 'reasons' | 'hours'
  isAdmin: boolean
}

/** The sections that are fields of one record. */
function OfOrganisation({ name, isAdmin }: OfOrganisationProps) {
  const { t } = useTranslation('settings')
  const { data, error, refetch } = useGet('/v1/organisation')
  if (!data) {
    return (
      <Card title={t(`section.${name}`)}>
        {error ? (
          <Failed error={error} retry={() => void refetch()} small />
        ) : (
          <SkeletonRows rows={5} />
        )}
      </Card>
    )
  }
  const item = data as OrganisationItem
  return (
    <div className={styles.section} data-state="filled">
      {name === 'organisation' ? (
        <Organisation item={item} isAdmin={isAdmin} />
      ) : name === 'reasons' ? (
        <Reasons item={item} isAdmin={isAdmin} />
      ) : (
        <Hours item={item} isAdmin={isAdmin} />
      )}
    </div>
  )
}
