import { Avatar, Menu, Text, useMantineColorScheme } from '@mantine/core'
import {
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCog,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDirectory, useMe } from '../../api'
import { type Language, languages, pseudoLanguage, type Scheme, schemes, speak } from '../../words'
import { openKeys } from '../help/store'
import { useSignOut } from '../session/signOut'
import styles from './frame.module.css'

const signs = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop }

/** Languages to choose from; the pseudo-locale stands there only for whoever already reads it. */
export function useLanguages() {
  const { i18n } = useTranslation()
  return i18n.language === pseudoLanguage.code || import.meta.env.DEV
    ? [...languages, pseudoLanguage]
    : languages
}

export function AccountMenu() {
  const { t, i18n } = useTranslation(['shell', 'common'])
  const me = useMe()
  const directory = useDirectory()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = useSignOut()
  const offered = useLanguages()
  const name = directory.name(me.data?.person) ?? me.data?.login ?? ''
  return (
    <Menu width={240}>
      <Menu.Target>
        <button type="button" className={styles.person} aria-label={t('account.menu', { name })}>
          <Avatar size={28} radius="xl" color="teal" name={name} aria-hidden />
          <span className={`${styles.personName} ${styles.wideOnly}`}>{name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)">
            {name}
          </Text>
          {me.data ? t(`common:role.${me.data.role}`) : ''}
        </Menu.Label>
        <Menu.Item
          component={Link}
          to="/account"
          leftSection={<IconUserCog size={16} aria-hidden />}
        >
          {t('account.open')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={openKeys}>
          {t('keys.title')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('scheme.title')}</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(scheme) => setColorScheme(scheme as Scheme)}
        >
          {schemes.map((scheme) => {
            const Sign = signs[scheme]
            return (
              <Menu.RadioItem key={scheme} value={scheme} closeMenuOnClick={false}>
                <span className={styles.choice}>
                  <Sign size={16} aria-hidden />
                  {t(`scheme.${scheme}`)}
                </span>
              </Menu.RadioItem>
            )
          })}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        <Menu.RadioGroup
          value={i18n.language}
          onChange={(language) => void speak(language as Language)}
        >
          {offered.map((language) => (
            <Menu.RadioItem key={language.code} value={language.code} lang={language.code}>
              {language.name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => void signOut()}
        >
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
