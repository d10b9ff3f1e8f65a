import { SegmentedControl, Select, Text, useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card } from '../../parts/Page'
import { useLanguages } from '../../shell/frame/AccountMenu'
import { type Language, type Scheme, schemes, speak } from '../../words'
import styles from './account.module.css'

/** Language and colours; kept in this browser. */
export function Taste() {
  const { t, i18n } = useTranslation(['account', 'shell'])
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const speakable = useLanguages()
  return (
    <Card title={t('taste.title')}>
      <div className={styles.form}>
        <Select
          label={t('shell:language')}
          allowDeselect={false}
          value={i18n.language}
          data={speakable.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(language) => {
            if (language) void speak(language as Language)
          }}
        />
        <div>
          <Text size="sm" fw={500} mb={4} id="scheme-label">
            {t('shell:scheme.title')}
          </Text>
          <SegmentedControl
            aria-labelledby="scheme-label"
            value={colorScheme}
            onChange={(scheme) => setColorScheme(scheme as Scheme)}
            data={schemes.map((scheme) => ({ value: scheme, label: t(`shell:scheme.${scheme}`) }))}
          />
        </div>
        <Text size="sm" c="dimmed">
          {t('taste.text')}
        </Text>
      </div>
    </Card>
  )
}
