import styles from './map.module.css'

/** The shape that a point or a person has on the map, for lists and keys. */
export function ShapeSign({ look, size = 16 }: { look: string; size?: number }) {
  return (
    <svg
      className={[styles.shape, styles[look] ?? ''].join(' ')}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden
    >
      {shapes[look] ?? <circle cx="8" cy="8" r="5" />}
    </svg>
  )
}

const shapes: Record<string, React.ReactNode> = {
  plain: <circle cx="8" cy="8" r="4.5" />,
  open: <circle cx="8" cy="8" r="5" fill="none" strokeWidth="2.5" stroke="currentColor" />,
  done: (
    <>
      <circle cx="8" cy="8" r="6.5" />
      <path d="M5 8.2l2 2 4-4.4" className={styles.cut} />
    </>
  ),
  late: (
    <>
      <path d="M8 1.5L15 14H1z" />
      <path d="M8 6v4M8 12v.1" className={styles.cut} />
    </>
  ),
  failed: (
    <>
      <rect x="2" y="2" width="12" height="12" rx="2" />
      <path d="M5.5 5.5l5 5M10.5 5.5l-5 5" className={styles.cut} />
    </>
  ),
  working: <circle cx="8" cy="8" r="6" />,
  break: (
    <>
      <circle cx="8" cy="8" r="6.5" />
      <path d="M6.2 5.5v5M9.8 5.5v5" className={styles.cut} />
    </>
  ),
  off: <circle cx="8" cy="8" r="5" fill="none" strokeWidth="2" stroke="currentColor" />,
  unknown: (
    <circle
      cx="8"
      cy="8"
      r="5.5"
      fill="none"
      strokeWidth="2"
      stroke="currentColor"
      strokeDasharray="2.5 2.5"
    />
  ),
}
