import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card, EmptyState } from '../../parts'
import { useChanges } from '../../write'
import { AddRow } from './AddRow'
import { NamedRow } from './NamedRow'
import { reasonName } from './reasonName'
import styles from './settings.module.css'
import type { OrganisationItem, Reason } from './types'

const uses = ['declined', 'not_done', 'closed'] as const

/** What people choose from when something was not done as planned. */
export function Reasons({ item, isAdmin }: { item: OrganisationItem; isAdmin: boolean }) {
  const { t } = useTranslation('settings')
  const { submit, isBusy } = useChanges()
  const { record } = item
  const reasons = Object.entries(record.reasons ?? {})
  const write = async (name: string, reason: Reason, done: string) => {
    const value = {
      text: reason.text,
      use: reason.use,
      ...(reason.retired ? { retired: true } : {}),
    }
    const result = await submit(
      {
        do: 'organisation.edited',
        body: { target: record.id, set: { [`reasons/${name}`]: value } },
        on: item,
      },
      {
        done,
        optimistic: (cache) =>
          cache.set(record.id, { reasons: { ...record.reasons, [name]: value } }),
      },
    )
    return result.isWhole
  }
  return (
    <>
      {uses.map((use) => {
        const own = reasons
          .filter(([, reason]) => reason.use === use)
          .sort(
            ([, one], [, other]) => Number(one.retired ?? false) - Number(other.retired ?? false),
          )
        return (
          <Card key={use} title={t(`reasons.${use}.title`)}>
            <Text size="sm" c="dimmed" mb="sm">
              {t(`reasons.${use}.text`)}
            </Text>
            {own.length === 0 ? (
              <EmptyState drawing="list" title={t('reasons.empty')} small>
                {t('reasons.empty_text')}
              </EmptyState>
            ) : (
              <ul className={styles.rows} aria-label={t(`reasons.${use}.title`)}>
                {own.map(([name, reason]) => {
                  const text = reason.text || name
                  return (
                    <li key={name} className={styles.row}>
                      <NamedRow
                        name={text}
                        isRetired={reason.retired ?? false}
                        isBusy={isBusy}
                        mayEdit={isAdmin}
                        rename={(fresh) =>
                          write(name, { ...reason, text: fresh }, t('row.renamed', { name: fresh }))
                        }
                        retire={(retired) =>
                          void write(
                            name,
                            { ...reason, text, retired },
                            retired
                              ? t('row.was_retired', { name: text })
                              : t('row.was_brought_back', { name: text }),
                          )
                        }
                      />
                    </li>
                  )
                })}
              </ul>
            )}
            {isAdmin ? (
              <AddRow
                label={t(`reasons.${use}.new`)}
                isBusy={isBusy}
                taken={own.map(([name, reason]) => reason.text || name)}
                add={(text) =>
                  write(
                    reasonName(text, Object.keys(record.reasons ?? {})),
                    { text, use },
                    t('reasons.added', { name: text }),
                  )
                }
              />
            ) : null}
          </Card>
        )
      })}
    </>
  )
}
