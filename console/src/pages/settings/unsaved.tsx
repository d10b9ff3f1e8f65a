import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext, useEffect, useId, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'

/** What was typed and not saved, by the form that holds it. */
const Unsaved = createContext<Set<string>>(new Set())

/** Says that a form holds something that would be lost. */
export function useUnsaved(isDirty: boolean) {
  const forms = useContext(Unsaved)
  const id = useId()
  useEffect(() => {
    if (isDirty) forms.add(id)
    else forms.delete(id)
    return () => {
      forms.delete(id)
    }
  }, [forms, id, isDirty])
}

/** Asks before somebody leaves what he has typed, within the console or with the whole window. */
export function UnsavedGuard({ children }: { children: ReactNode }) {
  const { t } = useTranslation(['settings', 'parts'])
  const forms = useRef(new Set<string>()).current
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => forms.size > 0 && placeOf(current) !== placeOf(next),
    enableBeforeUnload: () => forms.size > 0,
    withResolver: true,
  })
  const value = useMemo(() => forms, [forms])
  return (
    <Unsaved.Provider value={value}>
      {children}
      <Modal
        opened={blocker.status === 'blocked'}
        onClose={() => blocker.reset?.()}
        title={t('unsaved.title')}
        closeButtonProps={{ 'aria-label': t('parts:close') }}
      >
        <Text size="sm">{t('unsaved.text')}</Text>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={() => blocker.proceed?.()}>
            {t('unsaved.leave')}
          </Button>
          <Button data-autofocus onClick={() => blocker.reset?.()}>
            {t('unsaved.stay')}
          </Button>
        </Group>
      </Modal>
    </Unsaved.Provider>
  )
}

/** A drawer over the same section is no leaving. */
function placeOf(location: { pathname: string; search: object }): string {
  const { section } = location.search as { section?: string }
  return `${location.pathname} ${section ?? ''}`
}
