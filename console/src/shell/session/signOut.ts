import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { api } from '../../api'
import { sessionOver } from '../../api/session'

/** Ends the session at the server, forgets what was read, and goes to the sign-in. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useCallback(async () => {
    try {
      await api.POST('/v1/sign-out')
    } finally {
      // The frame goes first: what it reads would be asked again, and answered with no session.
      await navigate({ to: '/sign-in' })
      client.clear()
      // Who went back meanwhile still has on his screen what is forgotten here.
      if (window.location.pathname !== '/sign-in') sessionOver()
    }
  }, [client, navigate])
}
