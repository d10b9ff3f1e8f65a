import type { Position } from '../../parts'

const SCALE = 10_000_000

/** Reads "53.55, 9.99" as people and maps write it; undefined when it is no place on earth. */
export function placeOf(text: string): Position | undefined {
  const found = /^\s*([+-]?\d+(?:\.\d+)?)\s*°?\s*(?:[,;]\s*|\s+)([+-]?\d+(?:\.\d+)?)\s*°?\s*$/.exec(
    text,
  )
  if (!found) return undefined
  const [lat, lon] = [Number(found[1]), Number(found[2])]
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) return undefined
  return { lat: Math.round(lat * SCALE), lon: Math.round(lon * SCALE) }
}

/** The same the other way round, exact to about a metre. */
export function placeText({ lat, lon }: Position): string {
  return `${trimmed(lat)}, ${trimmed(lon)}`
}

function trimmed(value: number): string {
  return (value / SCALE).toFixed(5).replace(/\.?0+$/, '')
}
