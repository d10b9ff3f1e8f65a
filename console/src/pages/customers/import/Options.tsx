import { MultiSelect, NumberInput, Radio, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDirectory } from '../../../api'
import styles from '../customers.module.css'
import type { Choices, OwnersKind } from './useImport'

const kinds: OwnersKind[] = ['nobody', 'turn', 'chosen']

interface OptionsProps {
  choices: Choices
  onChange: (choices: Choices) => void
}

/** Who gets them, and how far around a visit counts as being there. */
export function Options({ choices, onChange }: OptionsProps) {
  const { t } = useTranslation('customers')
  const { people } = useDirectory()
  return (
    <div className={styles.pair}>
      <Stack gap="xs">
        <Radio.Group
          label={t('import.owners')}
          description={t('import.owners_text')}
          value={choices.owners}
          onChange={(owners) => onChange({ ...choices, owners: owners as OwnersKind })}
        >
          <Stack gap={6} mt={6}>
            {kinds.map((kind) => (
              <Radio key={kind} value={kind} label={t(`import.owners_${kind}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {choices.owners === 'nobody' ? (
          <Text size="sm" c="dimmed">
            {t('nobody_note')}
          </Text>
        ) : null}
        {choices.owners === 'chosen' ? (
          <MultiSelect
            label={t('import.people')}
            value={choices.people}
            onChange={(chosen) => onChange({ ...choices, people: chosen })}
            searchable
            data={people
              .filter(({ record }) => !record.revoked)
              .map(({ record }) => ({ value: record.id, label: record.name }))
              .sort((left, right) => left.label.localeCompare(right.label))}
          />
        ) : null}
      </Stack>
      <NumberInput
        label={t('import.fence')}
        description={t('import.fence_text')}
        value={choices.fence}
        min={1}
        max={100_000}
        allowDecimal={false}
        hideControls
        onChange={(metres) => {
          if (Number(metres) >= 1) onChange({ ...choices, fence: Number(metres) })
        }}
      />
    </div>
  )
}
