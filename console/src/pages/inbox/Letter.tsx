import { Checkbox, UnstyledButton } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Names, PersonName, WhenText } from '../../parts'
import styles from './inbox.module.css'
import { looks, type Waiting } from './matters'
import { useWords } from './useWords'

interface LetterProps {
  one: Waiting
  names: Names
  isRead: boolean
  isChosen: boolean
  open: (one: Waiting) => void
  choose: (one: Waiting) => void
  /** Goes to the next line or the one before. */
  move: (by: number) => void
}

/** One line of the inbox: what, whose, why, since when. */
export const Letter = memo(
  function Letter({ one, names, isRead, isChosen, open, choose, move }: LetterProps) {
    const { t } = useTranslation(['inbox', 'common'])
    const { title, more } = useWords()(one, names)
    const [tone, Sign] = looks[one.tells]
    // Tab goes to the list and to what follows it; within it one walks with the arrows.
    const tab = isRead ? 0 : -1
    return (
      <li className={styles.letter} data-read={isRead || undefined} data-tells={one.tells}>
        <Checkbox
          size="xs"
          className={styles.check}
          aria-label={t('choose', { title })}
          checked={isChosen}
          tabIndex={tab}
          onChange={() => choose(one)}
        />
        <UnstyledButton
          className={styles.open}
          data-letter={one.key}
          aria-current={isRead || undefined}
          tabIndex={tab}
          onClick={() => open(one)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
            event.preventDefault()
            move(event.key === 'ArrowDown' ? 1 : -1)
          }}
        >
          <span className={styles.top}>
            <span className={styles.matter} data-tone={tone}>
              <Sign size={14} aria-hidden /> {t(`common:inbox.${one.tells}`)}
            </span>
            <span className={styles.quiet}>
              <WhenText at={one.at} as="ago" />
            </span>
          </span>
          <span className={styles.subject} dir="auto">
            {title}
          </span>
          <span className={styles.why}>
            {one.person ? <PersonName id={one.person} names={names} plain /> : null}
            {one.person && more ? ' · ' : null}
            {more ? <bdi>{more}</bdi> : null}
          </span>
        </UnstyledButton>
      </li>
    )
  },
  // What opens and chooses works on what is newest, however old it is itself.
  (before, now) =>
    before.one === now.one &&
    before.names === now.names &&
    before.isRead === now.isRead &&
    before.isChosen === now.isChosen,
)
