import { Button, Code, CopyButton, Drawer, Group } from '@mantine/core'
import { IconCheck, IconCopy, IconFilter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useDirectory, useGet } from '../../api'
import { EmptyState, Failed, PersonName, SkeletonRows, useFormats, WhenText } from '../../parts'
import { isKnown } from './actions'
import styles from './audit.module.css'
import { detailRows } from './detail'
import { SubjectLink } from './SubjectLink'
import { isServer } from './server'
import type { AuditEntry } from './types'
import { useSubjectName } from './useSubjectName'

interface LineDrawerProps {
  number: number | undefined
  close: () => void
  /** Shows the lines of somebody, or about something. */
  show: (filter: { actor?: string; subject?: string }) => void
}

/** One line of the log with everything that it says. */
export function LineDrawer({ number, close, show }: LineDrawerProps) {
  const { t } = useTranslation(['audit', 'parts'])
  return (
    <Drawer
      opened={number !== undefined}
      onClose={close}
      position="right"
      size="min(100%, 520px)"
      title={t('line', { number: number ?? '' })}
      closeButtonProps={{ 'aria-label': t('parts:close') }}
    >
      {number === undefined ? null : <Line number={number} show={show} />}
    </Drawer>
  )
}

function Line({ number, show }: { number: number; show: LineDrawerProps['show'] }) {
  const { t } = useTranslation('audit')
  const { data, error, refetch } = useGet('/v1/audit', {
    query: { after: Math.max(0, number - 1), limit: 1 },
  })
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={6} />
  const line = data.items[0]
  if (!line || line.number !== number) {
    return (
      <EmptyState drawing="search" title={t('no_line')} small>
        {t('no_line_text')}
      </EmptyState>
    )
  }
  const kind = line.subject ? data.kinds[line.subject] : undefined
  return <Facts line={line} kind={kind} show={show} />
}

interface FactsProps {
  line: AuditEntry
  kind?: string
  show: LineDrawerProps['show']
}

function Facts({ line, kind, show }: FactsProps) {
  const { t } = useTranslation('audit')
  const { number } = useFormats()
  const subjectName = useSubjectName()
  const directory = useDirectory()
  const { actor, subject } = line
  const isPerson = actor !== undefined && !isServer(actor, directory)
  return (
    <div data-line={line.number}>
      <dl className={styles.facts}>
        <dt>{t('at')}</dt>
        <dd>
          <WhenText at={line.at} as="moment" />
        </dd>
        <dt>{t('actor')}</dt>
        <dd>{isPerson ? <PersonName id={actor} /> : t('server')}</dd>
        <dt>{t('action')}</dt>
        <dd>{isKnown(line.action) ? t(`act.${line.action}`) : line.action}</dd>
        {subject ? (
          <>
            <dt>{t('subject')}</dt>
            <dd>
              <SubjectLink id={subject} kind={kind} name={subjectName(subject) ?? subject} />
            </dd>
          </>
        ) : null}
        {line.device && isPerson ? (
          <>
            <dt>{t('device')}</dt>
            <dd>{subjectName(line.device)}</dd>
          </>
        ) : null}
        {detailRows(line.detail, t).map(([name, value]) => (
          <Pair key={name} name={name} value={value} />
        ))}
        <dt>{t('number')}</dt>
        <dd>{number(line.number)}</dd>
        <dt>{t('hash')}</dt>
        <dd>
          <Code dir="ltr" className={styles.hash}>
            {line.hash}
          </Code>
        </dd>
      </dl>
      <Group gap="xs" mt="md">
        {actor ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconFilter size={14} aria-hidden />}
            onClick={() => show({ actor, subject: undefined })}
          >
            {t(isPerson ? 'all_of_actor' : 'all_of_server')}
          </Button>
        ) : null}
        {subject ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconFilter size={14} aria-hidden />}
            onClick={() => show({ subject, actor: undefined })}
          >
            {t('all_about')}
          </Button>
        ) : null}
        <CopyHash text={`${line.number}:${line.hash}`} />
      </Group>
    </div>
  )
}

function Pair({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </>
  )
}

/** Copies a number and hash, as the command line takes them. */
export function CopyHash({ text }: { text: string }) {
  const { t } = useTranslation('audit')
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={
            copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
          }
          onClick={copy}
        >
          {t(copied ? 'copied' : 'copy_hash')}
        </Button>
      )}
    </CopyButton>
  )
}
