import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, useDirectory } from '../../api'
import type { components } from '../../api/schema'
import { useFormats } from '../../parts'
import type { Move } from './board'

export type Warning = components['schemas']['PlanWarning']

/** Asks what a planner should know before he saves moves. */
export async function check(moves: readonly Move[]): Promise<Warning[]> {
  if (moves.length === 0) return []
  const { warnings } = await answer(api.POST('/v1/plan/check', { body: { moves: [...moves] } }))
  return warnings
}

export interface Told {
  tells: Warning['tells']
  text: string
  count: number
}

/** Warnings in words; what is the same for many moves stands once with its number. */
export function useWarningWords(): (warnings: readonly Warning[]) => Told[] {
  const { t } = useTranslation('plan')
  const formats = useFormats()
  const directory = useDirectory()
  const { name } = directory
  return useCallback(
    (warnings) => {
      const told = new Map<string, Told>()
      for (const warning of warnings) {
        const text = textOf(warning)
        const known = told.get(text)
        if (known) known.count += 1
        else told.set(text, { tells: warning.tells, text, count: 1 })
      }
      return [...told.values()]

      function textOf(warning: Warning): string {
        switch (warning.tells) {
          case 'outside_hours':
            return t('warn.outside_hours', { hours: formats.window(warning.hours) })
          case 'not_working':
            return t('warn.not_working', { day: formats.day(warning.day) })
          case 'other_territory':
            return t('warn.other_territory', { territory: name(warning.territory) ?? '' })
          case 'over_capacity':
            return t('warn.over_capacity', {
              day: formats.day(warning.day),
              planned: formats.minutes(warning.planned_minutes),
              available: formats.minutes(warning.available_minutes),
            })
          case 'no_phone':
            return t('warn.no_phone', { name: name(warning.person) ?? '' })
          case 'clash':
            return t('warn.clash', { window: formats.window(warning.window) })
        }
      }
    },
    [t, formats, name],
  )
}
