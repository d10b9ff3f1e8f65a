import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Day, newsOf, type Stop } from './day'

/** Follows the day: which stops have news since the page was opened, and the last of it in words. */
export function useNews(data: Day): { fresh: ReadonlySet<string>; told: string } {
  const { t } = useTranslation(['today', 'common'])
  const former = useRef(data)
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  const [told, setTold] = useState('')
  useEffect(() => {
    const before = former.current
    former.current = data
    if (before === data) return
    if (before.day !== data.day) {
      setFresh(new Set())
      return
    }
    const news = newsOf(before.stops, data.stops)
    if (news.length === 0) return
    setFresh((known) => new Set([...known, ...news.map((stop) => stop.task)]))
    const words = (stop: Stop) =>
      t('news', {
        who: stop.person ? (data.names[stop.person] ?? '') : '',
        what: stop.title,
        status: t(`common:status.${stop.status}`, { defaultValue: stop.status }),
      })
    setTold(news.map(words).join(' '))
  }, [data, t])
  return { fresh, told }
}
