import { Alert, Button, Modal, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemWords, useGet } from '../../../api'
import {
  Confirm,
  EmptyState,
  Failed,
  PersonName,
  SkeletonRows,
  useFormats,
  WhenText,
} from '../../../parts'
import styles from '../customers.module.css'
import { customers } from '../page'
import { Kept } from './Kept'
import { useUndoImport } from './useUndoImport'

/** Files that were brought in, and the way back of each. */
export function ImportList() {
  const { t } = useTranslation('customers')
  const formats = useFormats()
  const set = customers.useSetSearch()
  const { data, error, refetch } = useGet('/v1/imports')
  const undoing = useUndoImport()
  const [asked, setAsked] = useState<{ id: string; file: string; customers: number }>()
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={4} />
  if (data.items.length === 0) {
    return (
      <EmptyState
        title={t('imports.none')}
        action={<Button onClick={() => set({ import: 'new' })}>{t('import.title')}</Button>}
      >
        {t('imports.none_text')}
      </EmptyState>
    )
  }
  const problem = undoing.error ? problemWords(undoing.error) : undefined
  return (
    <div className={styles.scroll} data-state="filled">
      {problem ? (
        <Text size="sm" c="red" role="alert">
          {problem.detail ?? problem.title}
        </Text>
      ) : null}
      {undoing.unseen > 0 ? (
        <Alert color="yellow" role="alert" m="sm">
          {t('import.unseen', { count: undoing.unseen })}
        </Alert>
      ) : null}
      <Table aria-label={t('tab.imports')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('imports.file')}</Table.Th>
            <Table.Th scope="col">{t('imports.when')}</Table.Th>
            <Table.Th scope="col">{t('imports.who')}</Table.Th>
            <Table.Th scope="col">{t('imports.records')}</Table.Th>
            <Table.Th scope="col">{t('imports.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.items.map((one) => (
            <Table.Tr key={one.import} data-import={one.file}>
              <Table.Th scope="row">
                {one.what === 'customers' && one.undone === undefined ? (
                  <Link
                    to="/customers"
                    search={{ import: one.import } as never}
                    className={styles.link}
                  >
                    <bdi>{one.file || t('imports.unnamed')}</bdi>
                  </Link>
                ) : (
                  <bdi>{one.file || t('imports.unnamed')}</bdi>
                )}
              </Table.Th>
              <Table.Td>
                <WhenText at={one.at} />
              </Table.Td>
              <Table.Td>
                <PersonName id={one.person} size="small" />
              </Table.Td>
              <Table.Td>
                {t(`imports.of.${one.what === 'tasks' ? 'tasks' : 'customers'}`, {
                  count: one.records,
                  number: formats.number(one.records),
                })}
              </Table.Td>
              <Table.Td>
                {one.undone !== undefined ? (
                  <>
                    {t('imports.undone')} <WhenText at={one.undone} />
                  </>
                ) : (
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={undoing.isBusy}
                    onClick={() =>
                      setAsked({
                        id: one.import,
                        file: one.file,
                        customers: one.what === 'customers' ? one.records : 0,
                      })
                    }
                  >
                    {undoing.isBusy ? t('imports.undoing') : t('imports.undo')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Confirm
        opened={asked !== undefined}
        close={() => setAsked(undefined)}
        title={t('imports.undo')}
        confirm={t('imports.undo_now')}
        run={() => (asked ? undoing.undo(asked) : undefined)}
      >
        {t('imports.undo_text', { file: asked?.file || t('imports.unnamed') })}
      </Confirm>
      <Modal
        opened={undoing.undone !== undefined}
        onClose={undoing.forget}
        title={t('imports.undone_title')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {undoing.undone ? <Kept undone={undoing.undone} /> : null}
      </Modal>
    </div>
  )
}
