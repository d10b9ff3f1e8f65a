import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TeamSelect, ZoneSelect } from './Pick'
import { ROLES, type Role } from './records'
import type { Office } from './useOffice'

export interface Described {
  name: string
  role: Role
  team?: string
  zone: string
}

interface PersonFieldsProps {
  office: Office
  value: Described
  set: (changed: Partial<Described>) => void
  /** What is wrong with a field. */
  wrong: (field: string) => string | undefined
  /** Nobody but an admin moves himself to another team. */
  isSelf?: boolean
}

/** What somebody is called, what he may, where he belongs and which clock is his. */
export function PersonFields({ office, value, set, wrong, isSelf }: PersonFieldsProps) {
  const { t } = useTranslation(['people', 'common'])
  return (
    <>
      <TextInput
        label={t('name')}
        value={value.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        required
        error={wrong('name')}
        autoComplete="off"
        data-autofocus
      />
      {office.isAdmin ? (
        <Select
          label={t('role')}
          value={value.role}
          onChange={(role) => set({ role: (role ?? 'rep') as Role })}
          allowDeselect={false}
          error={wrong('role')}
          data={ROLES.map((role) => ({ value: role, label: t(`common:role.${role}`) }))}
        />
      ) : null}
      {office.isAdmin || !isSelf ? (
        <TeamSelect
          label={t('team')}
          value={value.team}
          onChange={(team) => set({ team })}
          teams={office.own}
          clearable={office.isAdmin}
          error={wrong('team')}
        />
      ) : null}
      <ZoneSelect
        label={t('zone')}
        value={value.zone}
        onChange={(zone) => zone && set({ zone })}
        error={wrong('zone')}
      />
    </>
  )
}
