import { ActionIcon, Code, Group, Progress, Text, Title } from '@mantine/core'
import { IconAlertOctagon, IconShieldCheck, IconX } from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isAbort, read } from '../../api'
import { Card, Failed, useFormats } from '../../parts'
import styles from './audit.module.css'
import { CopyHash } from './LineDrawer'
import type { AuditVerified } from './types'
import { causeOf } from './why'

export interface Verifying {
  isBusy: boolean
  outcome?: AuditVerified
  error?: unknown
  run: () => void
  forget: () => void
}

/** Has the server read the whole log anew; only when somebody asks, for it takes a while. */
export function useVerify(): Verifying {
  const [isBusy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<AuditVerified>()
  const [error, setError] = useState<unknown>()
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])
  const run = useCallback(() => {
    stop.current?.abort()
    const control = new AbortController()
    stop.current = control
    setBusy(true)
    setOutcome(undefined)
    setError(undefined)
    read('/v1/audit/verify', {}, control.signal)
      .then(setOutcome, (failed: unknown) => {
        if (!isAbort(failed)) setError(failed)
      })
      .finally(() => {
        if (stop.current === control) setBusy(false)
      })
  }, [])
  const forget = useCallback(() => {
    setOutcome(undefined)
    setError(undefined)
  }, [])
  return { isBusy, outcome, error, run, forget }
}

interface VerifiedProps {
  verify: Verifying
  /** The number of the newest line, where it is known: how much there is to read. */
  newest?: number
}

/** What verifying does and what came of it, in plain words. */
export function Verified({ verify, newest }: VerifiedProps) {
  const { t } = useTranslation('audit')
  const { number } = useFormats()
  const { isBusy, outcome, error, run } = verify
  if (isBusy) {
    return (
      <div className={styles.verify}>
        <Card>
          <Text size="sm" role="status" mb="xs">
            {newest === undefined
              ? t('reading')
              : t('reading_lines', { count: newest, number: number(newest) })}
          </Text>
          <Progress value={100} animated aria-label={t('reading')} />
        </Card>
      </div>
    )
  }
  if (error) {
    return (
      <div className={styles.verify}>
        <Card>
          <Failed error={error} retry={run} small />
        </Card>
      </div>
    )
  }
  return outcome ? <Outcome outcome={outcome} close={verify.forget} /> : null
}

function Outcome({ outcome, close }: { outcome: AuditVerified; close: () => void }) {
  const { t } = useTranslation(['audit', 'parts'])
  const { number } = useFormats()
  const { ok, changes, before, forgotten, head, finding } = outcome
  const Sign = ok ? IconShieldCheck : IconAlertOctagon
  const cause = finding ? causeOf(finding.why) : undefined
  return (
    <section className={styles.verify} data-verified={ok ? 'whole' : 'broken'} role="status">
      <Card>
        <Group wrap="nowrap" align="flex-start" gap="sm">
          <Sign size={26} stroke={1.75} className={ok ? styles.whole : styles.broken} aria-hidden />
          <div className={styles.outcome}>
            <Title order={2} size="h3">
              {t(ok ? 'whole' : 'broken')}
            </Title>
            {finding ? (
              <Text size="sm" mt={4}>
                {'line' in finding.at
                  ? t('broken_line', { number: number(finding.at.line) })
                  : t('broken_change', { number: number(finding.at.change) })}{' '}
                {cause ? t(`cause.${cause}`) : finding.why}
              </Text>
            ) : null}
            <ul className={styles.checked}>
              <li>{t('checked_lines', { count: head.number, number: number(head.number) })}</li>
              <li>{t('checked_changes', { count: changes, number: number(changes) })}</li>
              {forgotten > 0 ? (
                <li>{t('checked_forgotten', { count: forgotten, number: number(forgotten) })}</li>
              ) : null}
              {before > 0 ? (
                <li>{t('checked_before', { count: before, number: number(before) })}</li>
              ) : null}
            </ul>
            <Text size="sm">{t('keep')}</Text>
            <Code block dir="ltr" className={styles.hash} mt={6} mb="xs">
              {`${head.number}:${head.hash}`}
            </Code>
            <CopyHash text={`${head.number}:${head.hash}`} />
          </div>
          <ActionIcon variant="subtle" color="gray" aria-label={t('parts:close')} onClick={close}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Group>
      </Card>
    </section>
  )
}
