import { Group, Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PersonPicker, TeamPicker } from '../../parts'
import type { Holder } from './board'

export type HolderKind = 'keep' | 'person' | 'team' | 'nobody'

export interface HolderChoice {
  kind: HolderKind
  assignee?: string
  team?: string
}

export function choiceOf(holder: Holder | undefined, none: HolderKind): HolderChoice {
  if (!holder) return { kind: none }
  return { ...holder, kind: holder.assignee ? 'person' : holder.team ? 'team' : 'nobody' }
}

/** The holder that is chosen; nothing where it stays as it is. */
export function holderOf(choice: HolderChoice): Holder | undefined {
  switch (choice.kind) {
    case 'keep':
      return undefined
    case 'person':
      return { assignee: choice.assignee }
    case 'team':
      return { team: choice.team }
    case 'nobody':
      return {}
  }
}

export function isWhole({ kind, assignee, team }: HolderChoice): boolean {
  return kind === 'person' ? assignee !== undefined : kind === 'team' ? team !== undefined : true
}

/** Who gets it. */
export function HolderField(props: {
  value: HolderChoice
  onChange: (choice: HolderChoice) => void
  kinds: readonly HolderKind[]
}) {
  const { value, onChange, kinds } = props
  const { t } = useTranslation('plan')
  return (
    <>
      <Radio.Group
        label={t('holder.label')}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind: kind as HolderKind })}
      >
        <Group gap="md" mt={6}>
          {kinds.map((kind) => (
            <Radio key={kind} value={kind} label={t(`holder.${kind}`)} />
          ))}
        </Group>
      </Radio.Group>
      {value.kind === 'person' ? (
        <PersonPicker
          label={t('holder.who')}
          required
          value={value.assignee}
          onChange={(assignee) => onChange({ ...value, assignee })}
        />
      ) : null}
      {value.kind === 'team' ? (
        <TeamPicker
          label={t('holder.which')}
          required
          value={value.team}
          onChange={(team) => onChange({ ...value, team })}
        />
      ) : null}
    </>
  )
}
