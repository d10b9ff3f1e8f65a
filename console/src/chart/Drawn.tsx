import { useComputedColorScheme, useDirection } from '@mantine/core'
import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { chartOption } from './option'
import type { CategoryChartProps } from './types'

use([BarChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer])

interface DrawnProps extends CategoryChartProps {
  format: (value: number) => string
  about: string
}

/** Draws with the theme's colours; drawn anew when the scheme, the direction or the width changes. */
export function Drawn(props: DrawnProps) {
  const box = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme('light')
  const { dir } = useDirection()
  const newest = useRef(props)
  newest.current = props

  useEffect(() => {
    if (!box.current) return
    const chart = init(box.current, undefined, { renderer: 'svg' })
    const draw = () => chart.setOption(chartOption(newest.current, dir), true)
    draw()
    chart.on('click', ({ dataIndex }) => newest.current.onSelect?.(dataIndex))
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(box.current)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
    // Whatever is shown or how makes a new picture; it is small.
    // biome-ignore lint/correctness/useExhaustiveDependencies: the picture depends on all of these
  }, [scheme, dir, props.series, props.categories, props.grouped])

  return (
    <div
      ref={box}
      role="img"
      aria-label={props.about}
      dir="ltr"
      style={{ blockSize: props.height }}
    />
  )
}
