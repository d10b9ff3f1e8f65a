import { ActionIcon, Button, Group, NumberInput, Text, TextInput } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '../../api/schema'
import { type MapPoint, PlaceMap } from '../../map'
import { Card, EmptyState, useFormats } from '../../parts'
import { type Json, newId, useChanges } from '../../write'
import styles from './customers.module.css'
import { placeOf, placeText } from './place'
import { type CustomerItem, edited } from './records'

type Site = components['schemas']['Site']

/** Where a customer is, and how far around a visit counts as being there. */
export function Sites({ item }: { item: CustomerItem }) {
  const { t } = useTranslation('customers')
  const formats = useFormats()
  const { submit } = useChanges()
  const { id: customer, name } = item.record
  const sites = item.record.sites ?? NO_SITES
  const [editing, setEditing] = useState<string>()
  const [at, setAt] = useState('')
  const saved = useMemo<MapPoint[]>(
    () =>
      Object.entries(sites).map(([id, site]) => ({
        id,
        ...site.at,
        label: site.name || name,
        note: formats.length(site.fence.radius_mm),
      })),
    [sites, name, formats],
  )
  const place = placeOf(at)
  const points = useMemo(() => {
    if (!editing || !place) return saved
    const here = { id: editing, lat: place.lat, lon: place.lon, label: name, look: 'open' as const }
    return [...saved.filter((point) => point.id !== editing), here]
  }, [saved, editing, place, name])
  const open = (id: string, site?: Site) => {
    setEditing(id)
    setAt(site ? placeText(site.at) : '')
  }
  const write = (id: string, site: Site | undefined, done: string) => {
    setEditing(undefined)
    const next = { ...sites }
    if (site) next[id] = site
    else delete next[id]
    void submit(edited(item, { [`sites/${id}`]: (site ?? null) as Json }), {
      done,
      optimistic: (cache) => cache.set(customer, { sites: next }),
    })
  }
  const add = (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => open(newId())}
    >
      {t('site.new')}
    </Button>
  )
  return (
    <Card title={t('site.title')} actions={editing ? undefined : add}>
      {saved.length === 0 && !editing ? (
        <EmptyState small drawing="map" title={t('site.none')}>
          {t('site.none_text')}
        </EmptyState>
      ) : (
        <div className={styles.siteMap}>
          <PlaceMap
            points={points}
            selected={editing}
            label={t('site.map', { name })}
            height={240}
            cluster={false}
            list={false}
            fitKey={editing ?? customer}
            onPick={editing ? (picked) => setAt(placeText(picked)) : undefined}
          />
        </div>
      )}
      <ul className={styles.plain}>
        {Object.entries(sites)
          .filter(([id]) => id !== editing)
          .map(([id, site]) => (
            <li key={id} className={styles.site}>
              <span className={styles.value}>
                {site.name ? <bdi>{site.name} · </bdi> : null}
                <bdi dir="ltr">{placeText(site.at)}</bdi>{' '}
                <Text span size="sm" c="dimmed">
                  {t('site.fence', { length: formats.length(site.fence.radius_mm) })}
                </Text>
              </span>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t('site.edit', { place: site.name || placeText(site.at) })}
                onClick={() => open(id, site)}
              >
                <IconPencil size={14} />
              </ActionIcon>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t('site.remove', { place: site.name || placeText(site.at) })}
                onClick={() => write(id, undefined, t('site.removed'))}
              >
                <IconTrash size={14} />
              </ActionIcon>
            </li>
          ))}
      </ul>
      {editing ? (
        <SiteForm
          key={editing}
          site={sites[editing]}
          at={at}
          setAt={setAt}
          cancel={() => setEditing(undefined)}
          save={(site) => write(editing, site, t('site.saved'))}
        />
      ) : null}
    </Card>
  )
}

const NO_SITES: Record<string, Site> = {}
const USUAL = 100
const WIDEST = 100_000

interface SiteFormProps {
  site?: Site
  at: string
  setAt: (at: string) => void
  save: (site: Site) => void
  cancel: () => void
}

function SiteForm({ site, at, setAt, save, cancel }: SiteFormProps) {
  const { t } = useTranslation('customers')
  const [name, setName] = useState(site?.name ?? '')
  const [radius, setRadius] = useState<number | string>(site ? site.fence.radius_mm / 1000 : USUAL)
  const place = placeOf(at)
  const metres = Number(radius)
  const isWhole = place !== undefined && metres >= 1 && metres <= WIDEST
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!place || !isWhole) return
    // A place that nobody touched stays as exact as it was.
    const isSame = site !== undefined && at === placeText(site.at)
    save({
      name: name.trim() || undefined,
      at: isSame ? site.at : place,
      fence: { radius_mm: Math.round(metres * 1000) },
    })
  }
  return (
    <form className={styles.form} onSubmit={send}>
      <TextInput
        label={t('site.place')}
        description={t('site.pick')}
        value={at}
        error={at.trim() !== '' && !place ? t('site.wrong') : undefined}
        onChange={(event) => setAt(event.currentTarget.value)}
        required
        autoFocus
      />
      <div className={styles.pair}>
        <TextInput
          label={t('site.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NumberInput
          label={t('site.radius')}
          value={radius}
          onChange={setRadius}
          min={1}
          max={WIDEST}
          allowDecimal={false}
          hideControls
        />
      </div>
      <Group gap={6} justify="flex-end">
        <Button size="compact-sm" variant="default" onClick={cancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" size="compact-sm" disabled={!isWhole}>
          {t('save')}
        </Button>
      </Group>
    </form>
  )
}
