import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { type Draft, useChanges } from '../../write'
import { type Inbox, type Waiting, without } from './matters'

export function dismissal(one: Waiting): Draft {
  return { do: 'inbox.dismissed', body: { ...one.dismiss } }
}

/** Puts aside what was looked at; it comes back when something new happens to it, or by undo. */
export function useDismiss() {
  const { t } = useTranslation('inbox')
  const { submit, isBusy } = useChanges()
  const dismiss = useCallback(
    (those: readonly Waiting[]) =>
      submit(those.map(dismissal), {
        done: t('dismissed', { count: those.length }),
        optimistic: (cache, change) => {
          const body = change.draft.body as Waiting['dismiss']
          const gone = those.filter(
            ({ dismiss: own }) => own.about === body.about && own.tells === body.tells,
          )
          cache.data<Inbox>('/v1/inbox', (inbox, key) => without(inbox, askedOf(key), gone))
        },
      }),
    [submit, t],
  )
  return { dismiss, isBusy }
}

function askedOf(key: readonly unknown[]): string | undefined {
  return (key[1] as { query?: { tells?: string } } | undefined)?.query?.tells
}
