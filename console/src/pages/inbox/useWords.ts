import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldWords } from '../../api'
import { type Names, useFormats, useReasonText } from '../../parts'
import type { Waiting } from './matters'

/** What a matter is called, and a word about why it waits. */
export function useWords() {
  const { t } = useTranslation(['inbox', 'common'])
  const { day } = useFormats()
  const reasonText = useReasonText()
  return useCallback(
    (one: Waiting, names: Names): { title: string; more?: string } => {
      const customer = one.customer ? names[one.customer] : undefined
      switch (one.tells) {
        case 'declined':
        case 'not_done':
          return { title: one.text ?? '', more: one.reason ? reasonText(one.reason) : customer }
        case 'unassigned':
          return { title: one.text ?? '', more: customer }
        case 'conflict': {
          const entry = one.diary?.record
          const about = (one.task ? names[one.task] : undefined) ?? customer
          const tells = t(`common:diary.${entry?.tells}`, { defaultValue: entry?.tells ?? '' })
          const field = entry?.field ? fieldWords(entry.field) : undefined
          return {
            title: about ?? tells,
            more: [about ? tells : '', field].filter(Boolean).join(': '),
          }
        }
        case 'evidence': {
          const flags = (one.text ?? '').split(' ').filter(Boolean)
          const word = (flag: string) =>
            flag === 'outside' ? t('common:place.outside') : t(`common:evidence.${flag}`)
          return { title: customer ?? t('visit'), more: flags.map(word).join(', ') }
        }
        case 'correction': {
          const record = one.item?.record as { day?: string } | undefined
          const title = record?.day ? t('work_day', { day: day(record.day) }) : t('work_day_any')
          return { title, more: one.reason }
        }
        case 'silent':
          return {
            title: t('silent'),
            more: one.phone?.unsent ? t('unsent', { count: one.phone.unsent }) : undefined,
          }
        case 'quarantine':
          return { title: t('late', { count: one.quarantine?.changes ?? 0 }) }
      }
    },
    [t, day, reasonText],
  )
}
