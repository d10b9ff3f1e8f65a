import { Table, UnstyledButton } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconDeviceMobileOff,
  IconMapPin,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { CustomerLink, PersonName, TaskLink, ToneBadge, useFormats, WhenText } from '../../parts'
import type { Order, Rep } from './day'
import { StateMark } from './StateMark'
import styles from './today.module.css'

interface RepTableProps {
  reps: readonly Rep[]
  names: Record<string, string>
  chosen?: string
  onChoose: (person: string) => void
  sort?: string
  onSort: (sort: string | undefined) => void
}

/** Everybody in the field: at work or not, how far, what now, and how fresh that is. */
export function RepTable({ reps, names, chosen, onChoose, sort, onSort }: RepTableProps) {
  const { t } = useTranslation('today')
  const head = (order: Order) => ({ order, sort, onSort, label: t(`column.${order}`) })
  return (
    <Table.ScrollContainer minWidth={0} scrollAreaProps={{ tabIndex: 0, 'aria-label': t('reps') }}>
      <Table horizontalSpacing="xs" className={styles.reps} aria-label={t('reps')} data-reps>
        <Table.Thead>
          <Table.Tr>
            <Head {...head('name')} />
            <Head {...head('done')} />
            <Head {...head('late')} />
            <Head {...head('visits')} />
            <Table.Th scope="col">{t('column.now')}</Table.Th>
            <Head {...head('sync')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {reps.map((rep) => (
            <RepRow
              key={rep.person}
              rep={rep}
              names={names}
              isChosen={rep.person === chosen}
              onChoose={onChoose}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

interface RepRowProps {
  rep: Rep
  names: Record<string, string>
  isChosen: boolean
  onChoose: (person: string) => void
}

function RepRow({ rep, names, isChosen, onChoose }: RepRowProps) {
  const { t } = useTranslation('today')
  const { number } = useFormats()
  return (
    <Table.Tr data-chosen={isChosen || undefined} data-rep={rep.person}>
      <Table.Th scope="row">
        <UnstyledButton
          className={styles.rep}
          aria-pressed={isChosen}
          title={t('only', { name: rep.name })}
          onClick={() => onChoose(rep.person)}
        >
          <PersonName id={rep.person} name={rep.name} />
          <StateMark state={rep.state} />
        </UnstyledButton>
      </Table.Th>
      <Table.Td>
        <Progress rep={rep} />
      </Table.Td>
      <Table.Td className={styles.number}>
        {rep.late > 0 ? (
          <ToneBadge tone="red" icon={IconAlertTriangle} word={number(rep.late)} />
        ) : (
          number(0)
        )}
        {rep.overdue > 0 ? (
          <div className={styles.quiet}>{t('overdue', { count: rep.overdue })}</div>
        ) : null}
      </Table.Td>
      <Table.Td className={styles.number}>{number(rep.visits)}</Table.Td>
      <Table.Td className={styles.now}>
        <Now rep={rep} names={names} />
      </Table.Td>
      <Table.Td className={styles.sync}>
        <Sync rep={rep} />
      </Table.Td>
    </Table.Tr>
  )
}

function Progress({ rep }: { rep: Rep }) {
  const { t } = useTranslation('today')
  const { number } = useFormats()
  const part = (count: number) => ({ inlineSize: `${(100 * count) / Math.max(rep.planned, 1)}%` })
  const skipped = rep.not_done + rep.declined
  const text = t('done_of', { done: number(rep.done), of: number(rep.planned) })
  return (
    <div className={styles.progress}>
      <span>{text}</span>
      <div className={styles.track} aria-hidden>
        <div className={styles.partDone} style={part(rep.done)} />
        <div className={styles.partSkipped} style={part(skipped)} />
      </div>
      {skipped > 0 ? (
        <span className={styles.quiet}>{t('skipped', { count: skipped })}</span>
      ) : null}
    </div>
  )
}

/** Where somebody is, or goes next. */
function Now({ rep, names }: { rep: Rep; names: Record<string, string> }) {
  const { t } = useTranslation('today')
  const { window } = useFormats()
  if (rep.current_visit) {
    return (
      <>
        <span className={styles.here}>
          <IconMapPin size={14} aria-hidden />
          <CustomerLink id={rep.current_visit.customer} names={names} />
        </span>
        <div className={styles.quiet}>
          {t('since')} <WhenText at={rep.current_visit.since} as="clock" />
        </div>
      </>
    )
  }
  if (!rep.next) return <span className={styles.quiet}>{t('nothing_next')}</span>
  return (
    <>
      <TaskLink
        id={rep.next.task}
        name={(rep.next.customer && names[rep.next.customer]) || rep.next.title}
      />
      <div className={styles.quiet}>
        {t('next')}
        {rep.next.window ? ` ${window(rep.next.window)}` : ''}
      </div>
    </>
  )
}

/** How fresh all this is. */
function Sync({ rep }: { rep: Rep }) {
  const { t } = useTranslation('today')
  if (rep.phones === 0) {
    return <ToneBadge tone="neutral" icon={IconDeviceMobileOff} word={t('no_phone')} />
  }
  if (rep.last_sync == null) {
    return <ToneBadge tone="orange" icon={IconDeviceMobileOff} word={t('never_synced')} />
  }
  return (
    <>
      <WhenText at={rep.last_sync} as="ago" />
      {rep.is_current ? null : <div className={styles.quiet}>{t('not_current')}</div>}
    </>
  )
}

interface HeadProps {
  order: Order
  label: string
  sort?: string
  onSort: (sort: string | undefined) => void
}

function Head({ order, label, sort = 'name', onSort }: HeadProps) {
  const isUp = sort === order
  const isDown = sort === `-${order}`
  const turn = () => {
    // Names begin at A, everything else with the most.
    const [first, second] = order === 'name' ? [order, `-${order}`] : [`-${order}`, order]
    onSort(sort === first ? second : first)
  }
  return (
    <Table.Th scope="col" aria-sort={isUp ? 'ascending' : isDown ? 'descending' : 'none'}>
      <UnstyledButton className={styles.head} onClick={turn}>
        {label}
        {isUp ? <IconArrowUp size={13} aria-hidden /> : null}
        {isDown ? <IconArrowDown size={13} aria-hidden /> : null}
      </UnstyledButton>
    </Table.Th>
  )
}
