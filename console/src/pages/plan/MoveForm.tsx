import { Group, NumberInput, Radio, Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayPicker } from '../../parts'
import { draftsOf, isOpen, movesOf, type Target } from './board'
import { Form } from './Form'
import { choiceOf, HolderField, holderOf, isWhole } from './HolderField'
import { usePlanner } from './planner'
import { LiveWarnings } from './Warnings'

const days = ['keep', 'on', 'later'] as const
const priorities = ['keep', 'urgent', 'high', 'normal', 'low'] as const

interface MoveFormProps {
  ids: readonly string[]
  target?: Target
  close: () => void
}

/** Where chosen tasks go, and what speaks against it before it is saved. */
export function MoveForm({ ids, target, close }: MoveFormProps) {
  const { t } = useTranslation(['plan', 'common'])
  const planner = usePlanner()
  const [holder, setHolder] = useState(choiceOf(target?.holder, 'keep'))
  const [when, setWhen] = useState<string>(
    target?.day ? 'on' : target?.later !== undefined ? 'later' : 'keep',
  )
  const [day, setDay] = useState(target?.day)
  const [later, setLater] = useState(target?.later ?? 7)
  const [priority, setPriority] = useState<string>('keep')
  const stops = useMemo(() => planner.stops(ids).filter(isOpen), [planner, ids])
  const chosen = useMemo<Target>(
    () => ({
      holder: holderOf(holder),
      day: when === 'on' ? day : undefined,
      later: when === 'later' ? later : undefined,
      priority: priority === 'keep' ? undefined : priority,
    }),
    [holder, when, day, later, priority],
  )
  const isComplete = isWhole(holder) && (when !== 'on' || day !== undefined)
  const moved = useMemo(
    () => (isComplete ? stops.filter((stop) => draftsOf(stop, chosen).length > 0) : []),
    [isComplete, stops, chosen],
  )
  const only = stops.length === 1 ? stops[0]?.title : undefined
  return (
    <Form
      title={only ? t('move.one', { title: only }) : t('move.many', { count: stops.length })}
      close={close}
      save={() => void planner.move(ids, chosen, { isSeen: true })}
      word={t('move.save')}
      isWhole={moved.length > 0}
    >
      <HolderField
        value={holder}
        onChange={setHolder}
        kinds={['keep', 'person', 'team', 'nobody']}
      />
      <Radio.Group label={t('move.day')} value={when} onChange={setWhen}>
        <Group gap="md" mt={6}>
          {days.map((value) => (
            <Radio key={value} value={value} label={t(`move.${value}`)} />
          ))}
        </Group>
      </Radio.Group>
      {when === 'on' ? (
        <DayPicker ariaLabel={t('move.day')} value={day} onChange={setDay} required />
      ) : null}
      {when === 'later' ? (
        <NumberInput
          label={t('move.days')}
          value={later}
          onChange={(value) => setLater(Number(value) || 0)}
          min={-28}
          max={28}
          allowDecimal={false}
        />
      ) : null}
      <Select
        label={t('move.priority')}
        value={priority}
        onChange={(value) => setPriority(value ?? 'keep')}
        allowDeselect={false}
        data={priorities.map((value) => ({
          value,
          label: value === 'keep' ? t('move.keep') : t(`common:priority.${value}`),
        }))}
      />
      <LiveWarnings moves={movesOf(moved, chosen)} />
    </Form>
  )
}
