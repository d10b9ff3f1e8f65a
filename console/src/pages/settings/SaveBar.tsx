import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface SaveBarProps {
  isDirty: boolean
  isBusy: boolean
  discard: () => void
  /** What is wrong, so that it cannot be saved. */
  problem?: string
}

/** Save and discard under a form; the button of the form itself submits it. */
export function SaveBar({ isDirty, isBusy, discard, problem }: SaveBarProps) {
  const { t } = useTranslation('settings')
  return (
    <Group gap="xs" mt="md" align="center">
      <Button type="submit" disabled={!isDirty || problem !== undefined} loading={isBusy}>
        {t('save')}
      </Button>
      {isDirty ? (
        <>
          <Button variant="default" onClick={discard} disabled={isBusy}>
            {t('discard')}
          </Button>
          <Text size="sm" c={problem ? 'red' : 'dimmed'} role="status">
            {problem ?? t('unsaved.mark')}
          </Text>
        </>
      ) : null}
    </Group>
  )
}
