import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CustomerLink } from '../../../parts'
import styles from '../customers.module.css'
import type { Undone } from './request'

/** What became of an undone import: how much went, and what stays and why. */
export function Kept({ undone }: { undone: Undone }) {
  const { t } = useTranslation('customers')
  return (
    <div data-undone>
      <Text size="sm">{t('imports.gone', { count: undone.removed })}</Text>
      {undone.kept.length > 0 ? (
        <>
          <Text size="sm" fw={600} mt="xs">
            {t('imports.kept', { count: undone.kept.length })}
          </Text>
          <ul className={styles.plain}>
            {undone.kept.map(({ id, kind, name, why }) => (
              <li key={id}>
                {kind === 'customer' ? <CustomerLink id={id} name={name} /> : <bdi>{name}</bdi>}{' '}
                <Text span size="sm" c="dimmed">
                  <bdi>{why}</bdi>
                </Text>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}
