import { Anchor, Group, Modal, Text } from '@mantine/core'
import { useDidUpdate } from '@mantine/hooks'
import { IconAlertTriangle, IconCircleCheckFilled } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ListPage } from '../api'
import { useDirectory } from '../api'
import { OutcomeBadge, StatusBadge, VerdictBadge } from './Badges'
import { Failed } from './Failed'
import type { FigureValue } from './Figure'
import { useFigureText } from './Figure'
import styles from './figure.module.css'
import { useFormats } from './formats'
import { useOpen } from './open'
import { CustomerLink, PersonName, TaskLink } from './People'
import type {
  CheckInRecord,
  CustomerRecord,
  Held,
  Names,
  NoteRecord,
  PersonRecord,
  TaskRecord,
} from './records'
import { listOf, readRows } from './rows'
import { SkeletonRows } from './Skeletons'
import { ToneBadge } from './Tone'
import { DayText, WhenText } from './WhenText'

/** As many rows as are shown; all of them are counted. */
const SHOWN = 50

export interface PassportProps {
  label: string
  figure: FigureValue
  /** Where the console lists the same; found by the rows where nothing is said. */
  list?: string
  close: () => void
}

/** Where a number comes from: formula, freshness, rows, and whether the rows add up to it. */
export function Passport({ label, figure, list = listOf(figure.rows), close }: PassportProps) {
  const { t } = useTranslation('parts')
  // Fetched when the first passport opens; nothing else of the page waits for it.
  const { t: metric } = useTranslation('metrics', { useSuspense: false })
  const value = useFigureText(figure)
  const { organisation } = useDirectory()
  const silent = figure.silent ?? []
  // A row that opens over the page is seen once the passport is out of its way.
  const { task, customer } = useOpen()
  useDidUpdate(close, [task, customer])
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={`${label}: ${value}`}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <dl className={styles.facts}>
        <dt>{t('passport.formula')}</dt>
        <dd>{metric(`metrics:of.${figure.formula}`, { defaultValue: figure.formula })}</dd>
        <dt>{t('passport.unit')}</dt>
        <dd>{t(`unit.${figure.unit}`, { defaultValue: figure.unit })}</dd>
        <dt>{t('passport.zone')}</dt>
        <dd>{t('passport.zone_each', { zone: organisation?.record.zone ?? 'UTC' })}</dd>
        <dt>{t('passport.as_of')}</dt>
        <dd>
          <WhenText at={figure.as_of} />
        </dd>
        <dt>{t('passport.stalest')}</dt>
        <dd>
          {figure.stalest ? (
            <>
              <WhenText at={figure.stalest} /> (<WhenText at={figure.stalest} as="ago" />)
            </>
          ) : (
            t('passport.no_phone')
          )}
        </dd>
        {silent.length > 0 ? (
          <>
            <dt>{t('passport.silent')}</dt>
            <dd>
              <Group gap="xs">
                {silent.map((person) => (
                  <PersonName key={person} id={person} size="small" />
                ))}
              </Group>
            </dd>
          </>
        ) : null}
      </dl>
      {figure.rows ? (
        <PassportRows figure={figure} path={figure.rows} />
      ) : (
        <Text size="sm" c="dimmed" mt="md">
          {t('passport.no_rows')}
        </Text>
      )}
      {list ? (
        <Anchor href={list} size="sm" mt="sm" display="inline-block">
          {t('passport.list')}
        </Anchor>
      ) : null}
    </Modal>
  )
}

