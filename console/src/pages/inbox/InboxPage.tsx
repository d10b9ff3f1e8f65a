import { Button, Checkbox } from '@mantine/core'
import { IconArchive, IconArrowDown, IconArrowUp, IconCheckbox } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet, useList, useRefresh } from '../../api'
import { EmptyState, Failed, Page as Frame, SkeletonRows, useFormats } from '../../parts'
import { usePageActions } from '../../shell'
import styles from './inbox.module.css'
import { Letter } from './Letter'
import { looks, type Matter, matterOf, matters, placeOf, type Waiting } from './matters'
import { inbox } from './page'
import { Reading } from './Reading'
import { useDismiss } from './useDismiss'

const NONE: ReadonlySet<string> = new Set()

export function Page() {
  const { t } = useTranslation(['inbox', 'common'])
  const search = inbox.useSearch()
  const set = inbox.useSetSearch()
  const tells = matterOf(search.tells)
  const list = useList('/v1/inbox', { tells })
  const { items } = list
  const { dismiss } = useDismiss()
  const refresh = useRefresh()
  const [chosen, setChosen] = useState(NONE)
  const last = useRef(0)
  const keys = useMemo(() => items.map((one) => one.key), [items])
  const place = placeOf(keys, search.item, last.current)
  const read = items[place]
  useEffect(() => {
    if (place >= 0) last.current = place
  }, [place])
  const box = useRef<HTMLDivElement>(null)
  const pane = useRef<HTMLElement>(null)
  const those = items.filter((one) => chosen.has(one.key))

  const move = (by: number) => {
    const next = items[Math.min(Math.max(place + by, 0), items.length - 1)]
    if (!next) return
    set({ item: next.key })
    box.current?.querySelector<HTMLElement>(`[data-letter="${next.key}"]`)?.focus()
  }
  const open = (one: Waiting) => {
    set({ item: one.key })
    pane.current?.focus()
    pane.current?.scrollIntoView({ block: 'nearest' })
  }
  const choose = (one: Waiting) =>
    setChosen((before) => {
      const next = new Set(before)
      if (!next.delete(one.key)) next.add(one.key)
      return next
    })
  const putAside = (gone: readonly Waiting[]) => {
    setChosen(NONE)
    void dismiss(gone)
  }
  const isEmpty = items.length === 0
  usePageActions([
    { id: 'next', label: t('key.next'), shortcut: 'j', run: () => move(1), icon: IconArrowDown },
    { id: 'former', label: t('key.former'), shortcut: 'k', run: () => move(-1), icon: IconArrowUp },
    {
      id: 'open',
      label: t('key.open'),
      shortcut: 'Enter',
      run: () => read && open(read),
      isDisabled: isEmpty,
    },
    {
      id: 'choose',
      label: t('key.choose'),
      shortcut: 'x',
      run: () => read && choose(read),
      icon: IconCheckbox,
      isDisabled: isEmpty,
    },
    {
      id: 'dismiss',
      label: t('key.dismiss'),
      shortcut: 'e',
      run: () => putAside(those.length > 0 ? those : read ? [read] : []),
      icon: IconArchive,
      isDisabled: isEmpty,
    },
  ])

  return (
    <Frame
      title={t('title')}
      lead={t('lead')}
      fill
      filters={
        <Matters chosen={tells} choose={(matter) => set({ tells: matter, item: undefined })} />
      }
    >
      {list.error ? (
        // The counts beside it were refused too.
        <Failed error={list.error} retry={() => void refresh('/v1/inbox')} />
      ) : list.isLoading ? (
        <div className={styles.panes}>
          <div className={styles.list}>
            <SkeletonRows rows={10} />
          </div>
          <div className={styles.pane}>
            <SkeletonRows rows={6} />
          </div>
        </div>
      ) : isEmpty || !read ? (
        <Nothing tells={tells} all={() => set({ tells: undefined, item: undefined })} />
      ) : (
        <div className={styles.panes} data-state="filled">
          <div className={styles.list}>
            <div className={styles.bar}>
              <Checkbox
                size="xs"
                label={those.length > 0 ? t('chosen', { count: those.length }) : t('choose_all')}
                checked={those.length > 0 && those.length === items.length}
                indeterminate={those.length > 0 && those.length < items.length}
                onChange={() => setChosen(those.length > 0 ? NONE : new Set(keys))}
              />
              {those.length > 0 ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconArchive size={14} aria-hidden />}
                  onClick={() => putAside(those)}
                >
                  {t('dismiss_chosen', { count: those.length })}
                </Button>
              ) : null}
            </div>
            <div ref={box} className={styles.letters}>
              <ul aria-label={t('list')}>
                {items.map((one) => (
                  <Letter
                    key={one.key}
                    one={one}
                    names={list.names}
                    isRead={one === read}
                    isChosen={chosen.has(one.key)}
                    open={open}
                    choose={choose}
                    move={move}
                  />
                ))}
              </ul>
              {list.hasMore ? (
                <Button variant="default" size="xs" m="sm" onClick={list.more}>
                  {t('more')}
                </Button>
              ) : null}
            </div>
          </div>
          <section ref={pane} className={styles.pane} tabIndex={-1} aria-label={t('reading')}>
            <Reading
              key={read.key}
              one={read}
              names={list.names}
              dismiss={() => putAside([read])}
              former={place > 0 ? () => move(-1) : undefined}
              next={place < items.length - 1 ? () => move(1) : undefined}
            />
          </section>
        </div>
      )}
    </Frame>
  )
}

/** What there is of each matter, and which is looked at. */
function Matters(props: { chosen?: Matter; choose: (matter: Matter | undefined) => void }) {
  const { t } = useTranslation(['inbox', 'common'])
  const { number } = useFormats()
  const { data } = useGet('/v1/inbox', { query: { limit: 1 } })
  const counts = data?.counts ?? {}
  return (
    <fieldset className={styles.matters} aria-label={t('matters')}>
      <Button
        size="compact-sm"
        variant={props.chosen ? 'default' : 'light'}
        aria-pressed={!props.chosen}
        onClick={() => props.choose(undefined)}
      >
        {t('all')} <span className={styles.number}>{data ? number(data.total) : ''}</span>
      </Button>
      {matters
        .filter((matter) => (counts[matter] ?? 0) > 0 || matter === props.chosen)
        .map((matter) => {
          const [, Sign] = looks[matter]
          return (
            <Button
              key={matter}
              size="compact-sm"
              variant={props.chosen === matter ? 'light' : 'default'}
              aria-pressed={props.chosen === matter}
              leftSection={<Sign size={14} aria-hidden />}
              onClick={() => props.choose(props.chosen === matter ? undefined : matter)}
            >
              {t(`common:inbox.${matter}`)}{' '}
              <span className={styles.number}>{number(counts[matter] ?? 0)}</span>
            </Button>
          )
        })}
    </fieldset>
  )
}

function Nothing({ tells, all }: { tells?: Matter; all: () => void }) {
  const { t } = useTranslation('inbox')
  return (
    <EmptyState
      drawing={tells ? 'inbox' : 'done'}
      title={t(tells ? 'empty.title_of' : 'empty.title')}
      action={
        tells ? (
          <Button variant="default" onClick={all}>
            {t('empty.all')}
          </Button>
        ) : (
          <Button component="a" href="/today" variant="default">
            {t('empty.today')}
          </Button>
        )
      }
    >
      {t('empty.text')}
    </EmptyState>
  )
}
