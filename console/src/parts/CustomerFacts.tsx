import { Anchor, Badge, Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDirectory } from '../api'
import styles from './drawer.module.css'
import { PersonName } from './People'
import type { CustomerRecord, Held } from './records'

/** Who the customer is and how to reach him. */
export function CustomerFacts({ item }: { item: Held<CustomerRecord> }) {
  const { t } = useTranslation('parts')
  const directory = useDirectory()
  const customer = item.record
  const tags = Object.keys(customer.tags ?? {})
  return (
    <>
      <Title order={2} className={styles.title}>
        <bdi>{customer.name}</bdi>
      </Title>
      {tags.length > 0 ? (
        <Group gap={6}>
          {tags.map((tag) => (
            <Badge key={tag} variant="default">
              {tag}
            </Badge>
          ))}
        </Group>
      ) : null}
      <dl className={styles.facts}>
        <Fact label={t('customer.code')}>{customer.code}</Fact>
        <Fact label={t('customer.address')}>{customer.address}</Fact>
        <Fact label={t('customer.phone')}>
          {customer.phone ? (
            <Anchor inherit href={`tel:${customer.phone.replace(/[^\d+]/g, '')}`}>
              <bdi dir="ltr">{customer.phone}</bdi>
            </Anchor>
          ) : null}
        </Fact>
        <Fact label={t('customer.email')}>
          {customer.email ? (
            <Anchor inherit href={`mailto:${encodeURIComponent(customer.email)}`}>
              <bdi dir="ltr">{customer.email}</bdi>
            </Anchor>
          ) : null}
        </Fact>
        <Fact label={t('customer.owner')}>
          {customer.owner ? (
            <PersonName id={customer.owner} size="small" />
          ) : (
            t('customer.no_owner')
          )}
        </Fact>
        <Fact label={t('customer.territory')}>
          {directory.territory(customer.territory)?.record.name}
        </Fact>
        <Fact label={t('customer.about')}>{customer.about}</Fact>
        {Object.entries(customer.custom ?? {}).map(([name, text]) => (
          <Fact key={name} label={name}>
            {text}
          </Fact>
        ))}
      </dl>
    </>
  )
}

/** A line that is left out where nothing is known. */
function Fact({ label, children }: { label: string; children?: ReactNode }) {
  if (children === undefined || children === null || children === '') return null
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}
