import { useTranslation } from 'react-i18next'
import { pseudo } from '../words/pseudo'
import type { PageDefinition } from './page'

/** Gives the name of a page in the language of the reader. */
export function useLanguageTitle(): (page: Pick<PageDefinition, 'title'>) => string {
  const { i18n } = useTranslation()
  return ({ title }) => {
    if (i18n.language === 'en-XA') return pseudo(title.en)
    return i18n.language === 'ar' ? title.ar : title.en
  }
}
