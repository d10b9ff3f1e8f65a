import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

// Every colour has the same lightness at the same shade (OKLCH), so that contrast is decided once:
// shade 6 and darker carry white text (5:1), shade 7 and darker are text on white or on a tint of
// themselves (6:1), shades 0 to 4 are text on the dark ground.
const colors: Record<string, MantineColorsTuple> = {
  teal: [
    '#eaf9f7',
    '#d3f1ee',
    '#b0e3df',
    '#7fcec9',
    '#4eb6b0',
    '#129b96',
    '#01807b',
    '#026763',
    '#055350',
    '#033e3c',
  ],
  red: [
    '#fff2f0',
    '#fee2df',
    '#ffc8c3',
    '#fea199',
    '#fd7069',
    '#e44a49',
    '#c52b30',
    '#a7101d',
    '#8a0113',
    '#6a010c',
  ],
  orange: [
    '#fff3eb',
    '#fee4d3',
    '#feccaa',
    '#f6aa76',
    '#e48946',
    '#ca6a10',
    '#a75605',
    '#884401',
    '#6e3602',
    '#542700',
  ],
  yellow: [
    '#fcf4e6',
    '#f7e8ca',
    '#edd5a3',
    '#ddb96b',
    '#c89c33',
    '#ab8000',
    '#8c6802',
    '#725401',
    '#5c4302',
    '#453201',
  ],
  green: [
    '#ebfaed',
    '#d5f3da',
    '#b5e6be',
    '#87d297',
    '#5bbb74',
    '#30a054',
    '#02853c',
    '#046c30',
    '#015725',
    '#01421a',
  ],
  blue: [
    '#eef6ff',
    '#dbecfe',
    '#badbff',
    '#89c3ff',
    '#59a8f6',
    '#318bde',
    '#0871c1',
    '#025b9f',
    '#034981',
    '#013762',
  ],
  violet: [
    '#f6f3ff',
    '#ebe6fe',
    '#dad0ff',
    '#c3affe',
    '#ab8dfa',
    '#916ee2',
    '#7853c5',
    '#633fa8',
    '#50308b',
    '#3c226c',
  ],
  gray: [
    '#f1f6f8',
    '#e5eaed',
    '#d3d8dc',
    '#b8bfc2',
    '#9da4a8',
    '#82898d',
    '#687074',
    '#535b5f',
    '#41494d',
    '#2f373b',
  ],
  dark: [
    '#e0eaee',
    '#c6cfd4',
    '#aab3b7',
    '#8b9498',
    '#474e52',
    '#343c40',
    '#242b2f',
    '#1b2225',
    '#12181c',
    '#0a1014',
  ],
}
colors.lime = colors.green as MantineColorsTuple
colors.cyan = colors.teal as MantineColorsTuple
colors.grape = colors.violet as MantineColorsTuple
colors.indigo = colors.blue as MantineColorsTuple
colors.pink = colors.red as MantineColorsTuple

const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Noto Sans Arabic', " +
  "'Geeza Pro', 'Dubai', Tahoma, Arial, sans-serif"

export const theme = createTheme({
  colors,
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  // Where black and white are equally far from a ground.
  luminanceThreshold: 0.179,
  black: '#1b2225',
  fontFamily: FONT,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, 'Noto Sans Mono', monospace",
  headings: {
    fontFamily: FONT,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.75rem' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.5rem' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.375rem' },
      h4: { fontSize: '0.875rem', lineHeight: '1.25rem' },
    },
  },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.5' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '0.1875rem', sm: '0.3125rem', md: '0.4375rem', lg: '0.625rem', xl: '1rem' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm' } },
    Text: { defaultProps: { size: 'md' } },
    Paper: { defaultProps: { withBorder: true } },
    Card: { defaultProps: { withBorder: true } },
    Tooltip: {
      defaultProps: {
        withArrow: true,
        openDelay: 300,
        events: { hover: true, focus: true, touch: false },
      },
    },
    // What opens over a page stands in a landmark of its own, see App.
    Portal: { defaultProps: { target: '#overlays' } },
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.4 },
        styles: { title: { fontWeight: 600, fontSize: '1.0625rem' } },
        // The title's line of a dialog is not the banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
    },
    Drawer: {
      defaultProps: {
        overlayProps: { backgroundOpacity: 0.3 },
        attributes: { header: { role: 'presentation' } },
      },
    },
    // Its placeholder for the first focus is a child that a menu may not have.
    Menu: {
      defaultProps: { shadow: 'md', position: 'bottom-end', withInitialFocusPlaceholder: false },
    },
    Popover: { defaultProps: { shadow: 'md' } },
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm' },
      styles: { root: { textTransform: 'none' } },
    },
    Anchor: { defaultProps: { underline: 'hover' } },
    // Tables of figures look as the long ones do.
    Table: { defaultProps: { borderColor: 'var(--hairline)' } },
  },
})

