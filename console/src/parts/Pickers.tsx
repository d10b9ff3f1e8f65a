import { Group, Select, type SelectProps, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { createContext, useContext, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDirectory, useGet } from '../api'
import { PersonDisc } from './People'

/** What all pickers take: an id, and what happens when another one is chosen (undefined: nobody). */
export interface PickerProps {
  value?: string
  onChange: (value: string | undefined) => void
  /** Above the field; without it say `ariaLabel`. */
  label?: string
  ariaLabel?: string
  placeholder?: string
  clearable?: boolean
  required?: boolean
  disabled?: boolean
  error?: string
  width?: number | string
  autoFocus?: boolean
}

/** Set within a popover: a list that hung elsewhere would count as a press beside it, and close it. */
export const InPopover = createContext(false)

function useCommon(props: PickerProps, clear: string): SelectProps {
  const isInPopover = useContext(InPopover)
  const { value, onChange, label, ariaLabel, width, autoFocus, clearable = true, ...rest } = props
  return {
    ...rest,
    value: value ?? null,
    onChange: (chosen: string | null) => onChange(chosen ?? undefined),
    label,
    'aria-label': label ? undefined : (ariaLabel ?? props.placeholder),
    w: width,
    searchable: true,
    // Otherwise only a mouse could take the choice back.
    clearButtonProps: { 'aria-label': clear, 'aria-hidden': false, tabIndex: 0 },
    clearable: clearable && !props.required,
    'data-autofocus': autoFocus || undefined,
    comboboxProps: {
      shadow: 'md',
      width: 'target',
      position: 'bottom-start',
      withinPortal: !isInPopover,
    },
    // The list itself scrolls, so that it stays the list of its field for screen readers too.
    withScrollArea: false,
    styles: { options: { maxBlockSize: 280, overflowY: 'auto' } },
  } as SelectProps
}

interface PersonPickerProps extends PickerProps {
  /** Only people of these roles. */
  roles?: string[]
  team?: string
}

/** A person by name; who has left is not offered. */
export function PersonPicker({ roles, team, ...props }: PersonPickerProps) {
  const { t } = useTranslation('parts')
  const directory = useDirectory()
  const chosen = props.value
  const data = useMemo(
    () =>
      directory.people
        .filter(({ record }) => record.id === chosen || !record.revoked)
        .filter(({ record }) => !roles || roles.includes(record.role))
        .filter(({ record }) => !team || record.team === team)
        .map(({ record }) => ({ value: record.id, label: record.name }))
        .sort((left, right) => left.label.localeCompare(right.label)),
    [directory.people, roles, team, chosen],
  )
  return (
    <Select
      {...useCommon({ placeholder: t('pick.person'), ...props }, t('pick.clear'))}
      data={data}
      nothingFoundMessage={t('pick.none')}
      renderOption={({ option }) => (
        <Group gap={8} wrap="nowrap">
          <PersonDisc id={option.value} name={option.label} size="small" />
          <div>
            <Text size="sm">{option.label}</Text>
            <Text size="xs" c="dimmed">
              {directory.team(directory.person(option.value)?.record.team)?.record.name}
            </Text>
          </div>
        </Group>
      )}
    />
  )
}

/** A team by name. */
export function TeamPicker(props: PickerProps) {
  const { t } = useTranslation('parts')
  const { teams } = useDirectory()
  const data = teams.map(({ record }) => ({ value: record.id, label: record.name }))
  return (
    <Select
      {...useCommon({ placeholder: t('pick.team'), ...props }, t('pick.clear'))}
      data={data}
      nothingFoundMessage={t('pick.none')}
    />
  )
}

/** A kind of activity; retired ones only while they are chosen. */
export function ActivityPicker(props: PickerProps) {
  const { t } = useTranslation('parts')
  const { activities } = useDirectory()
  const data = activities
    .filter(({ record }) => !record.retired || record.id === props.value)
    .sort((left, right) => (left.record.rank ?? 0) - (right.record.rank ?? 0))
    .map(({ record }) => ({ value: record.id, label: record.name }))
  return (
    <Select
      {...useCommon({ placeholder: t('pick.activity'), ...props }, t('pick.clear'))}
      data={data}
      nothingFoundMessage={t('pick.none')}
    />
  )
}

/** A territory by name. */
export function TerritoryPicker(props: PickerProps) {
  const { t } = useTranslation('parts')
  const { territories } = useDirectory()
  const data = territories
    .filter(({ record }) => !record.removed || record.id === props.value)
    .map(({ record }) => ({ value: record.id, label: record.name }))
  return (
    <Select
      {...useCommon({ placeholder: t('pick.territory'), ...props }, t('pick.clear'))}
      data={data}
      nothingFoundMessage={t('pick.none')}
    />
  )
}

interface CustomerPickerProps extends PickerProps {
  /** What the chosen customer is called, where it is known already. */
  name?: string
}

const FOUND = 20

/** A customer, looked for on the server by name, number or address. */
export function CustomerPicker({ name, ...props }: CustomerPickerProps) {
  const { t } = useTranslation('parts')
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed, 200)
  const { data, isFetching } = useGet(
    '/v1/customers',
    { query: { q: q === name ? '' : q, limit: FOUND } },
    { keepPrevious: true },
  )
  const found = data?.items ?? []
  const more = new Map(found.map(({ record }) => [record.id, record]))
  const options = found.map(({ record }) => ({ value: record.id, label: record.name }))
  if (props.value && !more.has(props.value)) {
    options.unshift({ value: props.value, label: name ?? t('customer.unknown') })
  }
  return (
    <Select
      {...useCommon({ placeholder: t('pick.customer'), ...props }, t('pick.clear'))}
      data={options}
      // The server has looked already, also at what the label does not show.
      filter={({ options: all }) => all}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={isFetching ? t('loading') : t('pick.none')}
      renderOption={({ option }) => (
        <div>
          <Text size="sm">{option.label}</Text>
          <Text size="xs" c="dimmed">
            {[more.get(option.value)?.code, more.get(option.value)?.address]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
      )}
    />
  )
}
