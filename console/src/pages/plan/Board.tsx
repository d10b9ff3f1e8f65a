// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid has rows that no table element knows
// biome-ignore-all lint/a11y/useFocusableInteractive: the keys go to the cards within the cells
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconCopy,
  IconDots,
  IconPhoneOff,
  IconPlus,
  IconPrinter,
  IconTemplate,
} from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { PersonName, TeamName, ToneBadge, today, useFormats } from '../../parts'
import type { Person } from './board'
import { Cell } from './Cell'
import styles from './plan.module.css'
import { usePlanner } from './planner'

interface BoardProps {
  people: readonly Person[]
  days: readonly string[]
  quiet: ReadonlySet<string>
  dense: boolean
  /** One column: names and days stand above their cells. */
  narrow: boolean
}

/** The week: a row for each rep, a column for each day. Only rows in sight are drawn. */
export function Board({ people, days, quiet, dense, narrow }: BoardProps) {
  const { t } = useTranslation('plan')
  const formats = useFormats()
  const scroll = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: people.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => (dense ? 240 : 620) * (narrow ? days.length : 1),
    getItemKey: (place) => people[place]?.person ?? place,
    overscan: 2,
  })
  const shown = rows.getVirtualItems()
  const now = today()
  const columns = days
    .map((day) =>
      quiet.has(day)
        ? dense
          ? 'minmax(72px, 0.4fr)'
          : 'minmax(88px, 0.4fr)'
        : dense
          ? 'minmax(104px, 1fr)'
          : 'minmax(156px, 1fr)',
    )
    .join(' ')
  return (
    <div
      ref={scroll}
      className={styles.board}
      role="grid"
      aria-label={t('board')}
      aria-rowcount={people.length + 1}
      aria-multiselectable
      // The board is one stop of the tab key; arrows go on from there.
      tabIndex={0}
      data-board
      data-narrow={narrow || undefined}
      style={{ '--days': columns } as CSSProperties}
    >
      <div role="row" className={styles.heads} aria-rowindex={1}>
        <div role="columnheader" className={styles.corner}>
          {t('reps', { count: people.length })}
        </div>
        {days.map((day) => (
          <div
            key={day}
            role="columnheader"
            className={styles.dayHead}
            data-today={day === now || undefined}
          >
            {formats.day(day)}
            {day === now ? <span className={styles.now}>{t('today')}</span> : null}
          </div>
        ))}
      </div>
      <div role="presentation" style={{ blockSize: shown[0]?.start ?? 0 }} />
      {shown.map(({ index, key }) => {
        const person = people[index]
        if (!person) return null
        return (
          <div
            key={key}
            ref={rows.measureElement}
            role="row"
            aria-rowindex={index + 2}
            data-index={index}
            data-row={person.person}
            className={styles.row}
          >
            <Name person={person} days={days} />
            {person.days
              .filter(({ day }) => days.includes(day))
              .map((day) => (
                <Cell
                  key={day.day}
                  person={person.person}
                  name={person.name}
                  day={day}
                  dense={dense}
                  isToday={day.day === now}
                  hasHead={narrow && days.length > 1}
                />
              ))}
          </div>
        )
      })}
      <div
        role="presentation"
        style={{ blockSize: Math.max(0, rows.getTotalSize() - (shown.at(-1)?.end ?? 0)) }}
      />
    </div>
  )
}

function Name({ person, days }: { person: Person; days: readonly string[] }) {
  const { t } = useTranslation('plan')
  const formats = useFormats()
  const planner = usePlanner()
  const whose = person.person
  return (
    <div role="rowheader" className={styles.name}>
      <div className={styles.nameLine}>
        <PersonName id={whose} name={person.name} size="small" />
        <Menu position="bottom-start" shadow="md">
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('menu', { name: person.name })}
              className="no-print"
            >
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() =>
                planner.ask({ name: 'task', holder: { assignee: whose }, day: days[0] })
              }
            >
              {t('new')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconTemplate size={16} aria-hidden />}
              onClick={() => planner.ask({ name: 'apply', person: whose })}
            >
              {t('apply.menu')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconCopy size={16} aria-hidden />}
              onClick={() => planner.ask({ name: 'copy', person: whose })}
            >
              {t('copy.menu')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Label>{t('print')}</Menu.Label>
            {days.map((day) => (
              <Menu.Item
                key={day}
                leftSection={<IconPrinter size={16} aria-hidden />}
                onClick={() => planner.ask({ name: 'print', person: whose, day })}
              >
                {formats.day(day)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      {person.team ? (
        <span className={styles.quiet}>
          <TeamName id={person.team} />
        </span>
      ) : null}
      {person.has_phone ? null : (
        <ToneBadge tone="orange" icon={IconPhoneOff} word={t('no_phone')} plain />
      )}
      {person.waiting_count > 0 ? (
        <span className={styles.quiet}>{t('waiting_count', { count: person.waiting_count })}</span>
      ) : null}
    </div>
  )
}
