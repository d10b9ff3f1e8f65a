import { IconDots } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLanguageTitle } from '../useTitles'
import styles from './frame.module.css'
import { Count, useIsActive, useNavigable } from './Navigation'

const AT_HAND = 4

/** On a phone: the pages that are wanted most within reach of a thumb, the others behind "More". */
export function BottomBar({ onMore }: { onMore: () => void }) {
  const { t } = useTranslation('shell')
  const isActive = useIsActive()
  const titleOf = useLanguageTitle()
  const members = useNavigable().slice(0, AT_HAND)
  return (
    <nav className={styles.bottom} aria-label={t('atHand')}>
      {members.map((page) => {
        const Sign = page.icon
        return (
          <Link
            key={page.name}
            to={page.path}
            className={styles.bottomItem}
            data-active={isActive(page) || undefined}
            aria-current={isActive(page) ? 'page' : undefined}
          >
            {Sign ? <Sign size={20} stroke={1.75} aria-hidden /> : null}
            <Count page={page} />
            <span>{titleOf(page)}</span>
          </Link>
        )
      })}
      <button type="button" className={styles.bottomItem} onClick={onMore}>
        <IconDots size={20} aria-hidden />
        <span>{t('more')}</span>
      </button>
    </nav>
  )
}
