/** Colours of the map, of the theme where the theme has them. */
export interface MapColors {
  water: string
  land: string
  border: string
  road: string
  green: string
  text: string
  surface: string
  accent: string
  looks: Record<string, string>
}

export function mapColors(scheme: 'light' | 'dark'): MapColors {
  const style = getComputedStyle(document.documentElement)
  const read = (name: string, otherwise: string) => {
    const text = style.getPropertyValue(name).trim()
    return text === '' ? otherwise : text
  }
  const isDark = scheme === 'dark'
  const shade = isDark ? 4 : 7
  const tone = (name: string, otherwise: string) =>
    read(`--mantine-color-${name}-${shade}`, otherwise)
  return {
    water: isDark ? '#10181c' : '#dfe9ee',
    land: isDark ? '#1f292d' : '#f8f8f4',
    border: isDark ? '#46555c' : '#b6bfc2',
    road: isDark ? '#38454b' : '#d9d9d2',
    green: isDark ? '#1f2e29' : '#e8f0e2',
    text: read('--mantine-color-text', isDark ? '#e0eaee' : '#1b2225'),
    surface: read('--surface', isDark ? '#171d20' : '#ffffff'),
    accent: read('--accent', '#026763'),
    looks: {
      plain: tone('teal', '#026763'),
      open: tone('blue', '#025b9f'),
      done: tone('green', '#046c30'),
      late: tone('orange', '#884401'),
      failed: tone('red', '#a7101d'),
    },
  }
}
