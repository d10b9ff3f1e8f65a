import { Button, Menu } from '@mantine/core'
import {
  IconArchive,
  IconCalendarPlus,
  IconDots,
  IconMap2,
  IconRestore,
  IconTag,
  IconUserShare,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TableSelection } from '../../table'
import { useChanges } from '../../write'
import { BulkForm, type BulkName } from './BulkForm'
import type { CustomerItem } from './records'

/** What can be done with the customers that are chosen. */
export function Bulk({ selection }: { selection: TableSelection<CustomerItem> }) {
  const { t } = useTranslation('customers')
  const { submit, isBusy } = useChanges()
  const [form, setForm] = useState<{ name: BulkName; items: CustomerItem[] }>()
  const ask = async (name: BulkName) => {
    const items = await selection.items()
    if (items.length > 0) setForm({ name, items })
  }
  const put = async (isAway: boolean) => {
    const chosen = await selection.items()
    const items = chosen.filter(({ record }) => (record.removed ?? false) !== isAway)
    const what = isAway ? 'customer.removed' : 'customer.restored'
    selection.clear()
    await submit(
      items.map((item) => ({ do: what, body: { customer: item.record.id }, on: item })),
      {
        done: isAway
          ? t('bulk.removed', { count: items.length })
          : t('bulk.restored', { count: items.length }),
        optimistic: (cache, change) => {
          const { customer } = change.draft.body as { customer: string }
          cache.set(customer, { removed: isAway || undefined })
        },
      },
    )
  }
  const button = (name: BulkName, Sign: typeof IconTag) => (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<Sign size={14} aria-hidden />}
      disabled={isBusy}
      onClick={() => void ask(name)}
    >
      {t(`bulk.${name}`)}
    </Button>
  )
  return (
    <>
      {button('owner', IconUserShare)}
      {button('territory', IconMap2)}
      {button('tags', IconTag)}
      {button('visit', IconCalendarPlus)}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconDots size={14} aria-hidden />}
            disabled={isBusy}
          >
            {t('bulk.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconArchive size={14} aria-hidden />}
            onClick={() => void put(true)}
          >
            {t('bulk.remove')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconRestore size={14} aria-hidden />}
            onClick={() => void put(false)}
          >
            {t('bulk.restore')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {form ? (
        <BulkForm
          {...form}
          close={(isDone) => {
            setForm(undefined)
            if (isDone) selection.clear()
          }}
        />
      ) : null}
    </>
  )
}
