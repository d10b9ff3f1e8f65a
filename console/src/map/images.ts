// Signs on the map are drawn here: offline there are no glyphs for MapLibre to write with.
import type { Map as GlMap } from 'maplibre-gl'
import type { MapColors } from './colors'

const RATIO = 2

function paper(size: number) {
  const canvas = document.createElement('canvas')
  canvas.width = size * RATIO
  canvas.height = size * RATIO
  const pen = canvas.getContext('2d')
  pen?.scale(RATIO, RATIO)
  return pen
}

function add(map: GlMap, name: string, pen: CanvasRenderingContext2D, size: number) {
  const data = pen.getImageData(0, 0, size * RATIO, size * RATIO)
  if (map.hasImage(name)) map.removeImage(name)
  map.addImage(name, data, { pixelRatio: RATIO })
}

/** Draws what a style asked for and has not: `point-late`, or the count of a cluster, `count-1.2k`. */
export function drawImage(map: GlMap, name: string, colors: MapColors) {
  const [kind, ...rest] = name.split('-')
  const word = rest.join('-')
  if (kind === 'point') drawPoint(map, name, word, colors)
  if (kind === 'count') drawCount(map, name, word, colors)
}

function drawCount(map: GlMap, name: string, word: string, colors: MapColors) {
  const size = 26 + Math.min(word.length, 6) * 6
  const pen = paper(size)
  if (!pen) return
  const middle = size / 2
  pen.beginPath()
  pen.arc(middle, middle, middle - 1, 0, Math.PI * 2)
  pen.fillStyle = colors.surface
  pen.fill()
  pen.lineWidth = 2
  pen.strokeStyle = colors.looks.plain ?? colors.accent
  pen.stroke()
  pen.fillStyle = colors.text
  pen.font = '600 12px system-ui, sans-serif'
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillText(word, middle, middle + 0.5)
  add(map, name, pen, size)
}

function drawPoint(map: GlMap, name: string, look: string, colors: MapColors) {
  const size = 22
  const pen = paper(size)
  if (!pen) return
  const middle = size / 2
  const color = colors.looks[look] ?? colors.looks.plain ?? colors.accent
  pen.lineJoin = 'round'
  pen.lineCap = 'round'
  pen.beginPath()
  if (look === 'late') {
    pen.moveTo(middle, 3)
    pen.lineTo(size - 2.5, size - 4)
    pen.lineTo(2.5, size - 4)
    pen.closePath()
  } else if (look === 'failed') {
    pen.roundRect(4, 4, size - 8, size - 8, 3)
  } else {
    pen.arc(middle, middle, look === 'plain' ? 5.5 : 7.5, 0, Math.PI * 2)
  }
  pen.fillStyle = look === 'open' ? colors.surface : color
  // A rim keeps neighbours apart.
  pen.lineWidth = look === 'open' ? 6 : 3.5
  pen.strokeStyle = colors.surface
  pen.stroke()
  pen.fill()
  if (look === 'open') {
    pen.lineWidth = 3
    pen.strokeStyle = color
    pen.stroke()
  }
  pen.beginPath()
  pen.lineWidth = 2
  pen.strokeStyle = colors.surface
  if (look === 'done') {
    pen.moveTo(7.5, 11.2)
    pen.lineTo(10, 13.7)
    pen.lineTo(14.6, 8.4)
  }
  if (look === 'failed') {
    pen.moveTo(8, 8)
    pen.lineTo(14, 14)
    pen.moveTo(14, 8)
    pen.lineTo(8, 14)
  }
  if (look === 'late') {
    pen.moveTo(middle, 9)
    pen.lineTo(middle, 12.5)
    pen.moveTo(middle, 15.4)
    pen.lineTo(middle, 15.5)
  }
  pen.stroke()
  add(map, name, pen, size)
}