type Variables = Record<string, string>

/** What Mantine leaves too pale, and the few surfaces that the frame adds. */
export const variables: CSSVariablesResolver = (full) => {
  const light: Variables = {
    '--ground': '#f4f7f8',
    '--surface': '#ffffff',
    '--surface-sunken': '#eef2f4',
    '--hairline': '#dde4e7',
    '--skeleton': '#e9eef0',
    '--hairline-strong': '#c3ccd0',
    '--accent': full.colors.teal?.[7] ?? '',
    '--accent-ground': full.colors.teal?.[0] ?? '',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1b2225',
    '--mantine-color-dimmed': '#566167',
    '--mantine-color-placeholder': '#667177',
    '--mantine-color-anchor': full.colors.teal?.[7] ?? '',
    '--mantine-color-error': full.colors.red?.[7] ?? '',
    '--mantine-color-success': full.colors.green?.[7] ?? '',
    '--mantine-color-default-border': '#c9d2d6',
    '--mantine-color-disabled': '#eaeff1',
    '--mantine-color-disabled-color': '#5b666b',
    '--mantine-color-disabled-border': '#d5dde0',
  }
  const dark: Variables = {
    '--ground': '#0f1416',
    '--surface': '#171d20',
    '--surface-sunken': '#11171a',
    '--hairline': '#2a3337',
    '--skeleton': '#20282c',
    '--hairline-strong': '#414c51',
    '--accent': full.colors.teal?.[3] ?? '',
    '--accent-ground': '#0c2e2c',
    '--mantine-color-body': '#171d20',
    '--mantine-color-text': '#e0eaee',
    '--mantine-color-dimmed': '#a2adb2',
    '--mantine-color-placeholder': '#97a2a7',
    '--mantine-color-anchor': full.colors.teal?.[3] ?? '',
    '--mantine-color-error': full.colors.red?.[3] ?? '',
    '--mantine-color-success': full.colors.green?.[3] ?? '',
    '--mantine-color-default': '#1e262a',
    '--mantine-color-default-hover': '#273136',
    '--mantine-color-default-border': '#3d484d',
    '--mantine-color-disabled': '#232b2f',
    '--mantine-color-disabled-color': '#a2adb2',
    '--mantine-color-disabled-border': '#333d42',
  }
  for (const [name, shades] of Object.entries(full.colors)) {
    if (name === 'dark') continue
    light[`--mantine-color-${name}-text`] = shades[7] ?? ''
    light[`--mantine-color-${name}-outline`] = shades[7] ?? ''
    light[`--mantine-color-${name}-light`] = shades[1] ?? ''
    light[`--mantine-color-${name}-light-hover`] = shades[2] ?? ''
    light[`--mantine-color-${name}-light-color`] = shades[7] ?? ''
    dark[`--mantine-color-${name}-text`] = shades[3] ?? ''
    dark[`--mantine-color-${name}-outline`] = shades[3] ?? ''
    dark[`--mantine-color-${name}-light`] = `color-mix(in srgb, ${shades[6]} 26%, transparent)`
    dark[`--mantine-color-${name}-light-hover`] =
      `color-mix(in srgb, ${shades[6]} 36%, transparent)`
    dark[`--mantine-color-${name}-light-color`] = shades[2] ?? ''
  }
  for (const name of ['text', 'outline', 'light', 'light-hover', 'light-color']) {
    for (const set of [light, dark]) {
      if (name === 'text') continue
      set[`--mantine-primary-color-${name}`] = set[`--mantine-color-teal-${name}`] ?? ''
    }
  }
  return { variables: {}, light, dark }
}
