import { useMemo } from 'react'
import { useAll, useGet, useMe } from '../../api'
import { stateOfPerson, teamsOf } from './teams'

/** Who is here, in which teams, as far as who is signed in answers for them. */
export function useOffice() {
  const me = useMe().data
  const people = useAll('/v1/people')
  const teams = useAll('/v1/teams')
  const delegations = useAll('/v1/delegations')
  const invitations = useGet('/v1/invitations')
  return useMemo(() => {
    const invited = new Set(invitations.data?.items.map(({ person }) => person))
    return {
      me,
      isAdmin: me?.role === 'admin',
      people: people.data,
      teams: teams.data,
      delegations: delegations.data,
      invitations: invitations.data?.items,
      error: people.error ?? teams.error,
      retry: () => {
        void people.refetch()
        void teams.refetch()
      },
      own: teamsOf(
        me,
        teams.data ?? [],
        people.data ?? [],
        delegations.data ?? [],
        Date.now() * 1000,
      ),
      person: (id: string | undefined) => people.data?.find(({ record }) => record.id === id),
      state: (record: Parameters<typeof stateOfPerson>[0]) => stateOfPerson(record, invited),
    }
  }, [me, people, teams, delegations, invitations.data])
}

export type Office = ReturnType<typeof useOffice>
