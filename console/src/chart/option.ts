import type { BarSeriesOption } from 'echarts/charts'
import type {
  AriaComponentOption,
  GridComponentOption,
  TooltipComponentOption,
} from 'echarts/components'
import type { ComposeOption } from 'echarts/core'
import type { CategoryChartProps } from './types'

type Option = ComposeOption<
  BarSeriesOption | GridComponentOption | TooltipComponentOption | AriaComponentOption
>

type Wanted = Pick<CategoryChartProps, 'categories' | 'series' | 'grouped'> & {
  format: (value: number) => string
}

/** What the library draws. Tooltips are drawn as well: the page's policy lets no HTML strings in. */
export function chartOption(
  props: Wanted,
  scheme: 'light' | 'dark',
  direction: 'ltr' | 'rtl',
): Option {
  const style = getComputedStyle(document.documentElement)
  const isDark = scheme === 'dark'
  const read = (name: string) => style.getPropertyValue(name).trim()
  const shade = isDark ? 4 : 6
  const text = read('--mantine-color-dimmed')
  const hairline = read('--hairline')
  const surface = read('--surface')
  const font = { color: text, fontSize: 11, fontFamily: read('--mantine-font-family') }
  const isRtl = direction === 'rtl'
  const { categories, series, grouped, format } = props
  return {
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 200,
    aria: {
      enabled: false,
      decal: {
        show: series.length > 1,
        decals: decals(isDark ? 'rgba(0,0,0,0.45)' : 'rgba(255,255,255,0.5)'),
      },
    },
    grid: { left: 8, right: 8, top: 16, bottom: 4, outerBoundsMode: 'same' },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      axisPointer: { type: 'shadow' },
      backgroundColor: surface,
      borderColor: read('--hairline-strong'),
      textStyle: { ...font, color: read('--mantine-color-text'), fontSize: 12 },
      formatter: (found) => tooltip(found, format),
    },
    xAxis: {
      type: 'category',
      data: categories,
      inverse: isRtl,
      axisLabel: { ...font, hideOverlap: true },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: read('--hairline-strong') } },
    },
    yAxis: {
      type: 'value',
      position: isRtl ? 'right' : 'left',
      minInterval: 1,
      axisLabel: { ...font, formatter: (value: number) => format(value) },
      splitLine: { lineStyle: { color: hairline } },
    },
    series: series.map(({ label, values, tone = 'teal' }) => ({
      type: 'bar',
      name: label,
      data: values,
      stack: grouped ? undefined : 'all',
      barMaxWidth: 36,
      itemStyle: {
        color: read(`--mantine-color-${tone === 'neutral' ? 'gray' : tone}-${shade}`),
        borderColor: surface,
        borderWidth: 1,
      },
      emphasis: { focus: 'none' },
    })),
  }
}

function tooltip(found: unknown, format: (value: number) => string): string {
  const rows = (Array.isArray(found) ? found : [found]) as {
    name: string
    seriesName: string
    value: number | null
  }[]
  const lines = rows.map(
    (row) => `${row.seriesName}: ${row.value == null ? '–' : format(row.value)}`,
  )
  return [rows[0]?.name ?? '', ...lines].join('\n')
}

// The first series is plain, the others bear lines; the legend shows the same.
function decals(color: string) {
  const lines = (rotation: number) => ({
    symbol: 'rect',
    color,
    dashArrayX: [1, 0],
    dashArrayY: [2, 5],
    rotation,
  })
  return [{ symbol: 'none' }, lines(-Math.PI / 4), lines(0), lines(Math.PI / 2), lines(Math.PI / 4)]
}
