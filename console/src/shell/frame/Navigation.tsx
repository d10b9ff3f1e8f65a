import { Drawer, Tooltip } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Link, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDirectory, useMe } from '../../api'
import { useFormats } from '../../parts/formats'
import { groups, mayOpen, type PageDefinition } from '../page'
import { pages } from '../pages'
import { useLanguageTitle } from '../useTitles'
import styles from './frame.module.css'

/** Whether a page is shown, also one of its things: /customers for /customers/ID. */
export function useIsActive(): (page: PageDefinition) => boolean {
  const path = useRouterState({ select: (state) => state.location.pathname })
  return (page) => path === page.path || path.startsWith(`${page.path}/`)
}

/** The pages of the navigation that one may open. */
export function useNavigable(): PageDefinition[] {
  const me = useMe()
  return pages.filter((page) => page.group && mayOpen(page, me.data?.role))
}

function useNothing() {
  return undefined
}

/** What waits behind a page, where it says so. */
export function Count({ page }: { page: PageDefinition }) {
  const { t } = useTranslation('shell')
  const { number } = useFormats()
  // Which hook it is never changes for a page, and a count belongs to one page for its whole life.
  const count = (page.useCount ?? useNothing)()
  if (!count) return null
  return (
    <span className={styles.count}>
      <span aria-hidden>{count > 99 ? `${number(99)}+` : number(count)}</span>
      <span
        className="mantine-visually-hidden"
        style={{ position: 'absolute', clipPath: 'inset(50%)' }}
      >
        {t('waitingCount', { count })}
      </span>
    </span>
  )
}

function Groups({ isNarrow }: { isNarrow?: boolean }) {
  const { t } = useTranslation('shell')
  const navigable = useNavigable()
  const isActive = useIsActive()
  const titleOf = useLanguageTitle()
  return (
    <div className={styles.groups}>
      {groups.map((group) => {
        const members = navigable.filter((page) => page.group === group)
        if (members.length === 0) return null
        return (
          <div key={group} className={styles.group}>
            <div className={styles.groupName} id={`group-${group}`}>
              {t(`group.${group}`)}
            </div>
            <ul className={styles.list} aria-labelledby={`group-${group}`}>
              {members.map((page) => {
                const Sign = page.icon
                return (
                  <li key={page.name}>
                    <Tooltip
                      label={titleOf(page)}
                      position="right"
                      disabled={!isNarrow}
                      openDelay={100}
                    >
                      <Link
                        to={page.path}
                        className={styles.item}
                        data-active={isActive(page) || undefined}
                        aria-current={isActive(page) ? 'page' : undefined}
                      >
                        {Sign ? <Sign size={18} stroke={1.75} aria-hidden /> : null}
                        <span className={styles.label}>{titleOf(page)}</span>
                        <Count page={page} />
                      </Link>
                    </Tooltip>
                  </li>
                )
              })}
            </ul>
          </div>
        )
      })}
    </div>
  )
}

export function Brand() {
  const directory = useDirectory()
  return (
    <Link to="/" className={styles.brand}>
      <img src="/icon.svg" width={24} height={24} alt="" />
      <span className={styles.brandText}>
        Outrider
        <span className={styles.organisation}>{directory.organisation?.record.name}</span>
      </span>
    </Link>
  )
}

export function SideNavigation(props: { isNarrow: boolean; onNarrow: () => void }) {
  const { t } = useTranslation('shell')
  const Fold = props.isNarrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <nav className={styles.side} aria-label={t('navigation')}>
      <Brand />
      <Groups isNarrow={props.isNarrow} />
      <button
        type="button"
        className={styles.fold}
        onClick={props.onNarrow}
        aria-expanded={!props.isNarrow}
      >
        <Fold size={18} stroke={1.75} aria-hidden className="points" />
        <span className={styles.foldText}>{props.isNarrow ? t('unfold') : t('fold')}</span>
      </button>
    </nav>
  )
}

/** The same navigation where there is no room beside the page. */
export function MobileNavigation({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('shell')
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      size="18rem"
      title={<Brand />}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <nav aria-label={t('navigation')}>
        <Groups />
      </nav>
    </Drawer>
  )
}
