import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDirectory } from '../api'
import { usePageTitle } from '../shell/title'
import styles from './page.module.css'
import { WhenText } from './WhenText'

export interface PageProps {
  title: string
  /** A sentence under the title, or what the page is about. */
  lead?: ReactNode
  /** Buttons, at the end of the title's line. */
  actions?: ReactNode
  /** One line of filters; it wraps. */
  filters?: ReactNode
  /** `Figure`s, side by side. */
  figures?: ReactNode
  children: ReactNode
  /** The body takes what height is left and scrolls inside (boards, maps, long tables). */
  fill?: boolean
}

/** The frame of a page: title, filters, figures, then the main thing. */
export function Page({ title, lead, actions, filters, figures, children, fill }: PageProps) {
  const { t } = useTranslation('parts')
  usePageTitle(title)
  return (
    <div className={[styles.page, fill ? styles.fill : ''].join(' ')}>
      <PrintHeader />
      <header className={styles.header}>
        <div className={styles.heading}>
          <Title order={1} tabIndex={-1}>
            {title}
          </Title>
          {lead ? (
            <Text size="sm" c="dimmed" component="div">
              {lead}
            </Text>
          ) : null}
        </div>
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </header>
      {filters ? (
        <search className={styles.filters} aria-label={t('page.filters')}>
          {filters}
        </search>
      ) : null}
      {figures ? (
        <section className={styles.figures} aria-label={t('page.figures')}>
          {figures}
        </section>
      ) : null}
      <div className={styles.body}>{children}</div>
    </div>
  )
}

/** On paper: whose report it is, and when it was printed. */
function PrintHeader() {
  const { t } = useTranslation('parts')
  const { organisation } = useDirectory()
  return (
    <div className={styles.print}>
      <strong>{organisation?.record.name}</strong>
      <span>
        {t('page.printed')} <WhenText at={Date.now() * 1000} />
      </span>
    </div>
  )
}

export interface CardProps {
  title?: ReactNode
  /** At the end of the title's line. */
  actions?: ReactNode
  children: ReactNode
  /** Without inner space: for tables and maps. */
  flush?: boolean
}

/** A part of a page with a hairline around it. */
export function Card({ title, actions, children, flush }: CardProps) {
  return (
    <section className={styles.card}>
      {title || actions ? (
        <div className={styles.cardHead}>
          <Title order={2} size="h3">
            {title}
          </Title>
          {actions}
        </div>
      ) : null}
      <div className={flush ? styles.flush : styles.cardBody}>{children}</div>
    </section>
  )
}
