import { Anchor, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOpen } from '../../parts'
import styles from './audit.module.css'

interface SubjectLinkProps {
  id: string
  /** Of what kind it is; absent for what there is no record of any more, or never was. */
  kind?: string
  name: string
}

/** What an act was about, with the way to it where there is a page for it. */
export function SubjectLink({ id, kind, name }: SubjectLinkProps) {
  const { t } = useTranslation(['audit', 'common'])
  const { openTask } = useOpen()
  const what = kind ? t(`common:kind.${kind}`, { defaultValue: kind }) : t('no_record')
  const target = targetOf(kind, id)
  return (
    <>
      {kind === 'task' ? (
        <UnstyledButton className={styles.open} onClick={() => openTask(id)}>
          {t('open_task')}
        </UnstyledButton>
      ) : target ? (
        <Anchor component={Link} to={target.to} search={target.search as never} inherit>
          <bdi>{name}</bdi>
        </Anchor>
      ) : (
        <bdi>{name}</bdi>
      )}{' '}
      <span className={styles.kind}>({what})</span>
    </>
  )
}

function targetOf(kind: string | undefined, id: string) {
  switch (kind) {
    case 'person':
      return { to: '/people', search: { person: id } }
    case 'team':
      return { to: '/people', search: { view: 'teams' } }
    case 'device':
      return { to: '/people', search: { view: 'phones' } }
    case 'customer':
      return { to: `/customers/${id}`, search: {} }
    case 'organisation':
      return { to: '/settings', search: { section: 'organisation' } }
    case 'activity_type':
      return { to: '/settings', search: { section: 'activities' } }
    default:
      return undefined
  }
}
