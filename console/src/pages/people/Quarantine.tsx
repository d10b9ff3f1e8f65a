import { Anchor, Button, Checkbox, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, useGet } from '../../api'
import { Card, Confirm, EmptyState, Failed, SkeletonRows, ToneBadge, WhenText } from '../../parts'
import { people as page } from './page'
import styles from './people.module.css'
import { Row, Rows } from './Rows'
import type { Detained } from './records'
import { useAskAloud } from './useAsk'

const MOVES = ['/v1/quarantine', '/v1/inbox', '/v1/tasks', '/v1/notes', '/v1/phones']

/** What phones of people who have left still sent: nothing of it counts until somebody says so. */
export function Quarantine() {
  const { t } = useTranslation('people')
  const { data, error, refetch } = useGet('/v1/quarantine', { query: { limit: 1000 } })
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={5} />
  if (data.items.length === 0) {
    return (
      <EmptyState drawing="done" title={t('empty.quarantine')}>
        {t('quarantine.text')}
      </EmptyState>
    )
  }
  const people = [...new Set(data.items.map(({ person }) => person))]
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('quarantine.text')}
      </Text>
      {people.map((person) => (
        <Held
          key={person}
          person={person}
          items={data.items.filter((item) => item.person === person)}
        />
      ))}
    </>
  )
}

/** The same of one person, where he is shown. */
export function DetainedOf({ person }: { person: string }) {
  const { t } = useTranslation('people')
  const { data } = useGet('/v1/quarantine', { query: { limit: 1000 } })
  const set = page.useSetSearch()
  const count = data?.items.filter((item) => item.person === person).length ?? 0
  if (count === 0) return null
  return (
    <Group gap={8}>
      <Text size="sm">{t('quarantine.waits', { count })}</Text>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => set({ view: 'quarantine', person: undefined }, { push: true })}
      >
        {t('quarantine.look')}
      </Button>
    </Group>
  )
}

function Held({ person, items }: { person: string; items: Detained[] }) {
  const { t } = useTranslation(['people', 'parts'])
  const { run, isBusy } = useAskAloud()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [isAsking, setAsking] = useState(false)
  const idOf = ({ change }: Detained) => change?.id
  const all = items.map(idOf).filter((id) => id !== undefined)
  const changes = all.filter((id) => !left.has(id))
  const name = items[0]?.person_name ?? ''
  const body = { changes }
  const accept = () =>
    run(
      () => answer(api.POST('/v1/quarantine/accept', { body })),
      t('quarantine.accepted', { count: changes.length }),
      MOVES,
    )
  const discard = () =>
    run(
      () => answer(api.POST('/v1/quarantine/discard', { body })),
      t('quarantine.discarded', { count: changes.length }),
      MOVES,
    )
  return (
    <Card
      title={<bdi>{name}</bdi>}
      actions={
        <Anchor
          size="sm"
          href={`/v1/quarantine/export?person=${person}`}
          download={`quarantine-${person}.ndjson`}
        >
          {t('quarantine.export')}
        </Anchor>
      }
    >
      <Rows label={t('quarantine.of', { name })}>
        {items.map((item) => {
          const id = idOf(item)
          const name = item.change?.do
          const what = name
            ? t(`parts:do.${name}`, { defaultValue: name })
            : t('quarantine.unreadable')
          return (
            <Row
              key={id ?? item.received}
              before={
                <Checkbox
                  aria-label={what}
                  checked={id !== undefined && !left.has(id)}
                  disabled={id === undefined}
                  onChange={() => id && setLeft((before) => toggled(before, id))}
                />
              }
              title={<Text fw={600}>{what}</Text>}
              actions={<ToneBadge tone="neutral" word={item.device_name || t('phone.unnamed')} />}
            >
              <Text size="sm" c="dimmed" component="div">
                {item.change ? <WhenText civil={item.change.civil} /> : null} ·{' '}
                {t('quarantine.arrived')} <WhenText at={item.received} />
              </Text>
              <Said item={item} />
            </Row>
          )
        })}
      </Rows>
      <Group gap="xs" mt="sm">
        <Button disabled={isBusy || changes.length === 0} onClick={() => void accept()}>
          {t('quarantine.accept', { count: changes.length })}
        </Button>
        <Button
          variant="default"
          disabled={isBusy || changes.length === 0}
          onClick={() => setAsking(true)}
        >
          {t('quarantine.discard', { count: changes.length })}
        </Button>
      </Group>
      <Confirm
        opened={isAsking}
        close={() => setAsking(false)}
        title={t('quarantine.discard_title')}
        confirm={t('quarantine.discard', { count: changes.length })}
        run={discard}
      >
        {t('quarantine.discard_text')}
      </Confirm>
    </Card>
  )
}

/** The words that a change brought, as they were written. */
function Said({ item }: { item: Detained }) {
  const body: object = item.change?.body ?? {}
  const texts = ['title', 'body', 'reason', 'name']
    .map((key) => (body as Record<string, unknown>)[key])
    .filter((text) => typeof text === 'string')
  if (texts.length === 0) return null
  return <p className={styles.quote}>{texts.join('\n')}</p>
}

function toggled(before: ReadonlySet<string>, id: string): Set<string> {
  const after = new Set(before)
  if (!after.delete(id)) after.add(id)
  return after
}
