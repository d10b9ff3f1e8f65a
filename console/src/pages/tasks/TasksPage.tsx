import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useList } from '../../api'
import { EmptyState, Page as Frame, useOpen } from '../../parts'
import { DataTable, FilterBar, useListState } from '../../table'
import { Bulk } from './Bulk'
import { keyOf, type Search, type TaskItem } from './task'
import { useColumns } from './useColumns'
import { useFilters } from './useFilters'

/** Every task there is, to look through and to change many at once. */
export function Page() {
  const { t } = useTranslation('tasks')
  const state = useListState<Search>()
  const { at, ...search } = state.search
  const list = useList('/v1/tasks', { ...listed(search), customer: at })
  const { openTask } = useOpen()
  const columns = useColumns()
  const filters = useFilters()
  const open = useMemo(() => (item: TaskItem) => openTask(item.record.id), [openTask])
  return (
    <Frame
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button
          component={Link}
          to="/plan"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          {t('new')}
        </Button>
      }
    >
      <FilterBar filters={filters} state={state} />
      <DataTable
        name="tasks"
        label={t('table')}
        columns={columns}
        list={list}
        keyOf={keyOf}
        sort={state.sort}
        onSort={state.setSort}
        onOpen={open}
        bulk={(selection) => <Bulk selection={selection} />}
        empty={
          <EmptyState drawing="list" title={t('empty.title')}>
            {t('empty.text')}
          </EmptyState>
        }
      />
    </Frame>
  )
}

/** What of the address is the list's: what stands opened over the page is not. */
function listed({ task: _, ...search }: Search & { task?: string; sort?: string }) {
  return search
}
