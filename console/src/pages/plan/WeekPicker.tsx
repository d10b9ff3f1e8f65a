import { ActionIcon, Button, Group } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { DayPicker } from '../../parts'

interface WeekPickerProps {
  from: string
  go: (weeks: number) => void
  set: (week: string | undefined) => void
}

/** The week that is shown: the one before, the one after, this one, or that of any day. */
export function WeekPicker({ from, go, set }: WeekPickerProps) {
  const { t } = useTranslation('plan')
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon size="lg" variant="default" aria-label={t('week.before')} onClick={() => go(-1)}>
        <IconChevronLeft className="points" size={16} aria-hidden />
      </ActionIcon>
      <DayPicker ariaLabel={t('week.of')} value={from} onChange={set} required width={130} />
      <ActionIcon size="lg" variant="default" aria-label={t('week.after')} onClick={() => go(1)}>
        <IconChevronRight className="points" size={16} aria-hidden />
      </ActionIcon>
      <Button variant="default" onClick={() => set(undefined)}>
        {t('week.this')}
      </Button>
    </Group>
  )
}
