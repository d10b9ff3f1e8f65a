import { MultiSelect, NumberInput, Radio, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDirectory, useMe } from '../../../api'
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
  const isAdmin = useMe().data?.role === 'admin'
  const isNobody =
    choices.owners === 'nobody' || (choices.owners === 'chosen' && choices.people.length === 0)
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
              <Radio key={kind} value={kind} label={wordOf(kind)} />
            ))}
          </Stack>
        </Radio.Group>
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
        {isNobody ? (
          <Text size="sm" c="dimmed">
            {t('nobody_note')}
          </Text>
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

  function wordOf(kind: OwnersKind) {
    return t(kind === 'turn' && !isAdmin ? 'import.owners_turn_own' : `import.owners_${kind}`)
  }
}
