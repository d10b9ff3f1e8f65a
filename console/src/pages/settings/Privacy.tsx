import { NumberInput, Table, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, useGet } from '../../api'
import { Card, Confirm, Failed, SkeletonRows, useFormats } from '../../parts'
import { SaveBar } from './SaveBar'
import styles from './settings.module.css'
import { useUnsaved } from './unsaved'
import { useRequest } from './useRequest'

const PATH = '/v1/settings/retention'
const LONGEST = 3650
/** What is kept of people, and how long: as docs/guides/privacy.md has it. */
const kept = ['positions', 'words', 'accounts', 'ended', 'quarantine', 'looks', 'log'] as const

/** How long positions stay exact, and what else is forgotten when. */
export function Privacy() {
  const { t } = useTranslation('settings')
  const { data, error, refetch } = useGet(PATH)
  return (
    <>
      <Card title={t('privacy.title')}>
        {data ? (
          <Positions days={data.positions_days} />
        ) : error ? (
          <Failed error={error} retry={() => void refetch()} small />
        ) : (
          <SkeletonRows rows={4} />
        )}
      </Card>
      <Card title={t('privacy.kept')} flush>
        <Table
          verticalSpacing="xs"
          horizontalSpacing={14}
          borderColor="var(--hairline)"
          aria-label={t('privacy.kept')}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('privacy.what')}</Table.Th>
              <Table.Th scope="col">{t('privacy.how_long')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {kept.map((name) => (
              <Table.Tr key={name}>
                <Table.Td>{t(`privacy.of.${name}`)}</Table.Td>
                <Table.Td>
                  {name === 'positions' && data
                    ? t('privacy.for_days', { count: data.positions_days })
                    : t(`privacy.until.${name}`)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Card>
    </>
  )
}

function Positions({ days }: { days: number }) {
  const { t } = useTranslation('settings')
  const { number } = useFormats()
  const [draft, setDraft] = useState<number | string>()
  const [isAsking, setAsking] = useState(false)
  const request = useRequest(PATH)
  const value = draft ?? days
  const isDirty = draft !== undefined && Number(draft) !== days
  useUnsaved(isDirty)
  const isWrong = !Number.isInteger(Number(value)) || Number(value) < 1 || Number(value) > LONGEST
  const save = async () => {
    const body = { positions_days: Number(value) }
    const done = t('privacy.saved', { count: Number(value) })
    if (await request.run(() => answer(api.PUT(PATH, { body })), done)) setDraft(undefined)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isWrong) return
    // What was made coarse stays coarse: only a shorter time takes something away for good.
    if (Number(value) < days) setAsking(true)
    else void save()
  }
  return (
    <form onSubmit={submit} data-state="filled">
      <NumberInput
        label={t('privacy.days')}
        description={t('privacy.days_text', { most: number(LONGEST) })}
        min={1}
        max={LONGEST}
        clampBehavior="none"
        allowDecimal={false}
        allowNegative={false}
        maw={260}
        value={value}
        error={request.problem}
        onChange={(fresh) => {
          request.clear()
          setDraft(fresh)
        }}
      />
      <Text size="sm" mt="md" component="div">
        <ul className={styles.list}>
          <li>{t('privacy.coarse')}</li>
          <li>{t('privacy.words')}</li>
          <li>{t('privacy.stays')}</li>
          <li>{t('privacy.when')}</li>
        </ul>
      </Text>
      <SaveBar
        isDirty={isDirty}
        isBusy={request.isBusy}
        problem={isWrong ? t('privacy.wrong', { most: number(LONGEST) }) : undefined}
        discard={() => {
          request.clear()
          setDraft(undefined)
        }}
      />
      <Confirm
        opened={isAsking}
        close={() => setAsking(false)}
        title={t('privacy.shorter')}
        confirm={t('privacy.shorten')}
        run={save}
      >
        {t('privacy.shorter_text', { count: Number(value) || 0 })}
      </Confirm>
    </form>
  )
}
