import { IconTrendingDown, IconTrendingUp } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '../api/schema'
import styles from './figure.module.css'
import { useFormats } from './formats'
import { Passport } from './Passport'

/** A number of the server with where it comes from. */
export type FigureValue = components['schemas']['Figure']

export interface FigureProps {
  label: string
  figure?: FigureValue
  /** What it is compared with, in the figure's unit. */
  before?: number
  /** Beneath the number. */
  note?: ReactNode
  /** Where the same rows stand as a list of the console. */
  list?: string
  /** Raises its voice when it is not 0: late tasks, silent phones. */
  tone?: 'calm' | 'warn'
}

/** A number that opens its passport. */
export function Figure({ label, figure, before, note, list, tone = 'calm' }: FigureProps) {
  const { t } = useTranslation('parts')
  const value = useFigureText(figure)
  const [isOpen, setOpen] = useState(false)
  if (!figure) {
    return (
      <div className={styles.figure} aria-busy>
        <span className={styles.label}>{label}</span>
        <span className={styles.waiting} />
      </div>
    )
  }
  const isLoud = tone === 'warn' && (figure.value ?? 0) > 0
  return (
    <>
      <button
        type="button"
        className={[styles.figure, isLoud ? styles.loud : ''].join(' ')}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        title={t('figure.open')}
        data-figure={figure.formula}
      >
        <span className={styles.label}>{label}</span>
        <span className={styles.value}>{value}</span>
        {before === undefined || figure.value == null ? null : (
          <Trend now={figure.value} before={before} />
        )}
        {note ? <span className={styles.note}>{note}</span> : null}
      </button>
      {isOpen ? (
        <Passport label={label} figure={figure} list={list} close={() => setOpen(false)} />
      ) : null}
    </>
  )
}

/** A figure within text or a cell of a table: the same passport, no ground of its own. */
export function InlineFigure({ label, figure, list }: FigureProps & { figure: FigureValue }) {
  const { t } = useTranslation('parts')
  const value = useFigureText(figure)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className={styles.inline}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        aria-label={`${label}: ${value}`}
        title={t('figure.open')}
        data-figure={figure.formula}
      >
        {value}
      </button>
      {isOpen ? (
        <Passport label={label} figure={figure} list={list} close={() => setOpen(false)} />
      ) : null}
    </>
  )
}

function Trend({ now, before }: { now: number; before: number }) {
  const { t } = useTranslation('parts')
  const formats = useFormats()
  const difference = now - before
  const Sign = difference < 0 ? IconTrendingDown : IconTrendingUp
  if (difference === 0) return <span className={styles.note}>{t('figure.same')}</span>
  return (
    <span className={styles.note}>
      <Sign size={14} aria-hidden /> <bdi>{formats.difference(difference)}</bdi>
    </span>
  )
}

/** The number in its unit, as the language writes it. */
export function useFigureText(figure: Pick<FigureValue, 'value' | 'unit'> | undefined): string {
  const { number, share, minutes } = useFormats()
  if (!figure) return ''
  if (figure.value == null) return '–'
  if (figure.unit === 'per_mille') return share(figure.value / 1000)
  if (figure.unit === 'minutes') return minutes(figure.value)
  return number(figure.value)
}
