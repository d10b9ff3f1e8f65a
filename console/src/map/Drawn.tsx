import 'maplibre-gl/dist/maplibre-gl.css'
import './worker'
import { useComputedColorScheme } from '@mantine/core'
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet } from '../api'
import { MapView, type Whereabouts } from './MapView'
import styles from './map.module.css'
import type { BaseMap, PlaceMapProps } from './types'

interface DrawnProps extends PlaceMapProps {
  failed: () => void
}

/** The map itself. React owns what stands around it, `MapView` what is drawn. */
export function Drawn(props: DrawnProps) {
  const { points, people, selected, onSelect, onPick, label, fitKey, cluster = true } = props
  const { failed } = props
  const { t } = useTranslation('parts')
  const scheme = useComputedColorScheme('light')
  const box = useRef<HTMLDivElement>(null)
  const former = useRef<Whereabouts>(undefined)
  const [view, setView] = useState<MapView>()
  const [isIdle, setIdle] = useState(false)
  const [attribution, setAttribution] = useState<string>()
  const [hovered, setHovered] = useState<string>()
  const base = useBaseMap()

  const told = useRef({ onSelect, onPick, failed })
  told.current = { onSelect, onPick, failed }

  // A new map only for another ground or scheme; the place that was looked at stays.
  useEffect(() => {
    if (!box.current || !base) return
    const made = new MapView(box.current, {
      scheme,
      base,
      cluster,
      before: former.current,
      selected: (id, kind) => told.current.onSelect?.(id, kind),
      picked: (place) => told.current.onPick?.(place),
      hovered: setHovered,
      idle: (said) => {
        setAttribution(said)
        setIdle(true)
      },
      failed: () => told.current.failed(),
    })
    setView(made)
    return () => {
      former.current = made.place()
      made.remove()
      setIdle(false)
    }
  }, [base, scheme, cluster])

  const name = `${label}. ${t('map.keys')}`
  useEffect(() => view?.name(name), [view, name])
  useEffect(() => view?.show(points ?? NONE, people ?? NONE), [view, points, people])
  useEffect(() => view?.select(selected), [view, selected])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another key is another thing to look at
  useEffect(() => view?.refit(), [view, fitKey])

  const shown = hovered ?? selected
  const named = shown
    ? (people?.find(({ id }) => id === shown) ?? points?.find(({ id }) => id === shown))
    : undefined
  return (
    <div className={styles.drawn} data-state={isIdle ? 'idle' : 'loading'} data-map>
      {/* Left to right, whatever the page: east stays where it is. */}
      <div className={styles.canvas} dir="ltr" ref={box} />
      <div className={styles.buttons}>
        <button type="button" title={t('map.zoom_in')} onClick={() => view?.zoom(1)}>
          <IconPlus size={16} aria-label={t('map.zoom_in')} />
        </button>
        <button type="button" title={t('map.zoom_out')} onClick={() => view?.zoom(-1)}>
          <IconMinus size={16} aria-label={t('map.zoom_out')} />
        </button>
        <button type="button" title={t('map.fit')} onClick={() => view?.fit(true)}>
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

const NONE: never[] = []
const OUTLINES: BaseMap = { kind: 'outlines' }

/** The ground that the server names; its outlines where it names none. */
function useBaseMap(): BaseMap | undefined {
  const { data, error } = useGet('/v1/console', undefined, { staleTime: Number.POSITIVE_INFINITY })
  return data?.map ?? (error ? OUTLINES : undefined)
}
