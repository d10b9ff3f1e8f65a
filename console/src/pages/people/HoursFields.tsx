import { Radio, Stack, Switch, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDirectory } from '../../api'
import { firstWeekday, useFormats } from '../../parts'
import { WindowPicker } from '../../parts/Days'
import { daysFrom } from './hours'
import styles from './people.module.css'
import type { Hours } from './records'

const USUAL = { from: 9 * 60, to: 17 * 60 }

/** When somebody works: as the organisation does, or by hours of his own, day by day. */
export function HoursFields(props: { value: Hours; onChange: (hours: Hours) => void }) {
  const { value, onChange } = props
  const { t } = useTranslation(['people', 'common'])
  const { locale } = useFormats()
  const { organisation } = useDirectory()
  const usual = (organisation?.record.hours ?? {}) as Hours
  const isOwn = Object.keys(value).length > 0
  const begin = Object.keys(usual).length > 0 ? usual : { mon: USUAL }
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('hours.title')}
        value={isOwn ? 'own' : 'usual'}
        onChange={(chosen) => onChange(chosen === 'own' ? { ...begin } : {})}
      >
        <Stack gap={6} mt={6}>
          <Radio value="usual" label={t('hours.usual')} />
          <Radio value="own" label={t('hours.own')} />
        </Stack>
      </Radio.Group>
      {isOwn ? (
        daysFrom(firstWeekday(locale)).map((day) => {
          const window = value[day]
          const name = t(`common:weekday.${day}`)
          return (
            <div key={day} className={styles.day}>
              <Switch
                label={name}
                checked={window !== undefined}
                onChange={(event) => {
                  const { [day]: _former, ...rest } = value
                  const next = event.currentTarget.checked
                    ? { ...rest, [day]: usual[day] ?? USUAL }
                    : rest
                  onChange(next)
                }}
              />
              {window ? (
                <WindowPicker
                  label={name}
                  value={window}
                  onChange={(span) => span && onChange({ ...value, [day]: span })}
                />
              ) : (
                <Text size="sm" c="dimmed">
                  {t('hours.free')}
                </Text>
              )}
            </div>
          )
        })
      ) : (
        <Text size="sm" c="dimmed">
          {t('hours.usual_text')}
        </Text>
      )}
    </Stack>
  )
}

/** Hours as words: equal days stand together. */
export function HoursText({ hours }: { hours: Hours }) {
  const { t } = useTranslation(['people', 'common'])
  const { locale, window } = useFormats()
  const days = daysFrom(firstWeekday(locale)).filter((day) => hours[day])
  if (days.length === 0) return <>{t('hours.usual')}</>
  return (
    <>
      {days.map((day) => {
        const span = hours[day]
        return span ? (
          <div key={day}>
            {t(`common:weekday.${day}`)} <bdi>{window(span)}</bdi>
          </div>
        ) : null
      })}
    </>
  )
}
