import { Button, Group, Text } from '@mantine/core'
import { IconUserShare } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { PersonName, ToneBadge, WhenText } from '../../parts'
import { useChanges } from '../../write'
import { Row } from './Rows'
import type { DelegationItem } from './records'
import { type DelegationState, stateOf } from './teams'
import type { Office } from './useOffice'

const tones: Record<DelegationState, 'blue' | 'green' | 'neutral'> = {
  ahead: 'blue',
  now: 'green',
  over: 'neutral',
  ended: 'neutral',
}

/** Who stands in for whom, and until when. */
export function DelegationRow(props: {
  item: DelegationItem
  office: Office
  names?: Record<string, string>
}) {
  const { item, office, names } = props
  const { t } = useTranslation('people')
  const { submit, isBusy } = useChanges()
  const { record } = item
  const state = stateOf(record, Date.now() * 1000)
  const isOpen = state === 'ahead' || state === 'now'
  const mayEnd = isOpen && (office.isAdmin || office.me?.person === record.from)
  const end = () =>
    submit(
      { do: 'delegation.ended', body: { delegation: record.id }, on: item },
      {
        done: t('delegation.ended'),
        optimistic: (cache) => cache.set(record.id, { ended: true }),
      },
    )
  return (
    <Row
      sign={IconUserShare}
      title={
        <Group gap={8}>
          <span>
            <PersonName id={record.to} names={names} plain /> {t('delegation.for')}{' '}
            <PersonName id={record.from} names={names} plain />
          </span>
          <ToneBadge tone={tones[state]} word={t(`delegation.state.${state}`)} />
        </Group>
      }
      actions={
        mayEnd ? (
          <Button size="compact-sm" variant="default" disabled={isBusy} onClick={() => void end()}>
            {t('delegation.end')}
          </Button>
        ) : null
      }
    >
      <Text size="sm" c="dimmed" component="div">
        <WhenText at={record.since} /> – <WhenText at={record.until} />
      </Text>
    </Row>
  )
}
