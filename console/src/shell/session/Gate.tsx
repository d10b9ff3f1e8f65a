import { Button, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Navigate, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onSessionOver, Problem, startLive, useMe } from '../../api'
import { Failed } from '../../parts/Failed'
import { PageWaiting } from '../PageWaiting'
import styles from '../states.module.css'
import { useSignOut } from './signOut'

/** Lets in who is signed in and may be here; sends others to the sign-in, and back afterwards. */
export function Gate({ children }: { children: ReactNode }) {
  const me = useMe()
  const client = useQueryClient()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const href = useRouterState({ select: (state) => state.location.href })
  const [isOver, setOver] = useState(false)
  const isIn = me.data !== undefined && !isOver
  // Where to come back to. The address is that of the sign-in already while this still stands.
  const wanted = useRef(href)
  const wasIn = useRef(false)
  if (path !== '/sign-in') wanted.current = href
  if (isIn) wasIn.current = true

  useEffect(() => onSessionOver(() => setOver(true)), [])
  useEffect(() => {
    if (isOver) client.clear()
  }, [isOver, client])
  useEffect(() => (isIn ? startLive(client) : undefined), [isIn, client])

  if (isOver || (me.error instanceof Problem && me.error.status === 401)) {
    const search = { next: wanted.current, ended: wasIn.current ? 'true' : undefined }
    return <Navigate to="/sign-in" search={search} replace />
  }
  if (me.error && !me.data) {
    return (
      <Alone>
        <h1 className="visually-hidden">Outrider</h1>
        <Failed error={me.error} retry={me.refetch} />
      </Alone>
    )
  }
  if (!me.data) return <Outline />
  if (me.data.role === 'rep') return <NotForReps />
  const mustProve = me.data.scopes?.length === 1 && me.data.scopes[0] === 'factor'
  if (mustProve && path !== '/account') return <Navigate to="/account" replace />
  return children
}

/** Nothing is known yet, so that nothing but the outline of a page is shown. */
function Outline() {
  return (
    <Alone>
      <PageWaiting />
    </Alone>
  )
}

/** A page without its frame: for who is signed in as somebody whom nobody knows yet. */
function Alone({ children }: { children: ReactNode }) {
  return <main style={{ padding: '5rem 1.5rem' }}>{children}</main>
}

function NotForReps() {
  const { t } = useTranslation('shell')
  const signOut = useSignOut()
  return (
    <main className={styles.middle}>
      <Title order={1}>{t('reps.title')}</Title>
      <Text c="dimmed">{t('reps.text')}</Text>
      <Button variant="default" onClick={() => void signOut()}>
        {t('signOut')}
      </Button>
    </main>
  )
}
