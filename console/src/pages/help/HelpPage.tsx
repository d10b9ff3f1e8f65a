import { Button, NavLink, SegmentedControl, Text, TextInput, Title } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../api'
import { EmptyState } from '../../parts/EmptyState'
import { type Guide, guides, type Section, searchGuides, sections } from '../../shell/help/guides'
import { GuideText } from '../../shell/help/Text'
import styles from './help.module.css'
import { help } from './page'

/** The guides as a whole: contents beside the text, and a search over all three. */
export function Page() {
  const { t } = useTranslation('shell')
  const { guide: asked, q = '' } = help.useSearch()
  const setSearch = help.useSetSearch()
  const role = useMe().data?.role
  const own: Guide = role === 'admin' ? 'admin' : 'manager'
  const guide = guides.find((each) => each === asked) ?? own
  const shown = q.trim() ? searchGuides(q) : sections.filter((section) => section.guide === guide)

  // The heading behind `#` is there only now, after the text was fetched.
  useEffect(() => {
    const anchor = decodeURIComponent(location.hash.slice(1))
    if (anchor) document.getElementById(anchor)?.scrollIntoView()
  }, [])

  return (
    <>
      <Title order={1} mb="md">
        {t('help.title')}
      </Title>
      <div className={styles.tools}>
        <SegmentedControl
          aria-label={t('help.title')}
          value={guide}
          onChange={(value) => setSearch({ guide: value, q: undefined })}
          data={guides.map((each) => ({ value: each, label: t(`help.guide.${each}`) }))}
        />
        <TextInput
          className={styles.search}
          aria-label={t('help.search')}
          placeholder={t('help.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={q}
          onChange={(event) => setSearch({ q: event.currentTarget.value })}
        />
      </div>
      {q.trim() ? (
        <Text c="dimmed" size="sm" mb="sm" role="status">
          {t('help.found', { count: shown.length })}
        </Text>
      ) : null}
      {shown.length === 0 ? (
        <EmptyState
          drawing="search"
          title={t('help.none')}
          action={
            <Button variant="default" onClick={() => setSearch({ q: undefined })}>
              {t('help.all')}
            </Button>
          }
        >
          {t('help.none_text')}
        </EmptyState>
      ) : (
        <Sections shown={shown} />
      )}
    </>
  )
}

function Sections({ shown }: { shown: readonly Section[] }) {
  const { t } = useTranslation('shell')
  return (
    <div className={styles.columns}>
      <nav className={styles.contents} aria-label={t('help.whole')} lang="en" dir="ltr">
        {shown.map((section) => (
          <NavLink
            key={section.guide + section.anchor}
            href={`#${section.anchor}`}
            label={section.title}
          />
        ))}
      </nav>
      <article className={styles.article}>
        {shown.map((section) => (
          <section
            key={section.guide + section.anchor}
            id={section.anchor}
            className={styles.section}
          >
            <Title order={2} lang="en" dir="ltr">
              {section.title}
            </Title>
            <GuideText text={section.text} />
          </section>
        ))}
      </article>
    </div>
  )
}