function PassportRows({ figure, path }: { figure: FigureValue; path: string }) {
  const { t } = useTranslation('parts')
  const formats = useFormats()
  const { data, error, refetch } = useQuery({
    queryKey: [path.split('?')[0], 'passport', path],
    queryFn: ({ signal }) => readRows(path, SHOWN, signal),
  })
  if (error) return <Failed error={error} retry={refetch} small />
  if (!data) return <SkeletonRows rows={4} />
  const total = data.total ?? data.items.length
  const addsUp = total === (figure.value ?? 0)
  // A share or a duration is not the count of its rows.
  const isCount = figure.unit !== 'per_mille' && figure.unit !== 'minutes'
  return (
    <>
      <div className={styles.sum} data-adds-up={isCount ? addsUp : undefined}>
        {isCount ? (
          <ToneBadge
            tone={addsUp ? 'green' : 'orange'}
            icon={addsUp ? IconCircleCheckFilled : IconAlertTriangle}
            word={addsUp ? t('passport.adds_up') : t('passport.does_not')}
          />
        ) : null}
        <Text size="sm">{t('passport.rows', { count: total, number: formats.number(total) })}</Text>
      </div>
      {isCount && !addsUp ? (
        <Text size="sm" c="dimmed" mb="xs">
          {t('passport.why_not')}
        </Text>
      ) : null}
      <Rows page={data} />
      {total > data.items.length ? (
        <Text size="xs" c="dimmed" mt={4}>
          {t('passport.first', { number: formats.number(data.items.length) })}
        </Text>
      ) : null}
    </>
  )
}

function Rows({ page }: { page: ListPage<Record<string, unknown>> }) {
  const items = page.items.slice(0, SHOWN)
  if (items.length === 0) return null
  return (
    <ul className={styles.rows}>
      {items.map((item, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of an answer do not move
        <li key={place}>
          <Row item={item} names={page.names ?? {}} />
        </li>
      ))}
    </ul>
  )
}

/** One row, whatever it is: records of five kinds, else its name. */
function Row({ item, names }: { item: Record<string, unknown>; names: Names }) {
  const inner = item.item as Held<unknown> | undefined
  const held = (inner ?? item) as unknown as Held<{ kind?: string }>
  switch (held.record?.kind) {
    case 'task': {
      const task = held.record as TaskRecord
      return (
        <>
          <TaskLink id={task.id} name={task.title} />
          <Group gap="xs">
            {task.plan_day ? <DayText day={task.plan_day} /> : null}
            {task.assignee ? <PersonName id={task.assignee} names={names} size="small" /> : null}
            <StatusBadge status={held.status ?? 'assigned'} />
          </Group>
        </>
      )
    }
    case 'check_in': {
      const visit = held.record as CheckInRecord
      return (
        <>
          <CustomerLink id={visit.customer} names={names} />
          <Group gap="xs">
            <WhenText civil={visit.in.civil} />
            <PersonName id={visit.person} names={names} size="small" />
            <VerdictBadge verdict={visit.verdict} />
          </Group>
        </>
      )
    }
    case 'note': {
      const note = held.record as NoteRecord
      return (
        <>
          <Text size="sm" lineClamp={1} maw={280}>
            {note.body}
          </Text>
          <Group gap="xs">
            <WhenText civil={note.civil} />
            <PersonName id={note.person} names={names} size="small" />
            <OutcomeBadge outcome={note.outcome} />
          </Group>
        </>
      )
    }
    case 'customer': {
      const customer = held.record as CustomerRecord
      return <CustomerLink id={customer.id} name={customer.name} />
    }
    case 'person': {
      const person = held.record as PersonRecord
      return <PersonName id={person.id} name={person.name} />
    }
    default:
      return <Other item={item} names={names} />
  }
}

function Other({ item, names }: { item: Record<string, unknown>; names: Names }) {
  const person = typeof item.person === 'string' ? item.person : undefined
  const at = typeof item.last_sync === 'number' ? item.last_sync : undefined
  const word = [item.title, item.name, item.text].find((text) => typeof text === 'string')
  return (
    <>
      {person ? (
        <PersonName id={person} names={names} size="small" />
      ) : (
        <span>{String(word ?? '')}</span>
      )}
      {at === undefined ? null : <WhenText at={at} as="ago" />}
    </>
  )
}
