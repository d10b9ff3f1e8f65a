import { Button, Paper, Progress, Text, Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDirectory, useGet, useMe } from '../api'
import { useFormats } from '../parts/formats'
import styles from './first-steps.module.css'

/** Whether the organisation is so new that a day cannot show anything yet. */
export function useIsNew(): boolean {
  const directory = useDirectory()
  const me = useMe()
  if (directory.isLoading || me.data?.role !== 'admin') return false
  return !directory.people.some((item) => item.record.role === 'rep')
}

/** What an admin does first, in order, with what is done already ticked off. */
export function FirstSteps() {
  const { t } = useTranslation('shell')
  const { number } = useFormats()
  const directory = useDirectory()
  const customers = useGet('/v1/customers', { query: { limit: 1 } })
  const phones = useGet('/v1/phones')
  const steps = [
    { name: 'team', to: '/people?add=team', isDone: directory.teams.length > 0 },
    {
      name: 'people',
      to: '/people?add=person',
      isDone: directory.people.some((item) => item.record.role === 'rep'),
    },
    { name: 'customers', to: '/customers?import=new', isDone: !!customers.data?.items.length },
    { name: 'phone', to: '/people?add=phone', isDone: !!phones.data?.items.length },
  ]
  const done = steps.filter((step) => step.isDone).length
  const next = steps.find((step) => !step.isDone)
  return (
    <Paper className={styles.card} data-part="first-steps">
      <Title order={2}>{t('steps.title')}</Title>
      <Text c="dimmed">{t('steps.text')}</Text>
      <Progress
        value={(100 * done) / steps.length}
        my="sm"
        aria-label={t('steps.progress', { done: number(done), of: number(steps.length) })}
      />
      <ol className={styles.steps}>
        {steps.map((step, place) => (
          <li key={step.name} className={styles.step} data-done={step.isDone || undefined}>
            <span className={styles.mark} aria-hidden>
              {step.isDone ? <IconCheck size={16} stroke={2.5} /> : number(place + 1)}
            </span>
            <div className={styles.text}>
              <Text fw={600}>{t(`steps.${step.name}.title`)}</Text>
              <Text size="sm" c="dimmed">
                {t(`steps.${step.name}.text`)}
              </Text>
            </div>
            {step.isDone ? (
              <Text size="sm" c="dimmed">
                {t('steps.done')}
              </Text>
            ) : (
              <Button component={Link} to={step.to} variant={step === next ? 'filled' : 'default'}>
                {t(`steps.${step.name}.go`)}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Paper>
  )
}
