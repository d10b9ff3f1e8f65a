import { Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isAbort, useGet, useList } from '../../api'
import { Failed, PersonPicker, useFormats } from '../../parts'
import { useChanges } from '../../write'
import styles from './customers.module.css'
import { type CustomerItem, edited } from './records'

/** Moves all customers that match into a territory. */
export function IntoTerritory(props: { id: string; name: string; close: () => void }) {
  const { id, name, close } = props
  const { t } = useTranslation('customers')
  const formats = useFormats()
  const { submit } = useChanges()
  const [owner, setOwner] = useState<string>()
  const [tag, setTag] = useState('')
  const [words, setWords] = useState('')
  const [isReading, setReading] = useState(false)
  const [asked] = useDebouncedValue({ owner, tag: tag.trim(), q: words.trim() }, 200)
  const isAsked = Boolean(asked.owner || asked.tag || asked.q)
  const query = { ...asked, tag: asked.tag || undefined, q: asked.q || undefined }
  const { data, error, refetch } = useGet(
    '/v1/customers',
    { query: { ...query, limit: 1 } },
    { enabled: isAsked },
  )
  const list = useList('/v1/customers', query, { enabled: false })
  const count = isAsked ? data?.total : undefined
  const move = async (event: FormEvent) => {
    event.preventDefault()
    setReading(true)
    try {
      const rows = await list.all()
      const going = (rows.map(({ item }) => item) as unknown as CustomerItem[]).filter(
        ({ record }) => record.territory !== id,
      )
      close()
      void submit(
        going.map((item) => edited(item, { territory: id })),
        { done: t('territories.moved', { count: going.length, name }) },
      )
    } catch (failure) {
      setReading(false)
      if (!isAbort(failure)) void refetch()
    }
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t('territories.move_into', { name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form className={styles.form} onSubmit={(event) => void move(event)}>
        <Text size="sm" c="dimmed">
          {t('territories.move_text')}
        </Text>
        <PersonPicker label={t('field.owner')} value={owner} onChange={setOwner} />
        <TextInput
          label={t('filter.tag')}
          value={tag}
          onChange={(event) => setTag(event.currentTarget.value)}
        />
        <TextInput
          label={t('filter.q')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {error ? <Failed small error={error} retry={() => void refetch()} /> : null}
        <Text size="sm" role="status">
          {count === undefined
            ? t('territories.choose')
            : t('territories.match', { count, number: formats.number(count) })}
        </Text>
        <Group justify="flex-end">
          <Button type="submit" disabled={!count || isReading}>
            {t('territories.move')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
