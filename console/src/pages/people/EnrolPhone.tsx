import { Alert, Button, CopyButton, Group, Modal, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, answer, api, serverClockAhead, useGet } from '../../api'
import { PersonName, PersonPicker, useFormats } from '../../parts'
import { QrCode } from '../../shell/QrCode'
import styles from './people.module.css'
import { useAsk } from './useAsk'

interface Made {
  code: string
  expires: number
  /** The phones that were there before. */
  known: string[]
}

/** What the app reads: the code first, since an address may hold any sign. */
export function enrolText(code: string, server: string): string {
  return `outrider-enrol:1:${code}:${server}`
}

/** Makes a one-time code for somebody's phone, and tells when the phone is there. */
export function EnrolPhone({ person, close }: { person?: string; close: () => void }) {
  const { t } = useTranslation('people')
  const [who, setWho] = useState(person)
  const [made, setMade] = useState<Made>()
  const ask = useAsk()
  const phones = useGet('/v1/phones')
  const make = async () => {
    if (!who) return
    const body = { person: who }
    const known = [...(made?.known ?? devicesOf(phones.data, who))]
    const code = await ask.run(() => answer(api.POST('/v1/enrol-codes', { body })))
    if (code) setMade({ ...code, known })
  }
  const phone = made
    ? phones.data?.items.find(
        (one) => one.person === who && !one.revoked && !made.known.includes(one.device),
      )
    : undefined
  return (
    <Modal
      opened
      onClose={close}
      title={t('add.phone')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {phone ? (
        <div className={styles.code} role="status" data-enrolled={phone.device}>
          <IconCircleCheck size={48} color="var(--accent)" aria-hidden />
          <Text fw={600}>
            {t('enrol.done', { name: phone.person_name, phone: phone.name || t('phone.unnamed') })}
          </Text>
          <Text size="sm" c="dimmed">
            {t('enrol.done_text')}
          </Text>
          <Button onClick={close} data-autofocus>
            {t('finish')}
          </Button>
        </div>
      ) : (
        <div className={styles.form}>
          {made ? (
            <Code made={made} who={who} again={() => void make()} />
          ) : (
            <>
              <Text size="sm">{t('enrol.text')}</Text>
              {person ? (
                <PersonName id={person} />
              ) : (
                <PersonPicker label={t('enrol.whose')} value={who} onChange={setWho} required />
              )}
            </>
          )}
          {ask.problem ? (
            <Alert color="red" role="alert">
              {ask.problem}
            </Alert>
          ) : null}
          {made ? null : (
            <Group justify="flex-end">
              <Button onClick={() => void make()} disabled={!who || !phones.data || ask.isBusy}>
                {t('enrol.make')}
              </Button>
            </Group>
          )}
        </div>
      )}
    </Modal>
  )
}

function Code(props: { made: Made; who?: string; again: () => void }) {
  const { made, who, again } = props
  const { t } = useTranslation('people')
  const left = useLeft(made.expires)
  const server = window.location.origin
  if (left <= 0) {
    return (
      <div className={styles.code} role="status">
        <Text fw={600}>{t('enrol.spent')}</Text>
        <Button onClick={again}>{t('enrol.again')}</Button>
      </div>
    )
  }
  return (
    <div className={styles.code}>
      <PersonName id={who} />
      <QrCode text={enrolText(made.code, server)} label={t('enrol.qr')} size={220} />
      <Text size="sm">{t('enrol.read')}</Text>
      <bdi className={styles.letters} dir="ltr" data-part="enrol-code">
        {made.code}
      </bdi>
      <Text size="sm" c="dimmed">
        {t('enrol.server')} <bdi dir="ltr">{server}</bdi>
      </Text>
      <Group gap="xs" justify="center">
        <Copy text={made.code} label={t('enrol.copy')} />
        <Button size="compact-sm" variant="default" onClick={again}>
          {t('enrol.again')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" role="timer">
        {t('enrol.left')} <CountDown left={left} />
      </Text>
      <Text size="sm" role="status">
        {t('enrol.waits')}
      </Text>
    </div>
  )
}

/** Copies something, and says that it did. */
export function Copy({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation('people')
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button size="compact-sm" variant="default" onClick={copy}>
          {copied ? t('copied') : label}
        </Button>
      )}
    </CopyButton>
  )
}

function CountDown({ left }: { left: number }) {
  const { locale } = useFormats()
  const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 })
  const seconds = Math.ceil(left / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return <bdi>{parts.map((part) => two.format(part)).join(':')}</bdi>
}

/** Milliseconds until a moment of the server; moves each second. */
function useLeft(expires: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(ticking)
  }, [])
  return expires / 1000 - now - serverClockAhead()
}

function devicesOf(phones: Answer<'/v1/phones'> | undefined, person: string): string[] {
  return (phones?.items ?? []).filter((one) => one.person === person).map(({ device }) => device)
}
