import { Button, SegmentedControl } from '@mantine/core'
import { Component, lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SkeletonMap } from '../parts/Skeletons'
import styles from './map.module.css'
import { PlaceList } from './PlaceList'
import type { PlaceMapProps } from './types'

export type { MapPerson, MapPoint, Place, PlaceMapProps, PointLook } from './types'

// The map is larger than the rest of the console together: it comes when somebody looks at one.
const Drawn = lazy(() => import('./Drawn').then((module) => ({ default: module.Drawn })))

let canDraw: boolean | undefined

/** False where the browser has no WebGL 2. */
function canDrawMap(): boolean {
  canDraw ??= document.createElement('canvas').getContext('webgl2') !== null
  return canDraw
}

/** Places on a map, and the same as a list: for who does not see the map, and where none can be drawn. */
export function PlaceMap(props: PlaceMapProps) {
  const { t } = useTranslation('parts')
  const { label, height, list = true } = props
  const [isList, setList] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const canShow = canDrawMap() && !hasFailed
  const size = height === undefined ? undefined : { blockSize: height }
  if (!canShow) {
    return (
      <div className={styles.fallback} style={size} data-state={hasFailed ? 'failed' : 'fallback'}>
        <p className={styles.told}>{hasFailed ? t('map.failed') : t('map.no_map')}</p>
        <PlaceList {...props} />
        {hasFailed ? (
          <Button variant="default" size="xs" onClick={() => setFailed(false)}>
            {t('failed.retry')}
          </Button>
        ) : null}
      </div>
    )
  }
  return (
    <section className={styles.frame} style={size} aria-label={label}>
      {list ? (
        <SegmentedControl
          className={styles.switch}
          size="xs"
          value={isList ? 'list' : 'map'}
          onChange={(value) => setList(value === 'list')}
          data={[
            { value: 'map', label: t('map.as_map') },
            { value: 'list', label: t('map.as_list') },
          ]}
        />
      ) : null}
      {isList ? (
        <PlaceList {...props} />
      ) : (
        <Guard failed={() => setFailed(true)}>
          <Suspense fallback={<SkeletonMap height="100%" />}>
            <Drawn {...props} failed={() => setFailed(true)} />
          </Suspense>
        </Guard>
      )}
    </section>
  )
}

/** A map that breaks takes nothing with it: its list stands in. */
class Guard extends Component<{ failed: () => void; children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }
  static getDerivedStateFromError() {
    return { isBroken: true }
  }
  override componentDidCatch() {
    this.props.failed()
  }
  override render() {
    return this.state.isBroken ? null : this.props.children
  }
}
