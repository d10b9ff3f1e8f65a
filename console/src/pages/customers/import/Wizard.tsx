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
  const { chosen, preview, done, failure, progress, isSaving, isUnnamed, left, taken } = importing
  const isRight = preview !== undefined && preview.wrong === 0 && preview.rows > 0
  const canSave = isRight && importing.isFresh && !failure && !isUnnamed && !progress
  const count = preview && !isUnnamed ? preview.customers + preview.updated : 0
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
        <Chooser choose={importing.choose} unfit={importing.unfit} />
      ) : (
        <fieldset
          className={styles.wizard}
          aria-label={chosen.name}
          data-state="filled"
          disabled={isSaving}
        >
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
          {isUnnamed ? (
            <Alert color="red" title={t('import.unnamed')} role="alert">
              {t('import.unnamed_text')}
            </Alert>
          ) : told ? (
            <Alert color="red" title={t('import.not_read')} role="alert">
              <Group gap="xs">
                {told.detail ?? told.title}
                <Button size="compact-sm" variant="default" onClick={importing.again}>
                  {t('import.again')}
                </Button>
              </Group>
            </Alert>
          ) : taken ? (
            <Alert color="yellow" title={t('import.taken', { column: taken })} data-taken>
              {t('import.taken_text')}
            </Alert>
          ) : null}
          <Card title={t('import.columns')}>
            <Columns importing={importing} />
          </Card>
          <Card title={t('import.options')}>
            <Options choices={importing.choices} onChange={importing.setChoices} />
          </Card>
          <Card title={t('import.preview')}>
            <Preview importing={importing} />
          </Card>
          <div className={styles.commit}>
            {progress ? (
              <div className={styles.progress} role="status">
                <Text size="sm">{far(progress)}</Text>
                <Progress
                  // How long the server reads and writes, it does not tell.
                  animated={!isCounting(progress)}
                  value={isCounting(progress) ? (progress.done / progress.of) * 100 : 100}
                  aria-label={t('import.progress')}
                />
              </div>
            ) : (
              <Text size="sm" c="dimmed" className={styles.progress}>
                {t(`import.state.${stateWord()}`)}
              </Text>
            )}
            <Button disabled={!canSave || isSaving} onClick={() => void importing.commit()}>
              {count > 0 ? t('import.save', { count }) : t('import.title')}
            </Button>
          </div>
        </fieldset>
      )}
    </Frame>
  )

  function far(progress: Far): string {
    if (!isCounting(progress)) {
      const count = { number: formats.number(progress.of) }
      return isSaving && progress.done > 0 ? t('import.writing', count) : t('import.looking', count)
    }
    return t('import.reading', {
      done: formats.number(progress.done),
      of: formats.number(progress.of),
    })
  }

  function stateWord() {
    if (isUnnamed || failure) return 'stuck'
    if (!preview) return 'waiting'
    if (preview.wrong > 0) return 'wrong'
    return preview.rows > 0 ? 'ready' : 'none'
  }
}

interface Far {
  done: number
  of: number
}

function isCounting({ done, of }: Far): boolean {
  return done > 0 && done < of
}
