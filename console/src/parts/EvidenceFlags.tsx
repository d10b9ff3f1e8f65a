import { Popover, Text } from '@mantine/core'
import {
  type Icon,
  IconClockExclamation,
  IconFlag,
  IconGhost2,
  IconLayersIntersect,
  IconRun,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from './formats'
import styles from './tone.module.css'

const signs: Record<string, Icon> = {
  mock: IconGhost2,
  jump: IconRun,
  overlap: IconLayersIntersect,
  clock: IconClockExclamation,
}

export interface EvidenceFlagsProps {
  /** The words alone, or the record's evidence with its amounts. */
  evidence?: string[] | Record<string, { amount?: number }>
}

/** What a visit's circumstances say. Each sign explains itself: evidence is no accusation. */
export function EvidenceFlags({ evidence }: EvidenceFlagsProps) {
  const found = Array.isArray(evidence)
    ? evidence.map((word): [string, number | undefined] => [word, undefined])
    : Object.entries(evidence ?? {}).map(([word, { amount }]): [string, number | undefined] => [
        word,
        amount,
      ])
  if (found.length === 0) return null
  return (
    <>
      {found.map(([word, amount]) => (
        <EvidenceFlag key={word} word={word} amount={amount} />
      ))}
    </>
  )
}

function EvidenceFlag({ word, amount }: { word: string; amount?: number }) {
  const { t } = useTranslation(['parts', 'common'])
  const formats = useFormats()
  const Sign = signs[word] ?? IconFlag
  const label = t(`common:evidence.${word}`, { defaultValue: word })
  const measured = amount ? measure(word, amount, formats) : undefined
  return (
    <Popover width={300} withArrow shadow="md" position="bottom-start" trapFocus>
      <Popover.Target>
        <button type="button" className={[styles.badge, styles.orange].join(' ')}>
          <Sign size={14} aria-hidden />
          <span className={styles.word}>{label}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Text fw={600} size="sm">
          {label}
        </Text>
        <Text size="sm" mt={4}>
          {t(`parts:evidence.${word}`, { defaultValue: t('parts:evidence.other') })}
        </Text>
        {measured ? (
          <Text size="sm" mt={4}>
            {t(`parts:evidence.amount.${word}`, { amount: measured, defaultValue: measured })}
          </Text>
        ) : null}
        <Text size="xs" c="dimmed" mt={8}>
          {t('parts:evidence.fair')}
        </Text>
      </Popover.Dropdown>
    </Popover>
  )
}

function measure(word: string, amount: number, formats: ReturnType<typeof useFormats>) {
  // A jump is measured as a speed in millimetres a second, a clock's error in seconds.
  if (word === 'jump') return formats.speed(amount)
  if (word === 'clock') return formats.minutes(Math.round(Math.abs(amount) / 60))
  return undefined
}
