import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../../api'
import type { Undone } from './request'

/** What is to be taken away: an import, and how many customers it brought. */
interface Brought {
  id: string
  customers: number
}

/** How many customers of an import the caller does not see: what he undid would leave them behind. */
async function unseenOf({ id, customers }: Brought): Promise<number> {
  if (customers === 0) return 0
  const query = { import: id, removed: true, limit: 1 }
  const { total } = await answer(api.GET('/v1/customers', { params: { query } }))
  return Math.max(0, customers - total)
}

/** Takes an import away, and keeps what the server says of it. */
export function useUndoImport() {
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [undone, setUndone] = useState<Undone>()
  const [unseen, setUnseen] = useState(0)
  const [error, setError] = useState<unknown>()
  const undo = async (brought: Brought) => {
    setBusy(true)
    setError(undefined)
    try {
      // An import counts as undone as a whole, also where somebody reached only a part of it.
      const hidden = await unseenOf(brought)
      setUnseen(hidden)
      if (hidden > 0) return
      const path = { id: brought.id }
      setUndone(await answer(api.POST('/v1/imports/{id}/undo', { params: { path } })))
      await client.invalidateQueries({ refetchType: 'active' })
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return { undo, isBusy, undone, unseen, error, forget: () => setUndone(undefined) }
}
