import { ActionIcon, Badge, Button, TagsInput, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDirectory } from '../../api'
import { PersonName, PersonPicker, TerritoryPicker } from '../../parts'
import { useChanges } from '../../write'
import styles from './customers.module.css'
import { Editable, TextEditor } from './Editable'
import { type CustomerItem, edited, moved, tagged, tagsAfter, tagsOf } from './records'

const fields = ['name', 'code', 'phone', 'email', 'address', 'about'] as const
const LONG = ['address', 'about']

/** What is known of a customer; each line is changed where it stands. */
export function Facts({ item }: { item: CustomerItem }) {
  const { t } = useTranslation('customers')
  const { submit } = useChanges()
  const customer = item.record
  const write = (field: string, text: string, label: string) =>
    submit(edited(item, { [field]: text || null }), {
      done: t('saved', { field: label }),
      optimistic: (cache) => {
        const [first = '', key] = field.split('/')
        const value = text || undefined
        if (!key) return cache.set(customer.id, { [first]: value })
        cache.set(customer.id, { custom: { ...customer.custom, [key]: value } })
      },
    })
  const own = Object.entries(customer.custom ?? {}).filter(([, text]) => text)
  return (
    <dl className={styles.facts}>
      {fields.map((field) => (
        <Editable
          key={field}
          label={t(`field.${field}`)}
          shown={customer[field] ? <Said field={field} item={item} /> : null}
        >
          {(done) => (
            <TextEditor
              label={t(`field.${field}`)}
              value={customer[field] ?? ''}
              isLong={LONG.includes(field)}
              isNeeded={field === 'name'}
              cancel={done}
              save={(text) => {
                done()
                if (text !== (customer[field] ?? '')) void write(field, text, t(`field.${field}`))
              }}
            />
          )}
        </Editable>
      ))}
      <Owner item={item} />
      <Territory item={item} />
      <Tags item={item} />
      {own.map(([key, value]) => (
        <Editable
          key={key}
          label={key}
          shown={<bdi>{value}</bdi>}
          more={
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={t('custom.remove', { name: key })}
              onClick={() => void write(`custom/${key}`, '', key)}
            >
              <IconTrash size={14} />
            </ActionIcon>
          }
        >
          {(done) => (
            <TextEditor
              label={key}
              value={value}
              cancel={done}
              save={(text) => {
                done()
                if (text !== value) void write(`custom/${key}`, text, key)
              }}
            />
          )}
        </Editable>
      ))}
      <NewField taken={Object.keys(customer.custom ?? {})} add={write} />
    </dl>
  )
}

function Said({ field, item }: { field: (typeof fields)[number]; item: CustomerItem }) {
  const value = item.record[field]
  if (!value) return null
  if (field === 'phone') {
    return (
      <a className={styles.link} href={`tel:${value.replace(/[^\d+]/g, '')}`}>
        <bdi dir="ltr">{value}</bdi>
      </a>
    )
  }
  if (field === 'email') {
    return (
      <a className={styles.link} href={`mailto:${encodeURIComponent(value)}`}>
        <bdi dir="ltr">{value}</bdi>
      </a>
    )
  }
  return <bdi className={styles.lines}>{value}</bdi>
}

function Owner({ item }: { item: CustomerItem }) {
  const { t } = useTranslation('customers')
  const { submit } = useChanges()
  const { id, owner } = item.record
  return (
    <Editable
      label={t('field.owner')}
      shown={owner ? <PersonName id={owner} size="small" /> : t('nobody')}
    >
      {(done) => (
        <PersonPicker
          ariaLabel={t('field.owner')}
          placeholder={t('nobody')}
          value={owner}
          autoFocus
          onChange={(next) => {
            done()
            if (next === owner) return
            void submit(moved(item, next), {
              done: t('saved', { field: t('field.owner') }),
              optimistic: (cache) => cache.set(id, { owner: next }),
            })
          }}
        />
      )}
    </Editable>
  )
}

