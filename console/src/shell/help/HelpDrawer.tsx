import { Anchor, Divider, Drawer, Text, TextInput, Title } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link, useMatches } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Section, searchGuides, sections, sectionsOf } from './guides'
import styles from './help.module.css'
import { closeHelp, useHelp } from './store'
import { GuideText } from './Text'

/** What the guides say about the page beside it, and a search over all of them. */
export function HelpDrawer() {
  const { t } = useTranslation('shell')
  const page = useMatches({ select: (matches) => matches.at(-1)?.staticData.page })
  const topic = useHelp().topic ?? page?.help ?? page?.name ?? ''
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<Section>()
  const own = sectionsOf(topic)
  const shown = chosen ? [chosen] : own.length ? own : sections.slice(0, 1)
  const found = searchGuides(query)
  return (
    <Drawer
      opened
      onClose={closeHelp}
      position="right"
      size="27rem"
      title={t('help.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <TextInput
        aria-label={t('help.search')}
        placeholder={t('help.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        mb="md"
      />
      {query.trim() ? (
        <div className={styles.found}>
          <Text size="sm" c="dimmed" role="status">
            {t('help.found', { count: found.length })}
          </Text>
          {found.map((section) => (
            <button
              key={section.guide + section.anchor}
              type="button"
              className={styles.result}
              onClick={() => {
                setChosen(section)
                setQuery('')
              }}
            >
              <Text fw={600}>{section.title}</Text>
              <Text size="xs" c="dimmed">
                {t(`help.guide.${section.guide}`)}
              </Text>
            </button>
          ))}
        </div>
      ) : (
        shown.map((section) => (
          <section key={section.guide + section.anchor}>
            <Title order={2}>{section.title}</Title>
            <GuideText text={section.text} />
            <Divider my="md" />
          </section>
        ))
      )}
      <Anchor component={Link} to="/help" onClick={closeHelp}>
        {t('help.whole')}
      </Anchor>
    </Drawer>
  )
}
