import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import Markdown from 'markdown-to-jsx'
import type { ReactNode } from 'react'
import { anchorOf, guides } from './guides'
import styles from './help.module.css'

function Reference({ href = '', children }: { href?: string; children?: ReactNode }) {
  // A page of the console is written `/plan` in the guides; other guides stand beside them as files.
  if (href.startsWith('/'))
    return (
      <Anchor component={Link} to={href}>
        {children}
      </Anchor>
    )
  const guide = guides.find((each) => href === `${each}.md`)
  if (guide)
    return (
      <Anchor component={Link} to="/help" search={{ guide } as never}>
        {children}
      </Anchor>
    )
  if (href.startsWith('#')) return <Anchor href={href}>{children}</Anchor>
  if (/^https?:/.test(href))
    return (
      <Anchor href={href} target="_blank" rel="noreferrer">
        {children}
      </Anchor>
    )
  return <em>{children}</em>
}

/** A text of the guides. Raw HTML in it is shown as text and never read. */
export function GuideText({ text }: { text: string }) {
  return (
    <div className={styles.text} lang="en" dir="ltr">
      <Markdown
        options={{
          disableParsingRawHTML: true,
          slugify: anchorOf,
          overrides: { a: { component: Reference } },
        }}
      >
        {text}
      </Markdown>
    </div>
  )
}
