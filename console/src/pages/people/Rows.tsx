import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './people.module.css'

/** Lines under each other, each with its buttons at the end. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.rows} aria-label={label}>
      {children}
    </ul>
  )
}

interface RowProps {
  sign?: Icon
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
  before?: ReactNode
}

export function Row({ sign: Sign, title, children, actions, before }: RowProps) {
  return (
    <li className={styles.row}>
      {before}
      {Sign ? <Sign className={styles.sign} size={20} stroke={1.75} aria-hidden /> : null}
      <div className={styles.text}>
        <div>{title}</div>
        {children}
      </div>
      {actions ? <div className={styles.buttons}>{actions}</div> : null}
    </li>
  )
}
