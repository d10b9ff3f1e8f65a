import licences from 'virtual:licences'
import { Accordion, Text } from '@mantine/core'
import styles from './settings.module.css'

/** The packages of the console with their licences, as they came. */
export function Licences() {
  return (
    <Accordion variant="default" chevronPosition="left" order={3} data-licences>
      {licences.map(({ name, version, licence, text }) => (
        <Accordion.Item key={`${name} ${version}`} value={`${name} ${version}`}>
          <Accordion.Control>
            <span dir="ltr">
              {name}{' '}
              <Text span size="sm" c="dimmed">
                {version} · {licence}
              </Text>
            </span>
          </Accordion.Control>
          <Accordion.Panel>
            <pre className={styles.licence} dir="ltr">
              {text}
            </pre>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  )
}
