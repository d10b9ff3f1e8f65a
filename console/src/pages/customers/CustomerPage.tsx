import { Button, Group } from '@mantine/core'
import { IconArchive, IconCalendarPlus, IconRestore } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet } from '../../api'
import {
  Card,
  EmptyState,
  Failed,
  Page as Frame,
  SkeletonCards,
  SkeletonRows,
  TaskCard,
  Timeline,
} from '../../parts'
import { usePageActions } from '../../shell'
import { useChanges } from '../../write'
import { Removed } from './CustomerList'
import styles from './customers.module.css'
import { Facts } from './Facts'
import { NewTask } from './NewTask'
import { customer } from './page'
import type { CustomerItem } from './records'
import { Sites } from './Sites'

export function Page() {
  const { t } = useTranslation('customers')
  const { id = '' } = customer.useParams()
  const { data, error, refetch } = useGet('/v1/customers/{id}/timeline', { path: { id } })
  const [isPlanning, setPlanning] = useState(false)
  const item = data?.record as CustomerItem | undefined
  usePageActions(
    useMemo(
      () => [
        {
          id: 'task',
          label: t('task.new'),
          icon: IconCalendarPlus,
          shortcut: 'n',
          run: () => setPlanning(true),
        },
      ],
      [t],
    ),
  )
  const name = item?.record.name
  return (
    <Frame
      title={name ?? t('one')}
      lead={
        <Group gap="xs">
          <Link to="/customers" className={styles.link}>
            {t('all')}
          </Link>
          {item?.record.removed ? <Removed /> : null}
        </Group>
      }
      actions={item ? <Actions item={item} plan={() => setPlanning(true)} /> : undefined}
    >
      {error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : !data || !item ? (
        <div className={styles.page}>
          <SkeletonRows rows={8} />
          <SkeletonCards cards={4} />
        </div>
      ) : (
        <div className={styles.page} data-state="filled" data-customer={id}>
          <div className={styles.column}>
            <Card title={t('facts')}>
              <Facts item={item} />
            </Card>
            <Sites item={item} />
          </div>
          <div className={styles.column}>
            <Card title={t('task.open')}>
              <OpenTasks id={id} plan={() => setPlanning(true)} />
            </Card>
            <Card title={t('timeline')}>
              <Timeline story={data} about="customer" names={{ [id]: item.record.name }} />
            </Card>
          </div>
        </div>
      )}
      {isPlanning && item ? <NewTask item={item} close={() => setPlanning(false)} /> : null}
    </Frame>
  )
}

function Actions({ item, plan }: { item: CustomerItem; plan: () => void }) {
  const { t } = useTranslation('customers')
  const { submit, isBusy } = useChanges()
  const { id, name, removed = false } = item.record
  const put = () =>
    submit(
      {
        do: removed ? 'customer.restored' : 'customer.removed',
        body: { customer: id },
        on: item,
      },
      {
        done: removed ? t('restored_done', { name }) : t('removed_done', { name }),
        optimistic: (cache) => cache.set(id, { removed: !removed || undefined }),
      },
    )
  return (
    <>
      <Button
        variant="default"
        disabled={isBusy}
        leftSection={
          removed ? <IconRestore size={16} aria-hidden /> : <IconArchive size={16} aria-hidden />
        }
        onClick={() => void put()}
      >
        {removed ? t('bulk.restore') : t('bulk.remove')}
      </Button>
      <Button
        disabled={removed}
        leftSection={<IconCalendarPlus size={16} aria-hidden />}
        onClick={plan}
      >
        {t('task.new')}
      </Button>
    </>
  )
}

const OPEN = 'offered,assigned,accepted,declined,started'

function OpenTasks({ id, plan }: { id: string; plan: () => void }) {
  const { t } = useTranslation('customers')
  const { data, error, refetch } = useGet('/v1/tasks', {
    query: { customer: id, status: OPEN, sort: 'plan_day', limit: 50 },
  })
  if (error) return <Failed error={error} retry={() => void refetch()} small />
  if (!data) return <SkeletonRows rows={2} />
  if (data.items.length === 0) {
    return (
      <EmptyState
        small
        drawing="done"
        title={t('task.none')}
        action={
          <Button size="xs" variant="default" onClick={plan}>
            {t('task.new')}
          </Button>
        }
      />
    )
  }
  return (
    <div className={styles.cards} data-open-tasks>
      {data.items.map((item) => (
        <TaskCard key={item.record.id} item={item} hide={['customer']} />
      ))}
    </div>
  )
}
