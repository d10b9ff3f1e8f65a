import { Alert, Anchor, Button, Group, Progress, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { problemWords } from '../../../api'
import { Card, Page as Frame, useFormats } from '../../../parts'
import styles from '../customers.module.css'
import { Chooser } from './Chooser'
import { Columns } from './Columns'
import { Done } from './Done'
import { Options } from './Options'
import { Preview } from './Preview'
import { useImport } from './useImport'

/** Brings a file of customers in: choose it, say what is what, look, save. */
export function Wizard({ leave }: { leave: () => void }) {
  const { t } = useTranslation('customers')
  const formats = useFormats()
  const importing = useImport()
  const { chosen, preview, done, failure, progress, isSaving, left } = importing
  const canSave =
    preview !== undefined && preview.wrong === 0 && !failure && !progress && preview.rows > 0
  const told = failure ? problemWords(failure) : undefined
  return (
    <Frame
      title={t('import.title')}
      lead={
        <Anchor component="button" type="button" size="sm" onClick={leave}>
          {t('import.back')}
        </Anchor>
      }
    >
      {done ? (
        <Done summary={done} left={left.size} more={importing.forget} leave={leave} />
      ) : !chosen ? (
        <Chooser choose={importing.choose} />
      ) : (
        <div className={styles.wizard} data-state="filled">
          <Group gap="sm" className={styles.file}>
            <strong>
              <bdi>{chosen.name}</bdi>
            </strong>
            <span>
              {t('import.rows', {
                count: chosen.table.rows.length,
                number: formats.number(chosen.table.rows.length),
              })}
            </span>
            <Button size="compact-sm" variant="default" onClick={importing.forget}>
              {t('import.another')}
            </Button>
          </Group>
          {chosen.table.isLatin ? (
            <Alert color="blue" title={t('import.latin')}>
              {t('import.latin_text')}
            </Alert>
          ) : null}
          {preview?.swapped_headers ? (
            <Alert color="blue" title={t('import.swapped')}>
              {t('import.swapped_text')}
            </Alert>
          ) : null}
          <Card title={t('import.columns')}>
            <Columns importing={importing} />
          </Card>
          <Card title={t('import.options')}>
            <Options choices={importing.choices} onChange={importing.setChoices} />
          </Card>
          {told ? (
            <Alert color="red" title={t('import.not_read')} role="alert">
              {told.detail ?? told.title}{' '}
              <Button size="compact-sm" variant="default" onClick={importing.again}>
                {t('import.again')}
              </Button>
            </Alert>
          ) : null}
          <Card title={t('import.preview')}>
            <Preview importing={importing} />
          </Card>
          <div className={styles.commit}>
            {progress ? (
              <div className={styles.progress} role="status">
                <Text size="sm">
                  {isSaving
                    ? t('import.saving', numbers(progress))
                    : t('import.reading', numbers(progress))}
                </Text>
                <Progress
                  value={progress.of ? (progress.done / progress.of) * 100 : 0}
                  aria-label={t('import.progress')}
                />
              </div>
            ) : (
              <Text size="sm" c="dimmed" className={styles.progress}>
                {canSave ? t('import.ready') : t('import.not_ready')}
              </Text>
            )}
            <Button disabled={!canSave || isSaving} onClick={() => void importing.commit()}>
              {t('import.save', {
                count: preview?.customers ?? 0,
                number: formats.number(preview?.customers ?? 0),
              })}
            </Button>
          </div>
        </div>
      )}
    </Frame>
  )

  function numbers(progress: { done: number; of: number }) {
    return { done: formats.number(progress.done), of: formats.number(progress.of) }
  }
}
