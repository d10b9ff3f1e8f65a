import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamItem } from './records'
import { branchesOf } from './teams'

interface PickProps {
  label: string
  value?: string
  onChange: (value: string | undefined) => void
  error?: string
  description?: string
}

/** One of the teams that the reader leads, as they stand below each other. */
export function TeamSelect(props: PickProps & { teams: readonly TeamItem[]; clearable?: boolean }) {
  const { teams, clearable = true, onChange, value, ...rest } = props
  const { t } = useTranslation('people')
  return (
    <Select
      {...rest}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      searchable
      clearable={clearable}
      allowDeselect={clearable}
      placeholder={t('team_none')}
      // Otherwise only a mouse could take a team away.
      clearButtonProps={{ 'aria-label': t('clear'), 'aria-hidden': false, tabIndex: 0 }}
      withScrollArea={false}
      styles={{ options: { maxBlockSize: 280, overflowY: 'auto' } }}
      data={branchesOf(teams).map(({ team }) => ({
        value: team.record.id,
        label: team.record.name,
      }))}
    />
  )
}

/** A time zone by its name. */
export function ZoneSelect({ onChange, value, ...rest }: PickProps) {
  const zones = useMemo(() => {
    const known = Intl.supportedValuesOf('timeZone')
    return value && !known.includes(value) ? [value, ...known] : known
  }, [value])
  return (
    <Select
      {...rest}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      searchable
      allowDeselect={false}
      limit={60}
      withScrollArea={false}
      styles={{ options: { maxBlockSize: 280, overflowY: 'auto' } }}
      data={zones}
    />
  )
}
