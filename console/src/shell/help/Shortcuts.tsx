import { Kbd, Modal, Table, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../api'
import { useOfferedActions } from '../actions'
import { modKey } from '../keys'
import { mayOpen } from '../page'
import { pages } from '../pages'
import { useLanguageTitle } from '../useTitles'
import { closeKeys } from './store'

interface Row {
  keys: string[]
  does: string
}

function Rows({ name, rows }: { name: string; rows: Row[] }) {
  return (
    <>
      <Title order={3} mt="md" mb="xs">
        {name}
      </Title>
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.does}>
              <Table.Td>{row.does}</Table.Td>
              <Table.Td ta="end" dir="ltr">
                {row.keys.map((key, place) => (
                  <span key={key}>
                    {place ? ' ' : ''}
                    <Kbd>{key}</Kbd>
                  </span>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}

/** Every key that does something, those of the present page first. */
export function Shortcuts() {
  const { t } = useTranslation('shell')
  const role = useMe().data?.role
  const titleOf = useLanguageTitle()
  const offered = useOfferedActions().filter((action) => action.shortcut)
  const here = offered.map((action) => ({ keys: [action.shortcut ?? ''], does: action.label }))
  const everywhere: Row[] = [
    { keys: [modKey, 'K'], does: t('keys.palette') },
    { keys: ['?'], does: t('keys.keys') },
    { keys: ['F1'], does: t('keys.help') },
    { keys: ['Esc'], does: t('keys.close') },
  ]
  const jumps = pages
    .filter((page) => page.jump && mayOpen(page, role))
    .map((page) => ({ keys: ['g', page.jump ?? ''], does: titleOf(page) }))
  return (
    <Modal
      opened
      onClose={closeKeys}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {here.length ? <Rows name={t('keys.here')} rows={here} /> : null}
      <Rows name={t('keys.everywhere')} rows={everywhere} />
      <Rows name={t('keys.pages')} rows={jumps} />
    </Modal>
  )
}
