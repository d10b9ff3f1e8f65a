import { Button, Group, Modal, Radio, TagsInput, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PersonPicker, TerritoryPicker } from '../../parts'
import { useChanges } from '../../write'
import styles from './customers.module.css'
import { type CustomerItem, edited, moved, planned, tagged, tagsAfter, tagsOf } from './records'
import { useVisit, VisitFields } from './VisitFields'

export type BulkName = 'owner' | 'territory' | 'tags' | 'visit'

interface FormProps {
  items: CustomerItem[]
  close: (isDone: boolean) => void
}

/** One thing that is done to many customers. */
export function BulkForm({ name, items, close }: FormProps & { name: BulkName }) {
  const { t } = useTranslation('customers')
  const Form = forms[name]
  return (
    <Modal
      opened
      onClose={() => close(false)}
      title={t(`bulk.${name}`)}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form items={items} close={close} />
    </Modal>
  )
}

function Owner({ items, close }: FormProps) {
  const { t } = useTranslation('customers')
  const { submit } = useChanges()
  const [to, setTo] = useState<'person' | 'nobody'>('person')
  const [owner, setOwner] = useState<string>()
  const chosen = to === 'person' ? owner : undefined
  const save = () => {
    const going = items.filter(({ record }) => record.owner !== chosen)
    close(true)
    void submit(
      going.map((item) => moved(item, chosen)),
      {
        done: t('bulk.owner_done', { count: going.length }),
        optimistic: (cache, { draft }) =>
          cache.set((draft.body as { customer: string }).customer, { owner: chosen }),
      },
    )
  }
  return (
    <Frame items={items} save={save} isWhole={to === 'nobody' || owner !== undefined}>
      <Radio.Group
        label={t('bulk.to')}
        value={to}
        onChange={(value) => setTo(value === 'nobody' ? 'nobody' : 'person')}
      >
        <Group gap="md" mt={6}>
          <Radio value="person" label={t('bulk.to_person')} />
          <Radio value="nobody" label={t('nobody')} />
        </Group>
      </Radio.Group>
      {to === 'person' ? (
        <PersonPicker label={t('field.owner')} value={owner} onChange={setOwner} required />
      ) : null}
      <Text size="sm" c="dimmed">
        {to === 'nobody' ? t('nobody_note') : t('bulk.owner_note')}
      </Text>
    </Frame>
  )
}

function Territory({ items, close }: FormProps) {
  const { t } = useTranslation('customers')
  const { submit } = useChanges()
  const [territory, setTerritory] = useState<string>()
  const save = () => {
    const going = items.filter(({ record }) => record.territory !== territory)
    close(true)
    void submit(
      going.map((item) => edited(item, { territory: territory ?? null })),
      {
        done: t('bulk.territory_done', { count: going.length }),
        optimistic: (cache, { draft }) =>
          cache.set((draft.body as { target: string }).target, { territory }),
      },
    )
  }
  return (
    <Frame items={items} save={save} isWhole>
      <TerritoryPicker
        label={t('field.territory')}
        placeholder={t('no_territory')}
        value={territory}
        onChange={setTerritory}
        autoFocus
      />
      <Text size="sm" c="dimmed">
        {t('bulk.territory_note')}
      </Text>
    </Frame>
  )
}

function Tags({ items, close }: FormProps) {
  const { t } = useTranslation('customers')
  const { submit } = useChanges()
  const [add, setAdd] = useState<string[]>([])
  const [remove, setRemove] = useState<string[]>([])
  const here = [...new Set(items.flatMap(tagsOf))].sort()
  const save = () => {
    const drafts = items.flatMap((item) => tagged(item, add, remove) ?? [])
    const byId = new Map(items.map((item) => [item.record.id, item]))
    close(true)
    void submit(drafts, {
      done: t('bulk.tags_done', { count: drafts.length }),
      optimistic: (cache, { draft }) => {
        const { customer } = draft.body as { customer: string }
        const item = byId.get(customer)
        if (item) cache.set(customer, { tags: tagsAfter(item, add, remove) })
      },
    })
  }
  return (
    <Frame items={items} save={save} isWhole={add.length + remove.length > 0}>
      <TagsInput label={t('bulk.tags_add')} value={add} onChange={setAdd} data-autofocus />
      <TagsInput
        label={t('bulk.tags_remove')}
        value={remove}
        onChange={setRemove}
        data={here}
        disabled={here.length === 0}
      />
    </Frame>
  )
}

function VisitForm({ items, close }: FormProps) {
  const { t } = useTranslation('customers')
  const { submit } = useChanges()
  const [visit, setVisit] = useVisit()
  const [isOwners, setOwners] = useState(true)
  const save = () => {
    close(true)
    void submit(
      items.map((item) => {
        const assignee = isOwners ? item.record.owner : visit.assignee
        return planned(item.record.id, { ...visit, assignee })
      }),
      { done: t('bulk.visit_done', { count: items.length }) },
    )
  }
  const orphans = items.filter(({ record }) => !record.owner).length
  return (
    <Frame items={items} save={save} isWhole={visit.title.trim() !== '' && visit.activity !== ''}>
      <Radio.Group
        label={t('visit.who')}
        value={isOwners ? 'owner' : 'person'}
        onChange={(value) => setOwners(value === 'owner')}
      >
        <Group gap="md" mt={6}>
          <Radio value="owner" label={t('visit.each_owner')} />
          <Radio value="person" label={t('visit.one')} />
        </Group>
      </Radio.Group>
      {isOwners && orphans > 0 ? (
        <Text size="sm" c="dimmed">
          {t('visit.orphans', { count: orphans })}
        </Text>
      ) : null}
      <VisitFields visit={visit} onChange={setVisit} hasPerson={!isOwners} />
    </Frame>
  )
}

const forms = { owner: Owner, territory: Territory, tags: Tags, visit: VisitForm }

interface FrameProps {
  items: CustomerItem[]
  save: () => void
  isWhole: boolean
  children: React.ReactNode
}

function Frame({ items, save, isWhole, children }: FrameProps) {
  const { t } = useTranslation('customers')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole) save()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <Text size="sm">{t('bulk.chosen', { count: items.length })}</Text>
      {children}
      <Group justify="flex-end">
        <Button type="submit" disabled={!isWhole}>
          {t('save')}
        </Button>
      </Group>
    </form>
  )
}
