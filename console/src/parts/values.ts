import { useTranslation } from 'react-i18next'
import { useDirectory } from '../api'
import { useFormats } from './formats'
import type { Names, Position, Span } from './records'

/** Says the value of a field as people would: a day, a window, a name instead of an id. */
export function useValueText(names?: Names) {
  const { t } = useTranslation('common')
  const { name } = useDirectory()
  const formats = useFormats()
  return (field: string | undefined, value: unknown): string => {
    if (value === undefined || value === null) return ''
    if (field === 'plan_day') return formats.day(String(value))
    if (field === 'window' && isSpan(value)) return formats.window(value)
    if (field?.startsWith('sites/') && isSite(value)) {
      const { at, fence, name } = value
      const place = `${degrees(at.lat)}, ${degrees(at.lon)} (${formats.length(fence.radius_mm)})`
      return name ? `${name}: ${place}` : place
    }
    if (field === 'priority') return t(`priority.${value}`, { defaultValue: String(value) })
    if (field === 'status') return t(`status.${value}`, { defaultValue: String(value) })
    if (field === 'outcome') return t(`outcome.${value}`, { defaultValue: String(value) })
    if (typeof value === 'string') return name(value) ?? names?.[value] ?? value
    if (typeof value === 'number') return formats.number(value)
    if (field === 'next' && isTitled(value)) return value.title
    return JSON.stringify(value)
  }
}

function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null && 'from' in value && 'to' in value
}

function isTitled(value: unknown): value is { title: string } {
  return typeof value === 'object' && value !== null && 'title' in value
}

interface Site {
  name?: string
  at: Position
  fence: { radius_mm: number }
}

function isSite(value: unknown): value is Site {
  return typeof value === 'object' && value !== null && 'at' in value && 'fence' in value
}

/** To about a metre. */
function degrees(value: number): number {
  return Math.round(value / 100) / 100_000
}
