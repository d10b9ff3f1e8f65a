import { Button, Group, Textarea } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '../../api/schema'
import { DayText, type Held, useFormats, WhenText } from '../../parts'
import { useChanges } from '../../write'
import styles from './inbox.module.css'
import type { Waiting } from './matters'

type WorkDay = components['schemas']['WorkDayRecord']

/** Another end of a work day: what the phone said, what is asked for, yes or no. */
export function CorrectionMatter({ one }: { one: Waiting }) {
  const { t } = useTranslation('inbox')
  const { minutes } = useFormats()
  const { submit, isBusy } = useChanges()
  const [why, setWhy] = useState('')
  const item = one.item as Held<WorkDay> | undefined
  const day = item?.record
  const correction = one.dismiss.of ? day?.corrections?.[one.dismiss.of] : undefined
  if (!item || !day || !correction) return null
  const steps = Object.entries(day.steps ?? {})
    .filter(([id, step]) => (step.period ?? id) === correction.period && !step.withdrawn)
    .sort(([, left], [, right]) => left.at.time - right.at.time)
  const ended = steps.find(([, step]) => step.does === 'ended')?.[1]
  const difference = ended ? Math.round((correction.to - ended.at.time) / 60_000_000) : undefined
  const settle = (approved: boolean) =>
    void submit(
      {
        do: 'work.correction_settled',
        body: {
          work_day: day.id,
          correction: one.dismiss.of,
          approved,
          reason: why.trim() || undefined,
        },
        on: item,
      },
      { done: t(approved ? 'correction.approved' : 'correction.refused') },
    )
  return (
    <>
      <p className={styles.fact}>
        <DayText day={day.day} long />
      </p>
      <dl className={styles.facts}>
        {steps.map(([id, step]) => (
          <div key={id} className={styles.pair}>
            <dt>{t(`step.${step.does}`)}</dt>
            <dd>
              <WhenText civil={step.at.civil} as="clock" />
            </dd>
          </div>
        ))}
        <div className={styles.pair}>
          <dt>{t('correction.asked')}</dt>
          <dd>
            <strong>
              <WhenText
                civil={{ ...(steps[0]?.[1].at.civil ?? { offset: 0 }), time: correction.to }}
                as="clock"
              />
            </strong>
            {difference === undefined ? null : (
              <span className={styles.quiet}>
                {' '}
                {difference < 0
                  ? t('correction.earlier', { minutes: minutes(-difference) })
                  : t('correction.later', { minutes: minutes(difference) })}
              </span>
            )}
          </dd>
        </div>
      </dl>
      <Textarea
        label={t('correction.why')}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        autosize
        minRows={2}
        maw={460}
      />
      <Group gap="xs">
        <Button
          size="compact-md"
          leftSection={<IconCheck size={16} aria-hidden />}
          disabled={isBusy}
          onClick={() => settle(true)}
        >
          {t('correction.approve')}
        </Button>
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconX size={16} aria-hidden />}
          disabled={isBusy}
          onClick={() => settle(false)}
        >
          {t('correction.refuse')}
        </Button>
      </Group>
    </>
  )
}
