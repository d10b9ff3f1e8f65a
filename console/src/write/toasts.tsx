// What a submission says to the person: how far it is, what came of it, and the way back.
import { Button, Group, List, Progress, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { fieldWords, isAbort, problemWords } from '../api/problem'
import type { Outcome } from './send'
import type { Result } from './submit'

const CLOSES_AFTER = 10_000

export function showProgress(id: string, done: number, of: number, stop: () => void) {
  const t = i18next.t
  const message = (
    <Group gap="sm" wrap="nowrap">
      <div style={{ flex: 1 }}>
        <Text size="sm">{t('write:progress', { done, of, count: of })}</Text>
        <Progress value={(done / of) * 100} mt={4} aria-label={t('write:progressName')} />
      </div>
      <Button size="compact-sm" variant="default" onClick={stop}>
        {t('write:stop')}
      </Button>
    </Group>
  )
  const options = {
    id,
    message,
    autoClose: false as const,
    withCloseButton: false,
    withBorder: true,
  }
  if (done === 0) notifications.show(options)
  else notifications.update(options)
}

export function showDone(id: string, done: string, undo: (() => void) | undefined) {
  const t = i18next.t
  const message = (
    <Group gap="sm" justify="space-between" wrap="nowrap">
      <Text size="sm">{done}</Text>
      {undo && (
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            notifications.hide(`${id}-end`)
            undo()
          }}
        >
          {t('write:undo')}
        </Button>
      )}
    </Group>
  )
  put({ id, message, autoClose: CLOSES_AFTER, role: 'status' })
}

/** Says beside a refusal what stands all the same. */
export function showPart(id: string, done: string, undo: () => void) {
  showDone(`${id}-part`, done, undo)
}

/** Takes away the word that something was done, once it is undone. */
export function hideToasts(id: string) {
  notifications.hide(`${id}-end`)
  notifications.hide(`${id}-part-end`)
}

/** Says what was refused, each reason once. */
export function showRefused(id: string, result: Result, title: string) {
  const reasons = reasonsOf(result)
  const message = (
    <List size="sm" listStyleType="none">
      {reasons.slice(0, 4).map(({ text, count }) => (
        <List.Item key={text}>
          {count > 1 ? i18next.t('write:times', { text, count }) : text}
        </List.Item>
      ))}
    </List>
  )
  put({ id, title, message, color: 'red', autoClose: false, role: 'alert' })
}

type Options = Parameters<typeof notifications.show>[0]

// A toast that was a progress before becomes the result in its place.
function put(options: Options) {
  notifications.hide(options.id ?? '')
  notifications.show({
    ...options,
    id: `${options.id}-end`,
    withBorder: true,
    closeButtonProps: { 'aria-label': i18next.t('write:close') },
  })
}

/** Why something does not stand, in words: the reason, and the field where there is one. */
export function reasonOf(outcome: Outcome): string {
  const t = i18next.t
  if (outcome.refused) {
    const { code, field } = outcome.refused
    const why = t([`write:refused.${code}`, 'write:refused.invalid'])
    return field ? t('write:withField', { field: fieldWords(field), why }) : why
  }
  if (isAbort(outcome.failure)) return t('write:stopped')
  const { title, detail, field } = problemWords(outcome.failure)
  const why = detail ? `${title} ${detail}` : title
  return field ? t('write:withField', { field, why }) : why
}

export function reasonsOf(result: Result): { text: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const outcome of [...result.refused, ...result.failed]) {
    const text = reasonOf(outcome)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count)
}
