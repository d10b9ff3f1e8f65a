import { Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function Page() {
  const { t } = useTranslation('shell')
  return <Title order={1}>{t('account.open')}</Title>
}
