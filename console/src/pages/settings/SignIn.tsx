import { Anchor, Switch, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api, useGet } from '../../api'
import { Card, Failed, SkeletonRows } from '../../parts'
import { Invitations } from './Invitations'
import { Provider } from './Provider'
import styles from './settings.module.css'
import { useRequest } from './useRequest'

const PATH = '/v1/settings'

/** How people get in: a second factor, passwords, the organisation's own provider, invitations. */
export function SignIn() {
  const { t } = useTranslation('settings')
  const { data, error, refetch } = useGet(PATH)
  if (!data) {
    return (
      <Card title={t('section.sign_in')}>
        {error ? (
          <Failed error={error} retry={() => void refetch()} small />
        ) : (
          <SkeletonRows rows={6} />
        )}
      </Card>
    )
  }
  const { openid, second_factor, smtp } = data.settings
  return (
    <div className={styles.section} data-state="filled">
      <Factor isRequired={second_factor === 'required'} />
      <Card title={t('password.title')}>
        <Text size="sm">{t('password.rule')}</Text>
        <Text size="sm" mt="xs">
          {t('password.refused')}
        </Text>
      </Card>
      <Provider provider={openid} slug={data.slug} />
      <Card title={t('letters.title')}>
        <Text size="sm">
          {smtp ? t('letters.relay', { host: smtp.host, from: smtp.from }) : t('letters.none')}
        </Text>
        <Text size="sm" c="dimmed" mt="xs">
          {t('letters.command')}
        </Text>
      </Card>
      <Invitations />
    </div>
  )
}

function Factor({ isRequired }: { isRequired: boolean }) {
  const { t } = useTranslation('settings')
  const request = useRequest(PATH)
  const put = (required: boolean) =>
    request.run(
      () =>
        answer(
          api.PUT('/v1/settings/{name}', {
            params: { path: { name: 'second_factor' } },
            body: required ? 'required' : 'optional',
          }),
        ),
      t(required ? 'factor.now_required' : 'factor.now_optional'),
    )
  return (
    <Card title={t('factor.title')}>
      <Switch
        label={t('factor.required')}
        description={t('factor.text')}
        error={request.problem}
        checked={isRequired}
        disabled={request.isBusy}
        onChange={(event) => void put(event.currentTarget.checked)}
      />
      <Text size="sm" mt="sm">
        <Anchor component={Link} to="/account" inherit>
          {t('factor.own')}
        </Anchor>
      </Text>
    </Card>
  )
}
