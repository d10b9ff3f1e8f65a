import { Button, TextInput } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useDirectory, useGet, useList } from '../../api'
import {
  EmptyState,
  Failed,
  Page as Frame,
  PersonName,
  PersonPicker,
  SkeletonRows,
  ToneBadge,
  WhenText,
} from '../../parts'
import { usePageActions } from '../../shell'
import { type Column, DataTable, type Filter, FilterBar, useListState } from '../../table'
import { acts, isGrave, isKnown } from './actions'
import { detailText } from './detail'
import { LineDrawer } from './LineDrawer'
import { audit } from './page'
import { isServer } from './server'
import { spanOf } from './span'
import type { AuditEntry } from './types'
import { useSubjectName } from './useSubjectName'
import { useVerify, Verified } from './Verify'

type Search = ReturnType<NonNullable<typeof audit.search>>

const keyOf = (line: AuditEntry) => String(line.number)

export function Page() {
  const { t, i18n } = useTranslation('audit')
  const directory = useDirectory()
  const organisation = useGet('/v1/organisation', undefined, { staleTime: 60_000 })
  const zone = organisation.data?.record.zone
  const state = useListState<Search>()
  const { actor, subject, action, day_from, day_to, line } = state.search
  const set = audit.useSetSearch()
  const verify = useVerify()
  const subjectName = useSubjectName()
  const query = useMemo(
    () => ({
      actor,
      subject,
      action,
      ...spanOf(day_from, day_to, zone ?? 'UTC'),
      order: 'newest' as const,
    }),
    [actor, subject, action, day_from, day_to, zone],
  )
  const list = useList('/v1/audit', query, { cursor: true, enabled: zone !== undefined })

  const nameOf = useCallback(
    (actor: string | undefined) =>
      directory.name(actor) ?? t(isServer(actor, directory) ? 'server' : 'unknown'),
    [directory, t],
  )
  const filters = useMemo<Filter[]>(
    () => [
      {
        kind: 'custom',
        name: 'actor',
        label: t('actor'),
        words: nameOf,
        editor: (value, put) => <PersonPicker label={t('actor')} value={value} onChange={put} />,
      },
      {
        kind: 'choice',
        name: 'action',
        label: t('action'),
        options: acts.map((value) => ({
          value,
          // The server looks for beginnings of words, and one act is the beginning of others.
          label: value === 'sign_in' ? t('all_sign_ins') : t(`act.${value}`),
        })),
      },
      {
        kind: 'custom',
        name: 'subject',
        label: t('subject'),
        words: (id) => directory.name(id) ?? `…${id.slice(-8)}`,
        editor: (value, put) => (
          <>
            <PersonPicker label={t('subject_person')} value={value} onChange={put} />
            <TextInput
              mt="xs"
              label={t('subject_id')}
              defaultValue={value ?? ''}
              dir="ltr"
              onKeyDown={(event) => {
                if (event.key === 'Enter') put(event.currentTarget.value.trim() || undefined)
              }}
            />
          </>
        ),
      },
      { kind: 'days', name: 'days', label: t('days'), from: 'day_from', to: 'day_to' },
    ],
    [t, directory, nameOf],
  )

  const columns = useMemo<Column<AuditEntry>[]>(() => {
    const exact = new Intl.DateTimeFormat(i18n.language === 'ar' ? 'ar' : 'sv-SE', {
      dateStyle: 'short',
      timeStyle: 'medium',
      timeZone: zone,
      numberingSystem: 'latn',
    })
    return [
      {
        id: 'at',
        header: t('at'),
        text: ({ item }) => exact.format(item.at / 1000),
        cell: ({ item }) => <WhenText at={item.at} as="moment" />,
        width: 150,
        grow: 0.4,
      },
      {
        id: 'actor',
        header: t('actor'),
        text: ({ item }) => nameOf(item.actor),
        cell: ({ item: { actor } }) =>
          isServer(actor, directory) ? t('server') : <PersonName id={actor ?? ''} size="small" />,
        width: 170,
        grow: 1,
      },
      {
        id: 'action',
        header: t('action'),
        text: ({ item }) => (isKnown(item.action) ? t(`act.${item.action}`) : item.action),
        cell: ({ item }) => {
          const words = isKnown(item.action) ? t(`act.${item.action}`) : item.action
          return isGrave(item.action) ? <ToneBadge tone="orange" word={words} plain /> : words
        },
        width: 210,
        grow: 0.8,
      },
      {
        id: 'subject',
        header: t('subject'),
        text: ({ item }) => subjectName(item.subject) ?? '',
        width: 150,
        grow: 1,
      },
      {
        id: 'detail',
        header: t('detail'),
        text: ({ item }) => detailText(item.detail, t),
        width: 180,
        grow: 2.2,
        isOffCard: true,
      },
      {
        id: 'number',
        header: t('number'),
        text: ({ item }) => String(item.number),
        width: 80,
        grow: 0.2,
        align: 'end',
        isOffCard: true,
      },
      { id: 'hash', header: t('hash'), text: ({ item }) => item.hash, width: 240, isHidden: true },
    ]
  }, [t, i18n.language, zone, directory, nameOf, subjectName])

  usePageActions(
    useMemo(
      () => [{ id: 'verify', label: t('verify'), run: verify.run, icon: IconShieldCheck }],
      [t, verify.run],
    ),
  )
  return (
    <Frame
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={16} aria-hidden />}
          onClick={verify.run}
          disabled={verify.isBusy}
        >
          {t('verify')}
        </Button>
      }
    >
      <Verified verify={verify} newest={list.items[0]?.number} />
      {organisation.error && !organisation.data ? (
        <Failed error={organisation.error} retry={() => void organisation.refetch()} />
      ) : zone === undefined ? (
        <SkeletonRows rows={8} />
      ) : (
        <>
          <FilterBar filters={filters} state={state} />
          <DataTable
            name="audit"
            label={t('table')}
            columns={columns}
            list={list}
            keyOf={keyOf}
            onOpen={(item) => set({ line: item.number }, { push: true })}
            empty={
              <EmptyState
                drawing="search"
                title={t('empty')}
                action={
                  <Button
                    variant="default"
                    onClick={() =>
                      state.clear(['actor', 'subject', 'action', 'day_from', 'day_to'])
                    }
                  >
                    {t('all')}
                  </Button>
                }
              >
                {t('empty_text')}
              </EmptyState>
            }
          />
        </>
      )}
      <LineDrawer
        number={line}
        close={() => set({ line: undefined })}
        show={(filter) => set({ line: undefined, ...filter }, { push: true })}
      />
    </Frame>
  )
}
