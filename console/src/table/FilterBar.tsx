// Filters above a list: a search field, one chip for each filter that is set, and a menu of the others.
import { Button, CloseButton, Group, Menu, Popover, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconFilter, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterEditor } from './FilterEditor'
import { type Filter, isSet, namesOf, valueWords } from './filters'
import classes from './filters.module.css'
import type { ListState } from './useListState'

export interface FilterBarProps<S extends object> {
  filters: readonly Filter[]
  state: ListState<S>
  /** Stands at the end of the bar: the button that makes a new one. */
  children?: ReactNode
}

export function FilterBar<S extends object>({ filters, state, children }: FilterBarProps<S>) {
  const { t, i18n } = useTranslation('table')
  const search = state.search as Record<string, unknown>
  const [added, setAdded] = useState<string>()
  const set = (patch: Record<string, unknown>) => state.set(patch as never)
  const texts = filters.filter((filter) => filter.kind === 'search')
  const others = filters.filter((filter) => filter.kind !== 'search')
  const shown = others.filter((filter) => isSet(filter, search) || filter.name === added)
  const hidden = others.filter((filter) => !shown.includes(filter))
  return (
    <search className={classes.bar} aria-label={t('filters')}>
      {texts.map((filter) => (
        <SearchField
          key={filter.name}
          label={filter.label}
          value={String(search[filter.name] ?? '')}
          onChange={(value) => set({ [filter.name]: value })}
        />
      ))}
      {shown.map((filter) => (
        <Chip
          key={filter.name}
          filter={filter}
          search={search}
          set={set}
          words={valueWords(filter, search, i18n.language, t)}
          isNew={filter.name === added}
          onClosed={() => setAdded((name) => (name === filter.name ? undefined : name))}
        />
      ))}
      {hidden.length > 0 && (
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              leftSection={<IconFilter size={14} aria-hidden />}
            >
              {t('addFilter')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {hidden.map((filter) => (
              <Menu.Item
                key={filter.name}
                onClick={() =>
                  filter.kind === 'flag' ? set({ [filter.name]: true }) : setAdded(filter.name)
                }
              >
                {filter.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {others.some((filter) => isSet(filter, search)) && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          onClick={() => {
            setAdded(undefined)
            state.clear(others.flatMap(namesOf))
          }}
        >
          {t('clearFilters')}
        </Button>
      )}
      {children !== undefined && (
        <Group gap="xs" className={classes.end}>
          {children}
        </Group>
      )}
    </search>
  )
}

interface ChipProps {
  filter: Filter
  search: Record<string, unknown>
  set: (patch: Record<string, unknown>) => void
  words: string
  isNew: boolean
  onClosed: () => void
}

function Chip({ filter, search, set, words, isNew, onClosed }: ChipProps) {
  const { t } = useTranslation('table')
  const [isOpen, setOpen] = useState(isNew)
  const close = () => {
    setOpen(false)
    onClosed()
  }
  const text = words === '' ? filter.label : `${filter.label}: ${words}`
  return (
    <Popover
      opened={isOpen}
      onDismiss={close}
      position="bottom-start"
      trapFocus
      returnFocus
      withinPortal
      shadow="md"
    >
      <Group gap={0} wrap="nowrap" className={classes.chip}>
        <Popover.Target>
          <button
            type="button"
            className={classes.chipText}
            title={text}
            aria-haspopup={filter.kind === 'flag' ? undefined : 'dialog'}
            aria-expanded={filter.kind === 'flag' ? undefined : isOpen}
            onClick={() => (filter.kind === 'flag' ? undefined : isOpen ? close() : setOpen(true))}
          >
            {text}
          </button>
        </Popover.Target>
        <CloseButton
          size="xs"
          aria-label={t('removeFilter', { name: filter.label })}
          onClick={() => {
            set(Object.fromEntries(namesOf(filter).map((name) => [name, undefined])))
            onClosed()
          }}
        />
      </Group>
      <Popover.Dropdown aria-label={filter.label}>
        <FilterEditor filter={filter} search={search} set={set} done={close} />
      </Popover.Dropdown>
    </Popover>
  )
}

interface SearchFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
}

/** Asks once somebody pauses, so that the address does not change with every letter. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(value)
  const sent = useRef(value)
  const tell = useDebouncedCallback((text: string) => {
    sent.current = text
    onChange(text)
  }, 120)
  // Somebody else changed the address: back, a link, "clear".
  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setTyped(value)
  }, [value])
  return (
    <TextInput
      type="search"
      size="xs"
      className={classes.search}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        tell(event.currentTarget.value)
      }}
    />
  )
}
