import { Checkbox, Radio, ScrollArea, Stack, TextInput } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCalendar } from '../parts/Days'
import { InPopover } from '../parts/Pickers'
import { type Filter, wordsOf } from './filters'

interface FilterEditorProps {
  filter: Filter
  search: Record<string, unknown>
  set: (patch: Record<string, unknown>) => void
  done: () => void
}

export function FilterEditor({ filter, search, set, done }: FilterEditorProps) {
  switch (filter.kind) {
    case 'choice':
      return <Choice filter={filter} search={search} set={set} done={done} />
    case 'day':
      return <Day filter={filter} search={search} set={set} done={done} />
    case 'days':
      return <Days filter={filter} search={search} set={set} done={done} />
    case 'text':
      return (
        <TextInput
          size="xs"
          label={filter.label}
          defaultValue={String(search[filter.name] ?? '')}
          onBlur={(event) => set({ [filter.name]: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            set({ [filter.name]: event.currentTarget.value })
            done()
          }}
        />
      )
    case 'custom':
      return (
        <InPopover value>
          {filter.editor(search[filter.name] as string | undefined, (value) => {
            set({ [filter.name]: value })
            done()
          })}
        </InPopover>
      )
    case 'flag':
    case 'search':
      return null
  }
}

type EditorOf<K extends Filter['kind']> = Omit<FilterEditorProps, 'filter'> & {
  filter: Extract<Filter, { kind: K }>
}

/** With more options than this there is a field to look for one. */
const MANY = 8

function Choice({ filter, search, set, done }: EditorOf<'choice'>) {
  const { t } = useTranslation('table')
  const [looked, setLooked] = useState('')
  const chosen = wordsOf(search[filter.name])
  const found = filter.options.filter((option) =>
    option.label.toLocaleLowerCase().includes(looked.toLocaleLowerCase()),
  )
  const put = (words: readonly string[]) => set({ [filter.name]: words.join(',') || undefined })
  return (
    <Stack gap="xs" miw={200} maw={320}>
      {filter.options.length > MANY && (
        <TextInput
          size="xs"
          aria-label={t('search')}
          placeholder={t('search')}
          value={looked}
          onChange={(event) => setLooked(event.currentTarget.value)}
        />
      )}
      <ScrollArea.Autosize mah={280} type="auto">
        {filter.many ? (
          <Stack gap={6} role="group" aria-label={filter.label}>
            {found.map(({ value, label }) => (
              <Checkbox
                key={value}
                size="xs"
                label={label}
                checked={chosen.includes(value)}
                onChange={(event) =>
                  put(
                    event.currentTarget.checked
                      ? [...chosen, value]
                      : chosen.filter((word) => word !== value),
                  )
                }
              />
            ))}
          </Stack>
        ) : (
          <Radio.Group
            aria-label={filter.label}
            value={chosen[0] ?? null}
            onChange={(value) => {
              put([value])
            }}
          >
            <Stack gap={6}>
              {found.map(({ value, label }) => (
                <Radio key={value} size="xs" value={value} label={label} onClick={done} />
              ))}
            </Stack>
          </Radio.Group>
        )}
      </ScrollArea.Autosize>
    </Stack>
  )
}

/** The calendar in the reader's language, with names for its arrows. */
function useLabelledCalendar() {
  const { t } = useTranslation('table')
  return {
    ...useCalendar(),
    ariaLabels: {
      monthLevelControl: t('calendar.months'),
      yearLevelControl: t('calendar.years'),
      nextMonth: t('calendar.next'),
      previousMonth: t('calendar.previous'),
      nextYear: t('calendar.next'),
      previousYear: t('calendar.previous'),
      nextDecade: t('calendar.next'),
      previousDecade: t('calendar.previous'),
    },
  }
}

function Day({ filter, search, set, done }: EditorOf<'day'>) {
  const calendar = useLabelledCalendar()
  return (
    <DatePicker
      {...calendar}
      value={(search[filter.name] as string | undefined) ?? null}
      onChange={(day) => {
        set({ [filter.name]: day ?? undefined })
        done()
      }}
    />
  )
}

function Days({ filter, search, set, done }: EditorOf<'days'>) {
  const calendar = useLabelledCalendar()
  const [range, setRange] = useState<[string | null, string | null]>([
    (search[filter.from] as string | undefined) ?? null,
    (search[filter.to] as string | undefined) ?? null,
  ])
  return (
    <DatePicker
      {...calendar}
      type="range"
      allowSingleDateInRange
      value={range}
      onChange={([from, to]) => {
        setRange([from, to])
        if (from === null || to === null) return
        set({ [filter.from]: from, [filter.to]: to })
        done()
      }}
    />
  )
}
