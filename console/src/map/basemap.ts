// What lies under the points: outlines that the server carries inside, or what an admin named.
// Nothing is ever asked of anybody else by default: a tile server would learn where reps are.
import type { FeatureCollection } from 'geojson'
import { addProtocol, type LayerSpecification, type SourceSpecification } from 'maplibre-gl'
import { feature, mesh } from 'topojson-client'
import type { Topology } from 'topojson-specification'
import statesUrl from 'us-atlas/states-10m.json?url'
import worldUrl from 'world-atlas/countries-50m.json?url'
import type { MapColors } from './colors'
import type { BaseMap } from './types'

export interface Ground {
  sources: Record<string, SourceSpecification>
  layers: LayerSpecification[]
  /** Said under the map, as text. */
  attribution?: string
}

export async function ground(base: BaseMap, colors: MapColors): Promise<Ground> {
  if (base.kind === 'tiles' && base.url) return tiles(base.url, base.attribution)
  if (base.kind === 'pmtiles' && base.url) return archive(base.url, base.attribution, colors)
  return outlines(colors)
}

export function background(colors: MapColors): LayerSpecification {
  return { id: 'water', type: 'background', paint: { 'background-color': colors.water } }
}

async function fetched(url: string): Promise<Topology> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`outlines: ${response.status}`)
  return (await response.json()) as Topology
}

let drawn: Promise<{ land: FeatureCollection; lines: FeatureCollection }> | undefined

/** Coasts, borders and the states of the US: read once, whatever map asks. */
function outlined() {
  drawn ??= Promise.all([fetched(worldUrl), fetched(statesUrl)]).then(([world, states]) => {
    const { countries } = world.objects
    const { states: inner } = states.objects
    if (!countries || !inner) throw new Error('outlines without countries')
    const land = feature(world, countries) as unknown as FeatureCollection
    // Lines between two neighbours only: coasts are the edge of the land.
    const between = (topology: Topology, object: typeof countries) =>
      mesh(topology, object as never, (left, right) => left !== right)
    const lines: FeatureCollection = {
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', properties: { is: 'border' }, geometry: between(world, countries) },
        { type: 'Feature', properties: { is: 'state' }, geometry: between(states, inner) },
      ],
    }
    return { land, lines }
  })
  drawn.catch(() => {
    drawn = undefined
  })
  return drawn
}

async function outlines(colors: MapColors): Promise<Ground> {
  const { land, lines } = await outlined()
  return {
    sources: {
      land: { type: 'geojson', data: land, tolerance: 0.3 },
      lines: { type: 'geojson', data: lines, tolerance: 0.3 },
    },
    layers: [
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colors.land } },
      {
        id: 'coast',
        type: 'line',
        source: 'land',
        paint: { 'line-color': colors.border, 'line-width': 0.6 },
      },
      {
        id: 'states',
        type: 'line',
        source: 'lines',
        filter: ['==', ['get', 'is'], 'state'],
        minzoom: 2.5,
        paint: { 'line-color': colors.border, 'line-width': 0.7, 'line-dasharray': [3, 2] },
      },
      {
        id: 'borders',
        type: 'line',
        source: 'lines',
        filter: ['==', ['get', 'is'], 'border'],
        paint: { 'line-color': colors.border, 'line-width': 1.2 },
      },
    ],
  }
}

function tiles(url: string, attribution: string | undefined): Ground {
  return {
    sources: { tiles: { type: 'raster', tiles: [url], tileSize: 256, maxzoom: 19 } },
    layers: [{ id: 'tiles', type: 'raster', source: 'tiles' }],
    attribution,
  }
}

const MVT = 1
let isKnown = false

/** One file with a whole map (PMTiles), read in pieces from this server. */
async function archive(
  path: string,
  attribution: string | undefined,
  colors: MapColors,
): Promise<Ground> {
  const { PMTiles, Protocol } = await import('pmtiles')
  const protocol = new Protocol()
  const file = new PMTiles(new URL(path, location.origin).href)
  protocol.add(file)
  if (!isKnown) addProtocol('pmtiles', protocol.tile)
  isKnown = true
  const header = await file.getHeader()
  const url = `pmtiles://${file.source.getKey()}`
  if (header.tileType !== MVT) {
    return {
      sources: { archive: { type: 'raster', url, tileSize: 256 } },
      layers: [{ id: 'archive', type: 'raster', source: 'archive' }],
      attribution,
    }
  }
  const metadata = (await file.getMetadata()) as {
    vector_layers?: { id: string }[]
    attribution?: string
  }
  const there = new Set((metadata.vector_layers ?? []).map((layer) => layer.id))
  return {
    sources: { archive: { type: 'vector', url } },
    layers: vectorLayers(colors).filter((layer) => there.has(layer['source-layer'])),
    attribution: attribution ?? plain(metadata.attribution),
  }
}

type Vector = LayerSpecification & { 'source-layer': string }

/** The layers of the two usual schemas (Protomaps, OpenMapTiles), without letters. */
function vectorLayers(colors: MapColors): Vector[] {
  const fill = (name: string, color: string): Vector => ({
    id: `archive-${name}`,
    type: 'fill',
    source: 'archive',
    'source-layer': name,
    paint: { 'fill-color': color },
  })
  const line = (name: string, color: string, width: number): Vector => ({
    id: `archive-${name}`,
    type: 'line',
    source: 'archive',
    'source-layer': name,
    paint: {
      'line-color': color,
      'line-width': ['interpolate', ['linear'], ['zoom'], 6, width / 2, 16, width * 3],
    },
  })
  return [
    fill('earth', colors.land),
    fill('landcover', colors.green),
    fill('landuse', colors.green),
    fill('water', colors.water),
    fill('buildings', colors.border),
    fill('building', colors.border),
    line('roads', colors.road, 1.2),
    line('transportation', colors.road, 1.2),
    line('boundaries', colors.border, 1),
    line('boundary', colors.border, 1),
  ]
}

/** Attributions in files are HTML; ours is text. */
function plain(html: string | undefined): string | undefined {
  return html?.replace(/<[^>]*>/g, '').replaceAll('&copy;', '©')
}
