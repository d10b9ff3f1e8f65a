import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Drawing, type DrawingName } from './Drawing'
import styles from './states.module.css'

export interface EmptyStateProps {
  drawing?: DrawingName
  title: string
  /** What to do next, in a sentence. */
  children?: ReactNode
  action?: ReactNode
  /** Inside a card or a column. */
  small?: boolean
}

/** Nothing here, and what to do about it. */
export function EmptyState({ drawing = 'list', title, children, action, small }: EmptyStateProps) {
  return (
    <div className={[styles.state, small ? styles.small : ''].join(' ')} data-state="empty">
      <Drawing name={drawing} size={small ? 56 : 96} />
      <Text fw={600}>{title}</Text>
      {children ? (
        <Text size="sm" c="dimmed" maw={440} component="div">
          {children}
        </Text>
      ) : null}
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  )
}
