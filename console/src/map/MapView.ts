import { type GeoJSONSource, Map as GlMap, Marker, ScaleControl } from 'maplibre-gl'
import { initials } from '../parts/People'
import { background, ground } from './basemap'
import { type MapColors, mapColors } from './colors'
import { drawImage } from './images'
import { boundsOf, lngLat, openCluster, POINTS, pointLayers, pointsData } from './layers'
import styles from './map.module.css'
import type { BaseMap, MapPerson, MapPoint, Place } from './types'

export interface Whereabouts {
  center: [number, number]
  zoom: number
}

export interface ViewOptions {
  scheme: 'light' | 'dark'
  base: BaseMap
  cluster: boolean
  before?: Whereabouts
  selected: (id: string, kind: 'point' | 'person') => void
  picked: (place: Place) => void
  hovered: (id: string | undefined) => void
  idle: (attribution: string | undefined) => void
  failed: () => void
}

/** One map of MapLibre with its points and people. */
export class MapView {
  private readonly map: GlMap
  private readonly colors: MapColors
  private readonly markers = new Map<string, Marker>()
  private points: MapPoint[] = []
  private people: MapPerson[] = []
  private chosen: string | undefined
  private isReady = false
  private isFitted: boolean
  private isGone = false
  private isNew = true

  constructor(
    box: HTMLElement,
    private readonly options: ViewOptions,
  ) {
    this.colors = mapColors(options.scheme)
    this.isFitted = options.before !== undefined
    this.map = new GlMap({
      container: box,
      style: { version: 8, sources: {}, layers: [background(this.colors)] },
      center: options.before?.center ?? [10, 30],
      zoom: options.before?.zoom ?? 1,
      maxZoom: 18,
      attributionControl: false,
      // North stays up: without streets nothing tells where it has gone.
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200,
      renderWorldCopies: false,
    })
    this.map.touchZoomRotate.disableRotation()
    // The attribution stands in the other corner.
    const corner = document.documentElement.dir === 'rtl' ? 'bottom-right' : 'bottom-left'
    this.map.addControl(new ScaleControl({ maxWidth: 90 }), corner)
    this.map.setMissingStyleImageResolver((id) => drawImage(this.map, id, this.colors))
    this.map.once('load', () => void this.begin())
  }

  private async begin() {
    try {
      const { sources, layers, attribution } = await ground(this.options.base, this.colors)
      if (this.isGone) return
      for (const [name, source] of Object.entries(sources)) this.map.addSource(name, source)
      for (const layer of layers) this.map.addLayer(layer)
      this.map.addSource(POINTS, {
        type: 'geojson',
        data: pointsData(this.points),
        cluster: this.options.cluster,
        clusterRadius: 46,
        clusterMaxZoom: 14,
      })
      for (const layer of pointLayers(this.colors, this.chosen)) this.map.addLayer(layer)
      this.listen()
      this.isReady = true
      this.draw()
      this.map.once('idle', () => {
        if (!this.isGone) this.options.idle(attribution)
      })
    } catch {
      if (!this.isGone) this.options.failed()
    }
  }

  private listen() {
    const { map } = this
    map.on('click', 'point', ({ features }) => {
      const id = features?.[0]?.properties.id
      if (typeof id === 'string') this.options.selected(id, 'point')
    })
    map.on('click', 'cluster', ({ features }) => {
      const found = features?.[0]
      if (found?.geometry.type !== 'Point') return
      const [lon = 0, lat = 0] = found.geometry.coordinates
      void openCluster(map, Number(found.properties.cluster_id), [lon, lat])
    })
    map.on('click', ({ point, lngLat: { lat, lng } }) => {
      if (map.queryRenderedFeatures(point, { layers: ['point', 'cluster'] }).length > 0) return
      this.options.picked({ lat: Math.round(lat * 1e7), lon: Math.round(lng * 1e7) })
    })
    map.on('mousemove', 'point', ({ features }) => {
      this.options.hovered(features?.[0]?.properties.id as string | undefined)
    })
    for (const layer of ['point', 'cluster']) {
      map.on('mouseenter', layer, () => this.cursor('pointer'))
      map.on('mouseleave', layer, () => {
        this.cursor('')
        this.options.hovered(undefined)
      })
    }
  }

  private cursor(shape: string) {
    this.map.getCanvas().style.cursor = shape
  }

  show(points: MapPoint[], people: MapPerson[]) {
    this.points = points
    this.people = people
    this.draw()
  }

  private draw() {
    if (!this.isReady) return
    this.map.getSource<GeoJSONSource>(POINTS)?.setData(pointsData(this.points))
    this.drawPeople()
    if (!this.isFitted) this.fit()
  }

  private drawPeople() {
    const there = new Set(this.people.map(({ id }) => id))
    for (const [id, marker] of this.markers) {
      if (there.has(id)) continue
      marker.remove()
      this.markers.delete(id)
    }
    for (const person of this.people) {
      const marker = this.markers.get(person.id) ?? this.addPerson(person.id)
      marker.setLngLat(lngLat(person)).addTo(this.map)
      const mark = marker.getElement()
      mark.textContent = initials(person.label)
      mark.dataset.state = person.state ?? 'unknown'
      mark.setAttribute('aria-label', [person.label, person.note].filter(Boolean).join(', '))
      mark.setAttribute('aria-pressed', String(person.id === this.chosen))
    }
  }

  private addPerson(id: string): Marker {
    const mark = document.createElement('button')
    mark.type = 'button'
    mark.className = styles.mark ?? ''
    mark.dataset.person = id
    mark.addEventListener('click', (event) => {
      event.stopPropagation()
      this.options.selected(id, 'person')
    })
    mark.addEventListener('mouseenter', () => this.options.hovered(id))
    mark.addEventListener('mouseleave', () => this.options.hovered(undefined))
    const marker = new Marker({ element: mark })
    this.markers.set(id, marker)
    return marker
  }

  select(id: string | undefined) {
    this.chosen = id
    for (const [person, marker] of this.markers) {
      marker.getElement().setAttribute('aria-pressed', String(person === id))
    }
    if (!this.isReady) return
    this.map.setFilter('ring', ['==', ['get', 'id'], id ?? ''])
    const found =
      this.people.find((person) => person.id === id) ?? this.points.find((point) => point.id === id)
    if (!found || this.map.getBounds().contains(lngLat(found))) return
    this.map.easeTo({ center: lngLat(found), zoom: Math.max(this.map.getZoom(), 9) })
  }

  name(label: string) {
    this.map.getCanvas().setAttribute('aria-label', label)
  }

  /** Shows everything. By itself only once; afterwards somebody looks at something. */
  fit(asked = false) {
    const bounds = boundsOf([...this.people, ...this.points])
    if (!this.isReady || !bounds) return
    this.isFitted = true
    this.map.fitBounds(bounds, { padding: 48, maxZoom: 12, duration: asked ? 400 : 0 })
  }

  /** Something else is looked at: its places are shown whole as soon as they are there. */
  refit() {
    // The first key of a map that was there before brings nothing new.
    if (this.isNew) this.isNew = false
    else this.isFitted = false
    if (this.isReady && !this.isFitted) this.fit()
  }

  zoom(by: number) {
    this.map.easeTo({ zoom: this.map.getZoom() + by, duration: 200 })
  }

  place(): Whereabouts | undefined {
    if (!this.isFitted) return undefined
    const { lng, lat } = this.map.getCenter()
    return { center: [lng, lat], zoom: this.map.getZoom() }
  }

  remove() {
    this.isGone = true
    this.map.remove()
  }
}
