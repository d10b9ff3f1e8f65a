import styles from './chart.module.css'

export interface SparklineProps {
  values: (number | null)[]
  /** What it shows, in words: it has no axis. */
  label: string
  width?: number
  height?: number
}

/** A small line without axes, for a cell or beside a figure. */
export function Sparkline({ values, label, width = 88, height = 24 }: SparklineProps) {
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return null
  const [low, high] = [Math.min(0, ...known), Math.max(1, ...known)]
  const step = (width - 4) / (values.length - 1)
  const points = values
    .map((value, place) => {
      if (value === null) return undefined
      const x = 2 + place * step
      const y = height - 3 - ((value - low) / (high - low)) * (height - 6)
      return [x, y] as const
    })
    .filter((point) => point !== undefined)
  const last = points[points.length - 1]
  return (
    <svg
      className={styles.spark}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <polyline points={points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
      {last ? <circle cx={last[0]} cy={last[1]} r="2" /> : null}
    </svg>
  )
}
