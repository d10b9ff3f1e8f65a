import { Alert, Button, Menu, Text, Title } from '@mantine/core'
import { IconLanguage } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, useGet } from '../../api'
import type { components } from '../../api/schema'
import { languageOf, preferences, speak } from '../../words'
import { useLanguages } from '../frame/AccountMenu'
import { Banner } from '../frame/Banner'
import { usePageTitle } from '../title'
import { FactorStep } from './FactorStep'
import { Forgotten } from './Forgotten'
import { PasswordStep } from './PasswordStep'
import styles from './sign-in.module.css'
import { codeWords, wayInWords } from './words'

/** What the server says after each step: whoever is in, or what is to be shown next. */
export type Entered = components['schemas']['SignInStep'] | components['schemas']['SignedIn']

export interface Pending {
  pending: string
  factors: string[]
}

type Step = { is: 'password' } | ({ is: 'factor' } & Pending) | { is: 'forgotten' }

/** The way in: password, second factor, passkey, the organisation's own sign-in. */
export function SignIn() {
  const { t, i18n } = useTranslation(['shell', 'common'])
  const client = useQueryClient()
  const navigate = useNavigate()
  const {
    next,
    ended,
    problem: told,
  } = useSearch({ strict: false }) as {
    next?: string
    ended?: string
    problem?: string
  }
  const [step, setStep] = useState<Step>({ is: 'password' })
  const [problem, setProblem] = useState(() => (told ? codeWords(told, t, 'openid') : undefined))
  const facts = useGet('/v1/console')
  const speakable = useLanguages()
  usePageTitle(t('signIn.title'))

  const entered = async (said: Entered) => {
    setProblem(undefined)
    if ('pending' in said) {
      setStep({ is: 'factor', pending: said.pending, factors: said.factors })
      return
    }
    preferences.keepOrganisation(said.slug)
    client.clear()
    await navigate({ to: next ?? '/', replace: true })
  }

  // A provider sends people back with a ticket behind `#`, which is good once.
  const isTicketUsed = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    const ticket = /^#openid=(.+)$/.exec(location.hash)?.[1]
    if (!ticket || isTicketUsed.current) return
    isTicketUsed.current = true
    history.replaceState(history.state, '', location.pathname + location.search)
    answer(api.POST('/v1/openid', { body: { ticket: decodeURIComponent(ticket) } }))
      .then(entered)
      .catch((error: unknown) => setProblem(wayInWords(error, t, 'openid')))
  }, [])

  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <Menu>
          <Menu.Target>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<IconLanguage size={16} aria-hidden />}
              aria-label={t('language')}
            >
              {languageOf(i18n.language)?.name}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {speakable.map((language) => (
              <Menu.Item
                key={language.code}
                lang={language.code}
                onClick={() => void speak(language.code)}
              >
                {language.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </header>
      <main className={styles.middle} data-page="sign-in">
        <div className={styles.card}>
          <Banner />
          <div className={styles.brand}>
            <img src="/icon.svg" width={28} height={28} alt="" />
            Outrider
          </div>
          <Title order={1} mb={4}>
            {step.is === 'forgotten' ? t('signIn.forgotten.title') : t('signIn.title')}
          </Title>
          {problem ? (
            <Alert color="red" my="sm" p="xs" role="alert">
              {problem}
            </Alert>
          ) : null}
          {facts.data?.set_up === false ? (
            <Text mt="sm">{t('signIn.notSetUp')}</Text>
          ) : step.is === 'factor' ? (
            <FactorStep
              pending={step}
              onEntered={entered}
              onProblem={setProblem}
              onBack={() => setStep({ is: 'password' })}
            />
          ) : step.is === 'forgotten' ? (
            <Forgotten onProblem={setProblem} onBack={() => setStep({ is: 'password' })} />
          ) : (
            <PasswordStep
              hasEnded={ended !== undefined}
              onEntered={entered}
              onProblem={setProblem}
              onForgotten={() => {
                setProblem(undefined)
                setStep({ is: 'forgotten' })
              }}
            />
          )}
        </div>
      </main>
    </div>
  )
}
