import { ActionIcon, Button, Group, Modal, TextInput } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash, IconUsersPlus, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Item, useAll, useGet } from '../../api'
import {
  Confirm,
  EmptyState,
  Failed,
  PersonName,
  PersonPicker,
  SkeletonRows,
  useFormats,
} from '../../parts'
import { type Json, useChanges } from '../../write'
import styles from './customers.module.css'
import { IntoTerritory } from './IntoTerritory'

interface Territory {
  id: string
  name: string
  removed?: boolean
  people?: Record<string, Record<string, boolean>>
}
type Held = Item<Territory>

/** The parts of the country, who works in them and what lies there. */
export function Territories() {
  const { t } = useTranslation('customers')
  const { data, error, refetch } = useAll('/v1/territories')
  const [form, setForm] = useState<Held | 'new'>()
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={5} />
  const all = (data as unknown as Held[])
    .filter(({ record }) => !record.removed)
    .sort((left, right) => left.record.name.localeCompare(right.record.name))
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setForm('new')}>
      {t('territories.new')}
    </Button>
  )
  return (
    <div className={styles.notes}>
      {all.length === 0 ? (
        <EmptyState drawing="map" title={t('territories.none')} action={add}>
          {t('territories.none_text')}
        </EmptyState>
      ) : (
        <>
          <Group justify="space-between" gap="xs">
            <p className={styles.told}>{t('territories.lead')}</p>
            {add}
          </Group>
          <ul className={styles.territories} data-state="filled">
            {all.map((item) => (
              <One key={item.record.id} item={item} rename={() => setForm(item)} />
            ))}
          </ul>
        </>
      )}
      {form ? (
        <NameForm item={form === 'new' ? undefined : form} close={() => setForm(undefined)} />
      ) : null}
    </div>
  )
}

function One({ item, rename }: { item: Held; rename: () => void }) {
  const { t } = useTranslation('customers')
  const { submit } = useChanges()
  const formats = useFormats()
  const [isRemoving, setRemoving] = useState(false)
  const [isMoving, setMoving] = useState(false)
  const { id, name, people = {} } = item.record
  const { data } = useGet('/v1/customers', { query: { territory: id, limit: 1 } })
  const count = data?.total
  const change = (what: string, body: Record<string, Json>, done: string, after?: object) =>
    submit(
      { do: `territory.${what}`, body: { territory: id, ...body }, on: item },
      {
        done,
        optimistic: after ? (cache) => cache.set(id, after as Record<string, unknown>) : undefined,
      },
    )
  return (
    <li className={styles.territory} data-territory={name}>
      <div className={styles.territoryHead}>
        <h2 className={styles.small}>
          <bdi>{name}</bdi>
        </h2>
        <Link to="/customers" search={{ territory: id } as never} className={styles.link}>
          {count === undefined
            ? '…'
            : t('territories.customers', { count, number: formats.number(count) })}
        </Link>
        <span className={styles.space} />
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconUsersPlus size={14} aria-hidden />}
          onClick={() => setMoving(true)}
        >
          {t('territories.move')}
        </Button>
        <ActionIcon
          variant="subtle"
          aria-label={t('territories.rename', { name })}
          onClick={rename}
        >
          <IconPencil size={16} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="red"
          aria-label={t('territories.remove', { name })}
          onClick={() => setRemoving(true)}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </div>
      <div className={styles.people}>
        {Object.entries(people).map(([person, seen]) => (
          <span key={person} className={styles.person}>
            <PersonName id={person} size="small" />
            <ActionIcon
              size="xs"
              variant="subtle"
              color="gray"
              aria-label={t('territories.person_out')}
              onClick={() => {
                const { [person]: _gone, ...rest } = people
                void change(
                  'person_removed',
                  { person, seen },
                  t('territories.person_out_done', { name }),
                  { people: rest },
                )
              }}
            >
              <IconX size={12} />
            </ActionIcon>
          </span>
        ))}
        <PersonPicker
          ariaLabel={t('territories.person_in', { name })}
          placeholder={t('territories.add_person')}
          width={180}
          onChange={(person) => {
            if (!person || people[person]) return
            void change('person_added', { person }, t('territories.person_in_done', { name }), {
              people: { ...people, [person]: {} },
            })
          }}
        />
      </div>
      <Confirm
        opened={isRemoving}
        close={() => setRemoving(false)}
        title={t('territories.remove', { name })}
        confirm={t('territories.remove_now')}
        run={() => change('removed', {}, t('territories.removed'))}
      >
        {t('territories.remove_text', { count: count ?? 0 })}
      </Confirm>
      {isMoving ? <IntoTerritory id={id} name={name} close={() => setMoving(false)} /> : null}
    </li>
  )
}

function NameForm({ item, close }: { item?: Held; close: () => void }) {
  const { t } = useTranslation('customers')
  const { submit } = useChanges()
  const [name, setName] = useState(item?.record.name ?? '')
  const text = name.trim()
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!text) return
    close()
    if (!item) {
      void submit(
        { do: 'territory.created', body: { name: text } },
        { done: t('territories.made') },
      )
    } else if (text !== item.record.name) {
      void submit(
        { do: 'territory.edited', body: { target: item.record.id, set: { name: text } }, on: item },
        {
          done: t('territories.renamed'),
          optimistic: (cache) => cache.set(item.record.id, { name: text }),
        },
      )
    }
  }
  return (
    <Modal
      opened
      onClose={close}
      title={item ? t('territories.rename', { name: item.record.name }) : t('territories.new')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form className={styles.form} onSubmit={save}>
        <TextInput
          label={t('field.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          data-autofocus
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={!text}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
