import { Alert, Anchor, Button, Group, Modal, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldWords, useGet, useMe } from '../../api'
import { PersonPicker } from '../../parts'
import { type Json, newId, reasonOf, useChanges } from '../../write'
import styles from './customers.module.css'
import { placeOf } from './place'

const texts = ['code', 'phone', 'email'] as const
type Text = 'name' | 'address' | 'about' | (typeof texts)[number]

/** A customer that is entered by hand; whoever may be the same is shown while one types. */
export function NewCustomer({ close }: { close: () => void }) {
  const { t } = useTranslation('customers')
  const { submit, isBusy } = useChanges()
  const navigate = useNavigate()
  // What is nobody's is seen by admins alone: a manager would lose it the moment he makes it.
  const mustOwn = useMe().data?.role === 'manager'
  const [said, setSaid] = useState<Partial<Record<Text, string>>>({})
  const [owner, setOwner] = useState<string>()
  const [tags, setTags] = useState<string[]>([])
  const [at, setAt] = useState('')
  const [refused, setRefused] = useState<{ field?: string; why: string }>()
  const place = placeOf(at)
  const isLost = at.trim() !== '' && !place
  const isWhole = (said.name ?? '').trim() !== '' && !isLost && (!mustOwn || owner !== undefined)
  const name = said.name?.trim() ?? ''
  const set = (field: Text, text: string) => {
    setRefused(undefined)
    setSaid((before) => ({ ...before, [field]: text }))
  }
  const save = async () => {
    const body: Record<string, Json> = { name }
    for (const field of [...texts, 'address', 'about'] as const) {
      const text = said[field]?.trim()
      if (text) body[field] = text
    }
    if (owner) body.owner = owner
    if (tags.length > 0) body.tags = Object.fromEntries(tags.map((tag) => [tag, true]))
    if (place) {
      body.sites = {
        [newId()]: { at: { lat: place.lat, lon: place.lon }, fence: { radius_mm: 100_000 } },
      }
    }
    const result = await submit(
      { do: 'customer.added', body },
      { done: t('new.done', { name }), saysRefusal: false },
    )
    const [outcome] = result.outcomes
    if (!outcome) return
    if (!outcome.stands)
      return setRefused({ field: outcome.refused?.field, why: reasonOf(outcome) })
    await navigate({ to: `/customers/${outcome.change.id}` })
  }
  const field = (one: Text) => ({
    label: t(`field.${one}`),
    value: said[one] ?? '',
    error: refused?.field === one ? refused.why : undefined,
    onChange: (event: { currentTarget: { value: string } }) => set(one, event.currentTarget.value),
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole) void save()
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t('new.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form className={styles.form} onSubmit={send}>
        {refused ? (
          <Alert color="red" title={t('new.refused')}>
            {refused.field ? `${fieldWords(refused.field)}: ` : ''}
            {refused.why}
          </Alert>
        ) : null}
        <TextInput {...field('name')} required data-autofocus />
        <Alike name={name} code={said.code?.trim() ?? ''} />
        <div className={styles.pair}>
          {texts.map((one) => (
            <TextInput key={one} {...field(one)} />
          ))}
          <PersonPicker
            label={t('field.owner')}
            placeholder={mustOwn ? undefined : t('nobody')}
            required={mustOwn}
            value={owner}
            onChange={setOwner}
          />
        </div>
        <Textarea {...field('address')} autosize minRows={2} maxRows={5} />
        <div className={styles.pair}>
          <TextInput
            label={t('field.place')}
            description={t('site.hint')}
            value={at}
            error={isLost ? t('site.wrong') : undefined}
            onChange={(event) => setAt(event.currentTarget.value)}
          />
          <TagsInput
            label={t('field.tags')}
            description={t('tags_hint')}
            value={tags}
            onChange={setTags}
          />
        </div>
        <Textarea {...field('about')} autosize minRows={2} maxRows={8} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={!isWhole || isBusy}>
            {t('new.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

const ENOUGH = 3
const SHOWN = 5

/** Customers that may be the same: of a name that begins with the same words, or of the number. */
function Alike({ name, code }: { name: string; code: string }) {
  const { t } = useTranslation('customers')
  const [asked] = useDebouncedValue(name, 200)
  const [number] = useDebouncedValue(code, 200)
  const byName = useGet(
    '/v1/customers',
    { query: { q: asked, limit: SHOWN } },
    { enabled: asked.length >= ENOUGH, keepPrevious: true },
  )
  const byCode = useGet(
    '/v1/customers',
    { query: { q: number, limit: SHOWN } },
    { enabled: number.length >= ENOUGH, keepPrevious: true },
  )
  const found = new Map(
    [
      ...(asked.length >= ENOUGH ? (byName.data?.items ?? []) : []),
      ...(number.length >= ENOUGH ? (byCode.data?.items ?? []) : []),
    ].map(({ record }) => [record.id, record]),
  )
  return (
    <div role="status" data-testid="alike">
      {found.size > 0 ? (
        <Alert color="yellow" title={t('new.alike', { count: found.size })} data-alike>
          <ul className={styles.plain}>
            {[...found.values()].map((record) => (
              <li key={record.id}>
                <Anchor href={`/customers/${record.id}`} target="_blank" rel="noreferrer">
                  <bdi>{record.name}</bdi>
                </Anchor>{' '}
                <bdi>{[record.code, record.address].filter(Boolean).join(' · ')}</bdi>
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
    </div>
  )
}