function Territory({ item }: { item: CustomerItem }) {
  const { t } = useTranslation('customers')
  const { submit } = useChanges()
  const directory = useDirectory()
  const { id, territory } = item.record
  return (
    <Editable
      label={t('field.territory')}
      shown={directory.territory(territory)?.record.name ?? t('no_territory')}
    >
      {(done) => (
        <TerritoryPicker
          ariaLabel={t('field.territory')}
          placeholder={t('no_territory')}
          value={territory}
          autoFocus
          onChange={(next) => {
            done()
            if (next === territory) return
            void submit(edited(item, { territory: next ?? null }), {
              done: t('saved', { field: t('field.territory') }),
              optimistic: (cache) => cache.set(id, { territory: next }),
            })
          }}
        />
      )}
    </Editable>
  )
}

function Tags({ item }: { item: CustomerItem }) {
  const { t } = useTranslation('customers')
  const { submit } = useChanges()
  const here = tagsOf(item)
  const save = (tags: string[]) => {
    const add = tags.filter((tag) => !here.includes(tag))
    const remove = here.filter((tag) => !tags.includes(tag))
    const draft = tagged(item, add, remove)
    if (!draft) return
    void submit(draft, {
      done: t('saved', { field: t('field.tags') }),
      optimistic: (cache) => cache.set(item.record.id, { tags: tagsAfter(item, add, remove) }),
    })
  }
  return (
    <Editable
      label={t('field.tags')}
      shown={
        here.length > 0 ? (
          <span className={styles.tags}>
            {here.map((tag) => (
              <Badge key={tag} variant="default" tt="none">
                {tag}
              </Badge>
            ))}
          </span>
        ) : null
      }
    >
      {(done) => <TagEditor tags={here} done={done} save={save} />}
    </Editable>
  )
}

interface TagEditorProps {
  tags: string[]
  done: () => void
  save: (tags: string[]) => void
}

function TagEditor({ tags, done, save }: TagEditorProps) {
  const { t } = useTranslation('customers')
  const [chosen, setChosen] = useState(tags)
  return (
    <div className={styles.editor}>
      <TagsInput
        aria-label={t('field.tags')}
        description={t('tags_hint')}
        value={chosen}
        onChange={setChosen}
        autoFocus
      />
      <Button
        size="compact-sm"
        onClick={() => {
          done()
          save(chosen)
        }}
      >
        {t('save')}
      </Button>
    </div>
  )
}

interface NewFieldProps {
  taken: string[]
  add: (field: string, text: string, label: string) => unknown
}

/** A field of the organisation's own. */
function NewField({ taken, add }: NewFieldProps) {
  const { t } = useTranslation('customers')
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const key = name.trim()
  const isTaken = taken.includes(key)
  const isWrong = isTaken || key.includes('/')
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!key || isWrong || !value.trim()) return
    void add(`custom/${key}`, value.trim(), key)
    setOpen(false)
    setName('')
    setValue('')
  }
  return (
    <div className={styles.whole}>
      <dt className={styles.hidden}>{t('custom.new')}</dt>
      <dd>
        {isOpen ? (
          <form className={styles.editor} onSubmit={save}>
            <TextInput
              label={t('custom.name')}
              value={name}
              error={isWrong ? t('custom.taken') : undefined}
              onChange={(event) => setName(event.currentTarget.value)}
              data-autofocus
              autoFocus
            />
            <TextInput
              label={t('custom.value')}
              value={value}
              onChange={(event) => setValue(event.currentTarget.value)}
            />
            <Button type="submit" size="compact-sm" disabled={!key || isWrong || !value.trim()}>
              {t('save')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setOpen(false)}>
              {t('cancel')}
            </Button>
          </form>
        ) : (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setOpen(true)}
          >
            {t('custom.new')}
          </Button>
        )}
      </dd>
    </div>
  )
}
