import { Alert, Button, FileButton, Text } from '@mantine/core'
import { IconFileTypeCsv } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { csvOf, download } from '../../../table'
import styles from '../customers.module.css'
import type { Unfit } from './table'

/** The place for a file. */
export function Chooser({ choose, unfit }: { choose: (file: File) => void; unfit?: Unfit }) {
  const { t } = useTranslation('customers')
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) choose(file)
  }
  return (
    <section
      className={styles.drop}
      data-over={isOver || undefined}
      data-state="empty"
      aria-label={t('import.drop')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {unfit ? (
        <Alert color="red" title={t('import.not_taken')} role="alert" maw={520} ta="start">
          {t(`import.unfit.${unfit}`)}
        </Alert>
      ) : null}
      <IconFileTypeCsv size={56} stroke={1.2} aria-hidden />
      <Text fw={600}>{t('import.drop')}</Text>
      <FileButton
        onChange={(file) => (file ? choose(file) : undefined)}
        accept=".csv,.tsv,.txt,text/csv"
      >
        {(props) => <Button {...props}>{t('import.choose')}</Button>}
      </FileButton>
      <Text size="sm" c="dimmed" maw={520}>
        {t('import.explain')}
      </Text>
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => download('customers.csv', [csvOf(HEADER, [])])}
      >
        {t('import.sample')}
      </Button>
    </section>
  )
}

const HEADER = [
  'code',
  'name',
  'address',
  'phone',
  'email',
  'owner',
  'latitude',
  'longitude',
  'tags',
  'about',
]
