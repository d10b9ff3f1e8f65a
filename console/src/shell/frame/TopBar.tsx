import { ActionIcon, Kbd, Tooltip } from '@mantine/core'
import { IconHelp, IconMenu2, IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { openHelp } from '../help/store'
import { modKey } from '../keys'
import { palette } from '../palette/store'
import { AccountMenu } from './AccountMenu'
import styles from './frame.module.css'

export function TopBar({ onMenu }: { onMenu: () => void }) {
  const { t } = useTranslation('shell')
  return (
    <header className={styles.top}>
      <ActionIcon
        className={styles.phoneOnly}
        size="lg"
        onClick={onMenu}
        aria-label={t('openNavigation')}
      >
        <IconMenu2 size={20} aria-hidden />
      </ActionIcon>
      <button
        type="button"
        className={styles.search}
        onClick={palette.open}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <IconSearch size={16} aria-hidden />
        <span className={styles.searchText}>{t('search')}</span>
        <Kbd size="xs" className={styles.wideOnly} aria-hidden>
          {modKey} K
        </Kbd>
      </button>
      <span className={styles.gap} />
      <Tooltip label={t('help.open')}>
        <ActionIcon size="lg" onClick={() => openHelp()} aria-label={t('help.open')}>
          <IconHelp size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <AccountMenu />
    </header>
  )
}
