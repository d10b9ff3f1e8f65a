import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../../api'
import type { Undone } from './request'

/** Takes an import away, and keeps what the server says of it. */
export function useUndoImport() {
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [undone, setUndone] = useState<Undone>()
  const [error, setError] = useState<unknown>()
  const undo = async (id: string) => {
    setBusy(true)
    setError(undefined)
    try {
      setUndone(await answer(api.POST('/v1/imports/{id}/undo', { params: { path: { id } } })))
      await client.invalidateQueries({ refetchType: 'active' })
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return { undo, isBusy, undone, error, forget: () => setUndone(undefined) }
}
