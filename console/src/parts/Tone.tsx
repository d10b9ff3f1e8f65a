import type { Icon } from '@tabler/icons-react'
import styles from './tone.module.css'

export type Tone = 'neutral' | 'blue' | 'teal' | 'green' | 'red' | 'orange' | 'violet'

export interface ToneProps {
  tone: Tone
  icon?: Icon
  word: string
  title?: string
  /** Without frame and ground, for dense rows. */
  plain?: boolean
}

/** A word with a sign of its own: whoever sees no colours reads the word and the shape. */
export function ToneBadge({ tone, icon: Sign, word, title, plain }: ToneProps) {
  const look = [styles.badge, styles[tone], plain ? styles.plain : ''].join(' ')
  return (
    <span className={look} title={title}>
      {Sign ? <Sign size={14} aria-hidden stroke={2} /> : null}
      <span className={styles.word}>{word}</span>
    </span>
  )
}
