import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCheck, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, fieldWords, problemWords, queryClient, refresh, useGet } from '../../api'
import {
  Confirm,
  CustomerLink,
  Failed,
  type Names,
  SkeletonRows,
  TaskLink,
  useReasonText,
  useValueText,
  WhenText,
} from '../../parts'
import styles from './inbox.module.css'
import type { Waiting } from './matters'

/** Fields that hold ids of what has a name. */
const NAMED = new Set(['task', 'customer'])

/** What says nothing to people: ids, and what other lines say better. */
const HIDDEN = new Set([
  ...['note', 'activity', 'fix', 'ticks', 'site', 'work_day', 'period', 'pause', 'step'],
  ...['check_in', 'item', 'track', 'points', 'gap_before', 'version'],
])

/** What a phone sent after it or its owner was revoked: to read, and to let in or throw away. */
export function LateMatter({ one, names }: { one: Waiting; names: Names }) {
  const { t } = useTranslation(['inbox', 'parts'])
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const device = one.quarantine?.device
  const { data, error, refetch } = useGet(
    '/v1/quarantine',
    { query: { person: one.person, limit: 1000 } },
    { enabled: one.person !== undefined },
  )
  const late = data?.items.filter((item) => item.device === device)
  const changes = late?.flatMap(({ change }) => (change ? [change.id] : [])) ?? []

  const decide = async (run: () => Promise<string>) => {
    setBusy(true)
    try {
      notifications.show({ message: await run() })
      refresh(queryClient)
    } catch (why) {
      const { title, detail } = problemWords(why)
      notifications.show({ title, message: detail, color: 'red' })
    } finally {
      setBusy(false)
    }
  }
  const accept = () =>
    decide(async () => {
      const { verdicts } = await answer(api.POST('/v1/quarantine/accept', { body: { changes } }))
      const refused = verdicts.filter((one) => one.verdict.verdict === 'refused').length
      return refused > 0
        ? t('quarantine.accepted_partly', { count: refused, of: verdicts.length })
        : t('quarantine.accepted', { count: verdicts.length })
    })
  const discard = () =>
    decide(async () => {
      const said = await answer(api.POST('/v1/quarantine/discard', { body: { changes } }))
      return t('quarantine.discarded', { count: said.discarded })
    })

  if (error) return <Failed error={error} retry={() => void refetch()} small />
  if (!late) return <SkeletonRows rows={4} />
  return (
    <>
      <Group gap="xs">
        <Button
          size="compact-md"
          leftSection={<IconCheck size={16} aria-hidden />}
          disabled={isBusy || changes.length === 0}
          onClick={() => void accept()}
        >
          {t('quarantine.accept')}
        </Button>
        <Button
          size="compact-md"
          variant="default"
          color="red"
          leftSection={<IconTrash size={16} aria-hidden />}
          disabled={isBusy || changes.length === 0}
          onClick={() => setAsking(true)}
        >
          {t('quarantine.discard')}
        </Button>
      </Group>
      <ul className={styles.cards} data-late>
        {late.map(({ change, received, device_name }) =>
          change ? (
            <li key={change.id} className={styles.late}>
              <div className={styles.ends}>
                <strong>{t(`parts:do.${change.do}`, { defaultValue: change.do })}</strong>
                <span className={styles.quiet}>
                  <WhenText civil={change.civil} />
                </span>
              </div>
              <Said body={change.body as Record<string, unknown>} names={names} />
              <span className={styles.quiet}>
                <bdi>{device_name}</bdi> · {t('quarantine.arrived')} <WhenText at={received} />
              </span>
            </li>
          ) : null,
        )}
      </ul>
      <Confirm
        opened={isAsking}
        close={() => setAsking(false)}
        title={t('quarantine.discard')}
        confirm={t('quarantine.discard')}
        run={discard}
      >
        {t('quarantine.sure', { count: changes.length })}
      </Confirm>
    </>
  )
}

/** What a change says, field by field, in words. */
function Said({ body, names }: { body: Record<string, unknown>; names: Names }) {
  const { t } = useTranslation('common')
  const valueText = useValueText(names)
  const reasonText = useReasonText()
  const { set, ...plain } = body ?? {}
  const fields = Object.entries({ ...plain, ...(set as object | undefined) }).filter(
    ([field, value]) => !HIDDEN.has(field) && value !== null && value !== undefined,
  )
  if (fields.length === 0) return null
  return (
    <dl className={styles.facts}>
      {fields.map(([field, value]) => (
        <div key={field} className={styles.pair}>
          <dt>{NAMED.has(field) ? t(`kind.${field}`) : fieldWords(field)}</dt>
          <dd>
            {NAMED.has(field) ? (
              <Named id={String(value)} what={field} />
            ) : (
              <bdi>{field === 'reason' ? reasonText(String(value)) : valueText(field, value)}</bdi>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The name of what a change is about; the list of what waits does not know it. */
function Named({ id, what }: { id: string; what: string }) {
  const task = useGet('/v1/tasks/{id}', { path: { id } }, { enabled: what === 'task' })
  const customer = useGet('/v1/customers/{id}', { path: { id } }, { enabled: what === 'customer' })
  if (what === 'task') return <TaskLink id={id} name={task.data?.record.title} />
  if (what === 'customer') return <CustomerLink id={id} name={customer.data?.record.name} />
  return <bdi>{id}</bdi>
}
