import { Button, Text } from '@mantine/core'
import { IconSitemap } from '@tabler/icons-react'
import { type CSSProperties, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card, EmptyState, Failed, PersonName, SkeletonRows } from '../../parts'
import { people as page } from './page'
import styles from './people.module.css'
import { Row, Rows } from './Rows'
import type { TeamItem } from './records'
import { TeamForm } from './TeamForm'
import { branchesOf } from './teams'
import type { Office } from './useOffice'

/** The teams as they stand below each other: who leads them and how many are in them. */
export function Teams({ office }: { office: Office }) {
  const { t } = useTranslation('people')
  const set = page.useSetSearch()
  const [edited, setEdited] = useState<TeamItem>()
  const { teams, people = [], own, isAdmin, error, retry } = office
  const add = <Button onClick={() => set({ add: 'team' })}>{t('team_add')}</Button>
  if (error) return <Failed error={error} retry={retry} />
  if (!teams) return <SkeletonRows rows={5} />
  if (own.length === 0) {
    return (
      <EmptyState title={t('empty.teams')} action={isAdmin ? add : undefined}>
        {t(isAdmin ? 'empty.teams_text' : 'empty.teams_none')}
      </EmptyState>
    )
  }
  return (
    <Card
      title={t('view.teams')}
      actions={
        isAdmin ? (
          <Button size="compact-sm" variant="default" onClick={() => set({ add: 'team' })}>
            {t('team_add')}
          </Button>
        ) : null
      }
    >
      <Rows label={t('view.teams')}>
        {branchesOf(own).map(({ team, depth }) => {
          const { id, name } = team.record
          const inside = people.filter(({ record }) => record.team === id && !record.revoked)
          const leads = inside.filter(({ record }) => record.role === 'manager')
          return (
            <Row
              key={id}
              before={
                <span
                  className={styles.branch}
                  style={{ '--depth': depth } as CSSProperties}
                  aria-hidden
                />
              }
              sign={IconSitemap}
              title={
                <Text fw={600} component="span" data-depth={depth}>
                  <bdi>{name}</bdi>
                </Text>
              }
              actions={
                <>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={t('team_people_of', { name })}
                    onClick={() => set({ view: undefined, team: id }, { push: true })}
                  >
                    {t('team_people', { count: inside.length })}
                  </Button>
                  {isAdmin ? (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t('team_edit_of', { name })}
                      onClick={() => setEdited(team)}
                    >
                      {t('edit')}
                    </Button>
                  ) : null}
                </>
              }
            >
              <Text size="sm" c="dimmed" component="div">
                {leads.length === 0 ? t('team_leads_none') : `${t('team_leads')} `}
                {leads.map(({ record }, place) => (
                  <span key={record.id}>
                    {place > 0 ? ' · ' : ''}
                    <PersonName id={record.id} name={record.name} plain />
                  </span>
                ))}
              </Text>
            </Row>
          )
        })}
      </Rows>
      {isAdmin ? null : (
        <Text size="sm" c="dimmed" mt="sm">
          {t('team_by_admin')}
        </Text>
      )}
      {edited ? (
        <TeamForm office={office} team={edited} close={() => setEdited(undefined)} />
      ) : null}
    </Card>
  )
}
