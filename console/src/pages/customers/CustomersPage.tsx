import { Button, Tabs } from '@mantine/core'
import { IconPlus, IconUpload } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Page as Frame } from '../../parts'
import { usePageActions } from '../../shell'
import { CustomerList } from './CustomerList'
import styles from './customers.module.css'
import { ImportList } from './import/ImportList'
import { Wizard } from './import/Wizard'
import { NewCustomer } from './NewCustomer'
import { Notes } from './Notes'
import { customers } from './page'
import { Territories } from './Territories'

const tabs = ['list', 'notes', 'territories', 'imports'] as const

export function Page() {
  const { t } = useTranslation('customers')
  const search = customers.useSearch()
  const set = customers.useSetSearch()
  const isImport = search.import === 'new'
  const tab = tabs.find((one) => one === search.tab) ?? 'list'
  usePageActions(
    useMemo(
      () => [
        {
          id: 'add',
          label: t('new.title'),
          icon: IconPlus,
          shortcut: 'n',
          run: () => set({ add: true }),
        },
        {
          id: 'import',
          label: t('import.title'),
          icon: IconUpload,
          run: () => set({ import: 'new' }, { push: true }),
        },
      ],
      [t, set],
    ),
  )
  if (isImport) return <Wizard leave={() => set({ import: undefined })} />
  return (
    <Frame
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconUpload size={16} aria-hidden />}
            onClick={() => set({ import: 'new' }, { push: true })}
          >
            {t('import.title')}
          </Button>
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => set({ add: true })}
          >
            {t('new.title')}
          </Button>
        </>
      }
    >
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) => set({ tab: next === 'list' ? undefined : (next ?? undefined) })}
      >
        <Tabs.List className={styles.tabs}>
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`tab.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="list">
          <CustomerList />
        </Tabs.Panel>
        <Tabs.Panel value="notes">
          <Notes />
        </Tabs.Panel>
        <Tabs.Panel value="territories">
          <Territories />
        </Tabs.Panel>
        <Tabs.Panel value="imports">
          <ImportList />
        </Tabs.Panel>
      </Tabs>
      {search.add ? <NewCustomer close={() => set({ add: undefined })} /> : null}
    </Frame>
  )
}
