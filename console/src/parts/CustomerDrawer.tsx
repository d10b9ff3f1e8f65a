import { Drawer, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useGet } from '../api'
import { CustomerFacts } from './CustomerFacts'
import styles from './drawer.module.css'
import { EmptyState } from './EmptyState'
import { Failed } from './Failed'
import { useOpen } from './open'
import type { CustomerRecord, Held } from './records'
import { SkeletonRows } from './Skeletons'
import { TaskCard } from './TaskCard'
import { Timeline } from './Timeline'

/** The customer that `?customer=` names, over whatever page is open. */
export function CustomerDrawer() {
  const { t } = useTranslation('parts')
  const { customer, task, closeCustomer } = useOpen()
  return (
    <Drawer
      opened={customer !== undefined}
      onClose={closeCustomer}
      // A task over it closes first.
      closeOnEscape={task === undefined}
      position="right"
      size="min(100%, 600px)"
      title={t('customer.one')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {customer ? <CustomerStory id={customer} /> : null}
    </Drawer>
  )
}

function CustomerStory({ id }: { id: string }) {
  const { t } = useTranslation('parts')
  const { data, error, refetch } = useGet('/v1/customers/{id}/timeline', { path: { id } })
  if (error) return <Failed error={error} retry={refetch} />
  if (!data) return <SkeletonRows rows={6} />
  const item = data.record as Held<CustomerRecord>
  return (
    <div className={styles.story} data-open-customer={id}>
      <CustomerFacts item={item} />
      <Link to={`/customers/${id}`} className={styles.whole}>
        {t('customer.whole')}
      </Link>
      <Title order={3}>{t('customer.open_tasks')}</Title>
      <OpenTasks customer={id} />
      <Title order={3}>{t('timeline.title')}</Title>
      <Timeline story={data} about="customer" names={{ [id]: item.record.name }} />
    </div>
  )
}

const OPEN = 'offered,assigned,accepted,declined,started'

function OpenTasks({ customer }: { customer: string }) {
  const { t } = useTranslation('parts')
  const query = { customer, status: OPEN, limit: 20 }
  const { data, error, refetch } = useGet('/v1/tasks', { query })
  if (error) return <Failed error={error} retry={refetch} small />
  if (!data) return <SkeletonRows rows={2} />
  const { items } = data
  if (items.length === 0) return <EmptyState small drawing="done" title={t('customer.no_tasks')} />
  return items.map((item) => <TaskCard key={item.record.id} item={item} hide={['customer']} />)
}
