import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet } from '../../api'
import { Card, EmptyState, Failed, SkeletonRows } from '../../parts'
import { DelegationForm } from './DelegationForm'
import { DelegationRow } from './DelegationRow'
import { Rows } from './Rows'
import { stateOf } from './teams'
import type { Office } from './useOffice'

const ORDER = { now: 0, ahead: 1, ended: 2, over: 2 }

/** Who stands in now, who will, and who did. */
export function Delegations({ office }: { office: Office }) {
  const { t } = useTranslation('people')
  const [isGiving, setGiving] = useState(false)
  const { data, error, refetch } = useGet('/v1/delegations', { query: { limit: 1000 } })
  const own = office.me?.role === 'manager' ? office.me.person : undefined
  const give = (
    <Button size="compact-sm" onClick={() => setGiving(true)}>
      {t('delegation.give')}
    </Button>
  )
  const form = isGiving ? (
    <DelegationForm office={office} from={own} close={() => setGiving(false)} />
  ) : null
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={4} />
  if (data.items.length === 0) {
    return (
      <>
        <EmptyState title={t('empty.delegations')} action={give}>
          {t('delegation.text')}
        </EmptyState>
        {form}
      </>
    )
  }
  const now = Date.now() * 1000
  const ordered = [...data.items].sort(
    (left, right) =>
      ORDER[stateOf(left.record, now)] - ORDER[stateOf(right.record, now)] ||
      right.record.since - left.record.since,
  )
  return (
    <Card title={t('view.delegations')} actions={give}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('delegation.text')}
      </Text>
      <Rows label={t('view.delegations')}>
        {ordered.map((item) => (
          <DelegationRow key={item.record.id} item={item} office={office} names={data.names} />
        ))}
      </Rows>
      {form}
    </Card>
  )
}
