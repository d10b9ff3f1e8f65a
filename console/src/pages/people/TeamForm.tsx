import { Alert, Button, Group, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reasonOf, useChanges } from '../../write'
import { TeamSelect } from './Pick'
import styles from './people.module.css'
import type { TeamItem } from './records'
import { below } from './teams'
import type { Office } from './useOffice'

/** A new team, or another name and place for one that is there. */
export function TeamForm(props: { office: Office; team?: TeamItem; close: () => void }) {
  const { office, team, close } = props
  const { t } = useTranslation('people')
  const { submit, isBusy } = useChanges()
  const [name, setName] = useState(team?.record.name ?? '')
  const [parent, setParent] = useState(team?.record.parent)
  const [refused, setRefused] = useState<string>()
  const teams = office.teams ?? []
  const lower = team ? below(teams, team.record.id) : new Set<string>()
  const said = name.trim()
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (said === '') return
    const result = team ? await edit(team) : await add()
    const outcome = result?.outcomes[0]
    if (!result || result.isWhole) close()
    else if (outcome) setRefused(reasonOf(outcome))
  }
  const add = () =>
    submit(
      { do: 'team.added', body: { team: { name: said, ...(parent ? { parent } : {}) } } },
      { done: t('team_added', { name: said }), saysRefusal: false },
    )
  const edit = async (item: TeamItem) => {
    const set: Record<string, string | null> = {}
    if (said !== item.record.name) set.name = said
    if (parent !== item.record.parent) set.parent = parent ?? null
    if (Object.keys(set).length === 0) return undefined
    return submit(
      { do: 'team.edited', body: { target: item.record.id, set }, on: item },
      {
        done: t('team_edited', { name: said }),
        saysRefusal: false,
        optimistic: (cache) => cache.set(item.record.id, { name: said, parent }),
      },
    )
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t(team ? 'team_edit' : 'team_add')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form className={styles.form} onSubmit={(event) => void save(event)}>
        <TextInput
          label={t('name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          autoComplete="off"
          data-autofocus
        />
        <TeamSelect
          label={t('team_parent')}
          description={t('team_parent_text')}
          value={parent}
          onChange={setParent}
          teams={teams.filter(({ record }) => !lower.has(record.id))}
        />
        {refused ? (
          <Alert color="red" role="alert">
            {refused}
          </Alert>
        ) : null}
        <Group justify="flex-end">
          <Button type="submit" disabled={said === '' || isBusy}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
