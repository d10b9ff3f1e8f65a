import type { FeatureCollection } from 'geojson'
import type { GeoJSONSource, Map as GlMap, LayerSpecification } from 'maplibre-gl'
import type { MapColors } from './colors'
import type { MapPoint, Place } from './types'

export const POINTS = 'points'

export function degrees(value: number): number {
  return value / 10_000_000
}

export function lngLat(place: Place): [number, number] {
  return [degrees(place.lon), degrees(place.lat)]
}

export function pointsData(points: MapPoint[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: points.map((point) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: lngLat(point) },
      properties: { id: point.id, look: point.look ?? 'plain' },
    })),
  }
}

/** Clusters with their counts, single points by their look, and a ring around the selected one. */
export function pointLayers(colors: MapColors, selected: string | undefined): LayerSpecification[] {
  return [
    {
      id: 'ring',
      type: 'circle',
      source: POINTS,
      filter: ['==', ['get', 'id'], selected ?? ''],
      paint: {
        'circle-radius': 14,
        'circle-color': colors.surface,
        'circle-opacity': 0.9,
        'circle-stroke-color': colors.accent,
        'circle-stroke-width': 3,
      },
    },
    {
      id: 'point',
      type: 'symbol',
      source: POINTS,
      filter: ['!', ['has', 'point_count']],
      layout: {
        'icon-image': ['concat', 'point-', ['get', 'look']],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    {
      id: 'cluster',
      type: 'symbol',
      source: POINTS,
      filter: ['has', 'point_count'],
      layout: {
        'icon-image': ['concat', 'count-', ['to-string', ['get', 'point_count_abbreviated']]],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
  ]
}

/** Zooms to where a cluster falls apart. */
export async function openCluster(map: GlMap, id: number, center: [number, number]) {
  const source = map.getSource<GeoJSONSource>(POINTS)
  if (!source) return
  const zoom = await source.getClusterExpansionZoom(id)
  map.easeTo({ center, zoom: Math.min(zoom + 0.5, 18) })
}

/** The smallest box around places, or none. */
export function boundsOf(places: Place[]): [[number, number], [number, number]] | undefined {
  if (places.length === 0) return undefined
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const place of places) {
    const [lon, lat] = lngLat(place)
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  return [
    [west, south],
    [east, north],
  ]
}
