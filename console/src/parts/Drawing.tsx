import styles from './states.module.css'

/** Small line drawings of our own. They decorate: what they say stands beside them as text. */
export type DrawingName =
  | 'list'
  | 'inbox'
  | 'map'
  | 'plan'
  | 'customers'
  | 'notes'
  | 'phone'
  | 'chart'
  | 'search'
  | 'failed'
  | 'done'

const turning: ReadonlySet<DrawingName> = new Set(['list', 'plan', 'notes', 'chart'])

export function Drawing({ name, size = 96 }: { name: DrawingName; size?: number }) {
  return (
    <svg
      className={[styles.drawing, turning.has(name) ? styles.turns : ''].join(' ')}
      width={size}
      height={size * 0.75}
      viewBox="0 0 96 72"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d="M10 64h76" opacity={0.5} />
      {lines[name]}
    </svg>
  )
}

const lines: Record<DrawingName, React.ReactNode> = {
  list: (
    <>
      <rect x="26" y="12" width="44" height="52" rx="4" />
      <path d="M36 26h24M36 38h24M36 50h14" />
      <path className={styles.accent} d="M31 26h.1M31 38h.1M31 50h.1" strokeWidth={3} />
    </>
  ),
  inbox: (
    <>
      <path d="M22 40l8-22h36l8 22v20a4 4 0 0 1-4 4H26a4 4 0 0 1-4-4z" />
      <path d="M22 40h16c2 0 2 8 10 8s8-8 10-8h16" />
      <path className={styles.accent} d="M41 28l5 5 10-10" />
    </>
  ),
  map: (
    <>
      <path d="M18 20l20-8 20 8 20-8v44l-20 8-20-8-20 8z" />
      <path d="M38 12v44M58 20v44" opacity={0.5} />
      <path className={styles.accent} d="M48 44s9-9 9-15a9 9 0 0 0-18 0c0 6 9 15 9 15z" />
      <circle className={styles.accent} cx="48" cy="29" r="3" />
    </>
  ),
  plan: (
    <>
      <rect x="18" y="16" width="60" height="48" rx="4" />
      <path d="M18 28h60M38 28v36M58 28v36M30 10v10M66 10v10" />
      <rect className={styles.accent} x="42" y="34" width="12" height="8" rx="2" />
      <rect x="22" y="34" width="12" height="8" rx="2" opacity={0.6} />
      <rect x="62" y="48" width="12" height="8" rx="2" opacity={0.6} />
    </>
  ),
  customers: (
    <>
      <path d="M24 32h48v32H24z" />
      <path d="M20 32l6-14h44l6 14" />
      <path d="M20 32c0 8 11 8 11 0 0 8 11 8 11 0 0 8 12 8 12 0 0 8 11 8 11 0 0 8 11 8 11 0" />
      <path className={styles.accent} d="M42 64V48h12v16" />
    </>
  ),
  notes: (
    <>
      <path d="M28 10h28l12 12v42H28z" />
      <path d="M56 10v12h12M36 32h22M36 42h22" />
      <path className={styles.accent} d="M36 52h12M74 34l6 6-18 18-8 2 2-8z" />
    </>
  ),
  phone: (
    <>
      <rect x="34" y="8" width="28" height="56" rx="5" />
      <path d="M44 14h8M46 58h4" />
      <path className={styles.accent} d="M42 36l5 5 8-9" />
      <path d="M24 26c-4 6-4 16 0 22M72 26c4 6 4 16 0 22" opacity={0.5} />
    </>
  ),
  chart: (
    <>
      <path d="M20 12v52M20 64h58" />
      <path d="M30 64V46M42 64V36M54 64V42M66 64V26" strokeWidth={5} opacity={0.45} />
      <path className={styles.accent} d="M28 36l14-12 12 7 16-17" />
    </>
  ),
  search: (
    <>
      <circle cx="44" cy="34" r="18" />
      <path className={styles.accent} d="M57 47l15 15" strokeWidth={3} />
      <path d="M36 34h16" opacity={0.6} />
    </>
  ),
  failed: (
    <>
      <path d="M30 50a12 12 0 0 1 0-24 18 18 0 0 1 34-4 14 14 0 0 1 4 28" />
      <path className={styles.accent} d="M48 40v14M48 61v.1" strokeWidth={2.4} />
    </>
  ),
  done: (
    <>
      <circle cx="48" cy="36" r="24" />
      <path className={styles.accent} d="M37 37l8 8 15-17" strokeWidth={2.4} />
    </>
  ),
}
