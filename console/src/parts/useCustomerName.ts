import { useGet } from '../api'

/** A customer's name where no answer bore it. */
export function useCustomerName(id: string | undefined): string | undefined {
  const { data } = useGet(
    '/v1/customers/{id}',
    { path: { id: id ?? '' } },
    {
      enabled: id !== undefined,
      staleTime: 5 * 60_000,
    },
  )
  return data?.record.name
}
