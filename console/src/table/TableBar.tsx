// Above the rows: how many there are, what can be done with those chosen, and how they are shown.
import { ActionIcon, Button, Checkbox, Popover, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconColumns3, IconDownload, IconPrinter, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { List } from '../api/list'
import { localeOf } from '../words/languages'
import type { Column } from './columns'
import type { Density, Liking } from './kept'
import classes from './table.module.css'
import type { TableSelection } from './useSelection'

interface TableBarProps<T> {
  list: List<T>
  columns: readonly Column<T>[]
  isShown: (column: Column<T>) => boolean
  liking: Liking
  change: (patch: Partial<Liking>) => void
  onExport: () => void
  more?: ReactNode
}

export function TableBar<T>(props: TableBarProps<T>) {
  const { t, i18n } = useTranslation('table')
  const { list, columns, isShown, liking, change } = props
  const number = new Intl.NumberFormat(localeOf(i18n.language))
  const { total } = list
  return (
    <div className={classes.bar}>
      <div className={classes.count} data-testid="total">
        {total !== undefined && t('total', { count: total, number: number.format(total) })}
      </div>
      {props.more}
      <Popover position="bottom-end" withinPortal trapFocus returnFocus shadow="md">
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('columns')} title={t('columns')}>
            <IconColumns3 size={18} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap="xs">
            <Text size="xs" fw={600} c="dimmed">
              {t('columns')}
            </Text>
            {columns.map((column, place) => (
              <Checkbox
                key={column.id}
                size="sm"
                label={column.header}
                checked={isShown(column)}
                disabled={place === 0 || column.isFixed === true}
                onChange={(event) =>
                  change({
                    columns: { ...liking.columns, [column.id]: event.currentTarget.checked },
                  })
                }
              />
            ))}
            <SegmentedControl
              size="xs"
              aria-label={t('density')}
              value={liking.density}
              onChange={(value) => change({ density: value as Density })}
              data={[
                { value: 'comfortable', label: t('comfortable') },
                { value: 'compact', label: t('compact') },
              ]}
            />
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('export')}
        title={t('export')}
        onClick={props.onExport}
        disabled={!list.count}
      >
        <IconDownload size={18} />
      </ActionIcon>

      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('print')}
        title={t('print')}
        onClick={() => window.print()}
        visibleFrom="xs"
      >
        <IconPrinter size={18} />
      </ActionIcon>
    </div>
  )
}

interface BulkBarProps<T> {
  selection: TableSelection<T>
  total: number | undefined
  actions: ReactNode
}

export function BulkBar<T>({ selection, total, actions }: BulkBarProps<T>) {
  const { t, i18n } = useTranslation('table')
  const number = new Intl.NumberFormat(localeOf(i18n.language))
  const { count } = selection
  return (
    <section className={`${classes.bar} ${classes.bulk}`} aria-label={t('bulk')}>
      <div className={classes.count}>{t('chosen', { count, number: number.format(count) })}</div>
      {total !== undefined && count < total && (
        <Button size="compact-sm" variant="subtle" onClick={selection.all}>
          {t('chooseAll', { count: total, number: number.format(total) })}
        </Button>
      )}
      <div className={classes.actions}>{actions}</div>
      <ActionIcon variant="subtle" aria-label={t('clear')} onClick={selection.clear}>
        <IconX size={18} />
      </ActionIcon>
    </section>
  )
}
