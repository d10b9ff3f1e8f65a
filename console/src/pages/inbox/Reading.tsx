import { ActionIcon, Button, Title, Tooltip } from '@mantine/core'
import { IconArchive, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Names, PersonName, TaskStory, ToneBadge, useReasonText, WhenText } from '../../parts'
import { ConflictMatter } from './ConflictMatter'
import { CorrectionMatter } from './CorrectionMatter'
import styles from './inbox.module.css'
import { LateMatter } from './LateMatter'
import { looks, type Waiting } from './matters'
import { PhoneMatter } from './PhoneMatter'
import { PlanAgain } from './PlanAgain'
import { useWords } from './useWords'
import { VisitMatter } from './VisitMatter'

interface ReadingProps {
  one: Waiting
  names: Names
  dismiss: () => void
  former?: () => void
  next?: () => void
}

/** The whole of a matter, and what settles it. */
export function Reading({ one, names, dismiss, former, next }: ReadingProps) {
  const { t } = useTranslation(['inbox', 'common'])
  const { title } = useWords()(one, names)
  const [tone, Sign] = looks[one.tells]
  return (
    <article className={styles.reading} data-reading={one.key} data-tells={one.tells}>
      <header className={styles.readingHead}>
        <div className={styles.line}>
          <ToneBadge tone={tone} icon={Sign} word={t(`common:inbox.${one.tells}`)} />
          {one.person ? <PersonName id={one.person} names={names} size="small" /> : null}
          <span className={styles.quiet}>
            <WhenText at={one.at} />
          </span>
          <span className={styles.turn}>
            <Turn label={t('key.former')} run={former}>
              <IconChevronLeft size={16} aria-hidden className="points" />
            </Turn>
            <Turn label={t('key.next')} run={next}>
              <IconChevronRight size={16} aria-hidden className="points" />
            </Turn>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconArchive size={14} aria-hidden />}
              onClick={dismiss}
            >
              {t('dismiss')}
            </Button>
          </span>
        </div>
        {one.task && one.tells !== 'evidence' && one.tells !== 'conflict' ? null : (
          <Title order={2} dir="auto">
            {title}
          </Title>
        )}
        <Because one={one} names={names} />
      </header>
      <Matter one={one} names={names} />
    </article>
  )
}

function Turn(props: { label: string; run?: () => void; children: React.ReactNode }) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon
        size="sm"
        aria-label={props.label}
        onClick={props.run}
        aria-disabled={!props.run}
        data-disabled={!props.run || undefined}
      >
        {props.children}
      </ActionIcon>
    </Tooltip>
  )
}

/** The words of whoever sent it here. */
function Because({ one, names }: { one: Waiting; names: Names }) {
  const { t } = useTranslation('inbox')
  const reasonText = useReasonText()
  const told = t(`about.${one.tells}`)
  return (
    <>
      <p className={styles.about}>{told}</p>
      {one.reason ? (
        <blockquote className={styles.reason}>
          <bdi>{reasonText(one.reason)}</bdi>
          {one.person ? (
            <footer className={styles.quiet}>
              <PersonName id={one.person} names={names} plain />
            </footer>
          ) : null}
        </blockquote>
      ) : null}
    </>
  )
}

function Matter({ one, names }: { one: Waiting; names: Names }) {
  switch (one.tells) {
    case 'declined':
    case 'unassigned':
      return one.task ? <TaskStory id={one.task} /> : null
    case 'not_done':
      return (
        <>
          <PlanAgain one={one} />
          {one.task ? <TaskStory id={one.task} /> : null}
        </>
      )
    case 'conflict':
      return <ConflictMatter one={one} names={names} />
    case 'evidence':
      return <VisitMatter one={one} names={names} />
    case 'correction':
      return <CorrectionMatter one={one} />
    case 'silent':
      return <PhoneMatter one={one} names={names} />
    case 'quarantine':
      return <LateMatter one={one} names={names} />
  }
}
