import { Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { WhenText } from '../../parts'
import { Copy } from './EnrolPhone'

/** A link that works once, to be given to somebody. It is shown this one time. */
export function OneTimeLink({ link, expires }: { link: string; expires: number }) {
  const { t } = useTranslation('people')
  return (
    <>
      <TextInput
        label={t('link.title')}
        value={link}
        readOnly
        dir="ltr"
        onFocus={(event) => event.currentTarget.select()}
        data-part="link"
      />
      <Text size="sm" c="dimmed" component="div">
        {t('link.once')} <WhenText at={expires} />
      </Text>
      <div>
        <Copy text={link} label={t('link.copy')} />
      </div>
    </>
  )
}
