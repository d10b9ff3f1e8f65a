import type { Tone } from '../parts/Tone'

export interface Series {
  key: string
  label: string
  /** One for each category; null where nothing is known. */
  values: (number | null)[]
  tone?: Tone
}

export interface ChartProps {
  /** What the chart shows: its caption, and the caption of its table. */
  title: string
  series: Series[]
  /** How a value is written; whole numbers when nothing is said. */
  format?: (value: number) => string
  height?: number
  /** What the first column of the table is called. */
  columnLabel?: string
  onSelect?: (place: number) => void
}

export interface CategoryChartProps extends ChartProps {
  categories: string[]
  /** Beside each other instead of upon each other. */
  grouped?: boolean
}

export interface DayChartProps extends ChartProps {
  /** Civil days, `2026-07-01`. */
  days: string[]
  grouped?: boolean
}
