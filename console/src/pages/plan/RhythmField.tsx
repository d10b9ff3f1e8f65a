import { Chip, Group, Input, NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DayPicker } from '../../parts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export interface Rhythm {
  days: string[]
  /** Every how many weeks. */
  every: number
  until?: string
}

/** On which days of the week, every how many weeks, until when. */
export function RhythmField(props: {
  value: Rhythm
  onChange: (rhythm: Rhythm) => void
  from?: string
}) {
  const { value, onChange, from } = props
  const { t } = useTranslation(['plan', 'common'])
  return (
    <>
      <Input.Wrapper label={t('plan:series.days')} required>
        <Chip.Group
          multiple
          value={value.days}
          onChange={(days) =>
            onChange({ ...value, days: weekdays.filter((d) => days.includes(d)) })
          }
        >
          <Group gap={6} mt={4}>
            {weekdays.map((day) => (
              <Chip key={day} value={day} size="sm">
                {t(`common:weekdayShort.${day}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <Group grow align="flex-start">
        <NumberInput
          label={t('plan:series.every')}
          value={value.every}
          onChange={(every) => onChange({ ...value, every: Math.max(1, Number(every) || 1) })}
          min={1}
          max={52}
          allowDecimal={false}
        />
        <DayPicker
          label={t('plan:series.until')}
          value={value.until}
          onChange={(until) => onChange({ ...value, until })}
          min={from}
          clearable
        />
      </Group>
    </>
  )
}
