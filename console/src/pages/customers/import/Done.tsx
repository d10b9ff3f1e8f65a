import { Alert, Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useGet } from '../../../api'
import { Card, Failed } from '../../../parts'
import styles from '../customers.module.css'
import { Counts } from './Counts'
import { Kept } from './Kept'
import type { Summary } from './request'
import { useUndoImport } from './useUndoImport'

interface DoneProps {
  summary: Summary
  /** How many wrong lines were left out. */
  left: number
  more: () => void
  leave: () => void
}

/** What came of it, and the way back. */
export function Done({ summary, left, more, leave }: DoneProps) {
  const { t } = useTranslation('customers')
  const { undo, isBusy, undone, error } = useUndoImport()
  const { import: id, customers } = summary
  const query = { import: id ?? '', removed: true, limit: 1 }
  const seen = useGet('/v1/customers', { query }, { enabled: !!id && !undone }).data?.total
  const unseen = seen === undefined ? 0 : Math.max(0, customers - seen)
  return (
    <Card title={undone ? t('imports.undone_title') : t('import.done')}>
      <div className={styles.preview} data-done role="status">
        {undone ? (
          <Kept undone={undone} />
        ) : (
          <>
            <Counts summary={summary} />
            {left > 0 ? <Text size="sm">{t('import.left', { count: left })}</Text> : null}
            {summary.without_site > 0 ? (
              <Text size="sm">{t('import.no_place', { count: summary.without_site })}</Text>
            ) : null}
            {unseen > 0 ? (
              <Alert color="yellow">{t('import.unseen', { count: unseen })}</Alert>
            ) : null}
          </>
        )}
        {error && id ? (
          <Failed small error={error} retry={() => void undo({ id, customers })} />
        ) : null}
        <Group gap="xs">
          {id && !undone ? (
            <>
              {seen !== 0 ? (
                <Button component={Link} to="/customers" search={{ import: id } as never}>
                  {t('import.show')}
                </Button>
              ) : null}
              {unseen === 0 ? (
                <Button
                  variant="default"
                  disabled={isBusy}
                  onClick={() => void undo({ id, customers })}
                >
                  {isBusy ? t('imports.undoing') : t('imports.undo')}
                </Button>
              ) : null}
            </>
          ) : (
            <Button onClick={leave}>{t('import.back')}</Button>
          )}
          <Button variant="default" onClick={more}>
            {t('import.more')}
          </Button>
        </Group>
      </div>
    </Card>
  )
}
