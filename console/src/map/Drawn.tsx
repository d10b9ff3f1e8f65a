import 'maplibre-gl/dist/maplibre-gl.css'
import './worker'
import { useComputedColorScheme } from '@mantine/core'
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet } from '../api'
import styles from './map.module.css'
import { MapView } from './MapView'
import type { BaseMap, PlaceMapProps } from './types'

interface DrawnProps extends PlaceMapProps {
  failed: () => void
}

/** The map itself. React owns what stands around it, `MapView` what is drawn. */
export function Drawn(props: DrawnProps) {
  const { points, people, selected, onSelect, label, fitKey, cluster = true, failed } = props
  const { t } = useTranslation('parts')
  const scheme = useComputedColorScheme('light')
  const box = useRef<HTMLDivElement>(null)
  const view = useRef<MapView>(undefined)
  const [isIdle, setIdle] = useState(false)
  const [attribution, setAttribution] = useState<string>()
  const [hovered, setHovered] = useState<string>()
  const base = useBaseMap()

  const told = useRef({ onSelect, failed })
  told.current = { onSelect, failed }

  // A new map only for another ground or scheme; the place that was looked at stays.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `label` is told by its own effect
  useEffect(() => {
    if (!box.current || !base) return
    const made = new MapView(box.current, {
      scheme,
      base,
      cluster,
      label,
      before: view.current?.place(),
      selected: (id, kind) => told.current.onSelect?.(id, kind),
      hovered: setHovered,
      idle: (said) => {
        setAttribution(said)
        setIdle(true)
      },
      failed: () => told.current.failed(),
    })
    view.current = made
    return () => made.remove()
  }, [base, scheme, cluster])

  useEffect(() => view.current?.show(points ?? [], people ?? []), [points, people, base, scheme, cluster])
  useEffect(() => view.current?.select(selected), [selected, base, scheme, cluster])
  const count = (points?.length ?? 0) + (people?.length ?? 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: fitted when the key or the first places come
  useEffect(() => view.current?.fit(), [fitKey, count > 0, base])

  const shown = hovered ?? selected
  const named = shown
    ? (people?.find(({ id }) => id === shown) ?? points?.find(({ id }) => id === shown))
    : undefined
  return (
    <div className={styles.drawn} data-state={isIdle ? 'idle' : 'loading'} data-map>
      {/* Left to right, whatever the page: east stays where it is. */}
      <div className={styles.canvas} dir="ltr" ref={box} />
      <div className={styles.buttons}>
        <button type="button" title={t('map.zoom_in')} onClick={() => view.current?.zoom(1)}>
          <IconPlus size={16} aria-label={t('map.zoom_in')} />
        </button>
        <button type="button" title={t('map.zoom_out')} onClick={() => view.current?.zoom(-1)}>
          <IconMinus size={16} aria-label={t('map.zoom_out')} />
        </button>
        <button type="button" title={t('map.fit')} onClick={() => view.current?.fit(true)}>
          <IconFocusCentered size={16} aria-label={t('map.fit')} />
        </button>
      </div>
      {named ? (
        <div className={styles.balloon}>
          <strong>
            <bdi>{named.label}</bdi>
          </strong>
          {named.note ? <div>{named.note}</div> : null}
        </div>
      ) : null}
      <div className={styles.attribution}>
        {attribution ?? (base?.kind === 'outlines' ? t('map.sketch') : '')}
      </div>
    </div>
  )
}

const OUTLINES: BaseMap = { kind: 'outlines' }

/** The ground that the server names; its outlines where it names none. */
function useBaseMap(): BaseMap | undefined {
  const { data, error } = useGet('/v1/console' as never, undefined as never, {
    staleTime: Number.POSITIVE_INFINITY,
  })
  const said = (data as { map?: BaseMap } | undefined)?.map
  if (said) return said
  return data || error ? OUTLINES : undefined
}
