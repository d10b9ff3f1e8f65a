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
  const { categories, series, grouped, format } = props
  const select = useRef(props.onSelect)
  select.current = props.onSelect

  // Whatever is shown or how makes a new picture; it is small.
  useEffect(() => {
    if (!box.current) return
    const chart = init(box.current, undefined, { renderer: 'svg' })
    chart.setOption(chartOption({ categories, series, grouped, format }, scheme, dir), true)
    chart.on('click', ({ dataIndex }) => select.current?.(dataIndex))
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(box.current)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [scheme, dir, categories, series, grouped, format])

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
