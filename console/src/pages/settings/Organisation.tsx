import { Select, TextInput } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card, useFormats } from '../../parts'
import { reasonOf, useChanges } from '../../write'
import { SaveBar } from './SaveBar'
import styles from './settings.module.css'
import type { OrganisationItem } from './types'
import { useUnsaved } from './unsaved'

const fields = ['name', 'zone', 'currency'] as const
type Draft = Partial<Record<(typeof fields)[number], string>>

/** What the organisation is called, where its day begins, what its money is. */
export function Organisation({ item, isAdmin }: { item: OrganisationItem; isAdmin: boolean }) {
  const { t } = useTranslation('settings')
  const { locale } = useFormats()
  const { submit, isBusy } = useChanges()
  const [draft, setDraft] = useState<Draft>({})
  const [refused, setRefused] = useState<{ field?: string; text: string }>()
  const { record } = item
  const value = (field: keyof Draft) => draft[field] ?? record[field]
  const changed = fields.filter((field) => value(field).trim() !== record[field])
  const isDirty = changed.length > 0
  useUnsaved(isDirty)
  const problem = value('name').trim() === '' ? t('organisation.no_name') : undefined
  const put = (field: keyof Draft, text: string) => {
    setRefused(undefined)
    setDraft((before) => ({ ...before, [field]: text }))
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const set = Object.fromEntries(changed.map((field) => [field, value(field).trim()]))
    const result = await submit(
      { do: 'organisation.edited', body: { target: record.id, set }, on: item },
      {
        done: t('organisation.saved'),
        saysRefusal: false,
        optimistic: (cache) => cache.set(record.id, set),
      },
    )
    const outcome = result.refused[0] ?? result.failed[0]
    if (outcome) setRefused({ field: outcome.refused?.field, text: reasonOf(outcome) })
    else setDraft({})
  }
  const errorOf = (field: keyof Draft) => (refused?.field === field ? refused.text : undefined)
  const zones = useMemo(() => withOwn(Intl.supportedValuesOf('timeZone'), record.zone), [record])
  const currencies = useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency' })
    return withOwn(Intl.supportedValuesOf('currency'), record.currency).map((code) => ({
      value: code,
      label: `${code} · ${names.of(code) ?? code}`,
    }))
  }, [locale, record])
  return (
    <Card title={t('section.organisation')}>
      <form onSubmit={save} className={styles.form}>
        <fieldset disabled={!isAdmin} className={styles.fields}>
          <TextInput
            label={t('organisation.name')}
            description={t('organisation.name_text')}
            value={value('name')}
            error={errorOf('name')}
            onChange={(event) => put('name', event.currentTarget.value)}
          />
          <Select
            label={t('organisation.zone')}
            description={t('organisation.zone_text')}
            searchable
            allowDeselect={false}
            limit={60}
            disabled={!isAdmin}
            data={zones}
            value={value('zone')}
            error={errorOf('zone')}
            onChange={(zone) => zone && put('zone', zone)}
          />
          <Select
            label={t('organisation.currency')}
            description={t('organisation.currency_text')}
            searchable
            allowDeselect={false}
            limit={60}
            disabled={!isAdmin}
            data={currencies}
            value={value('currency')}
            error={errorOf('currency')}
            onChange={(currency) => currency && put('currency', currency)}
          />
        </fieldset>
        {refused && !fields.some((field) => field === refused.field) ? (
          <p className={styles.problem} role="alert">
            {refused.text}
          </p>
        ) : null}
        {isAdmin ? (
          <SaveBar
            isDirty={isDirty}
            isBusy={isBusy}
            problem={problem}
            discard={() => setDraft({})}
          />
        ) : null}
      </form>
    </Card>
  )
}

/** What the record says stands, also where this browser does not know it. */
function withOwn(known: string[], own: string): string[] {
  return known.includes(own) ? known : [own, ...known]
}
