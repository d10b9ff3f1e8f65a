import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useDirectory, useGet } from '../../api'

/** What a record of the log is called, as far as it is one that has a name everywhere. */
export function useSubjectName() {
  const { t } = useTranslation('audit')
  const directory = useDirectory()
  const phones = useGet('/v1/phones', undefined, { staleTime: 60_000 })
  const tokens = useGet('/v1/tokens', undefined, { staleTime: 60_000 })
  return useCallback(
    (id: string | undefined): string | undefined => {
      if (id === undefined) return undefined
      const named = directory.name(id)
      if (named) return named
      if (id === directory.organisation?.record.id) return directory.organisation?.record.name
      const phone = phones.data?.items.find(({ device }) => device === id)
      if (phone) return t('phone_of', { name: phone.person_name })
      const token = tokens.data?.items.find(({ device }) => device === id)
      if (token) return token.name
      return `…${id.slice(-8)}`
    },
    [directory, phones.data, tokens.data, t],
  )
}
