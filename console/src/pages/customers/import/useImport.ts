import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isAbort } from '../../../api'
import { type Mapping, mappingOf, saidOf } from './mapping'
import { type Summary, sendFile } from './request'
import { type FileTable, tableOf, without } from './table'

export type OwnersKind = 'nobody' | 'turn' | 'chosen'

export interface Choices {
  fence: number
  owners: OwnersKind
  people: string[]
}

export interface Chosen {
  name: string
  bytes: Blob
  table: FileTable
}

const PAUSE = 250

/** A file on its way in: what it holds, what the server says of it, and what became of it. */
export function useImport() {
  const client = useQueryClient()
  const [chosen, setChosen] = useState<Chosen>()
  const [choices, setChoices] = useState<Choices>({ fence: 100, owners: 'nobody', people: [] })
  // What the server made of the headers, and what somebody said instead.
  const [guess, setGuess] = useState<Mapping>()
  const [mapping, setMapping] = useState<Mapping>()
  const [left, setLeft] = useState<ReadonlySet<number>>(NONE)
  const [preview, setPreview] = useState<Summary>()
  const [done, setDone] = useState<Summary>()
  const [failure, setFailure] = useState<unknown>()
  const [progress, setProgress] = useState<{ done: number; of: number }>()
  const [isSaving, setSaving] = useState(false)
  const running = useRef<AbortController>(undefined)

  const send = useCallback(
    async (isPreview: boolean): Promise<Summary | undefined> => {
      if (!chosen) return undefined
      running.current?.abort()
      const stop = new AbortController()
      running.current = stop
      const { owners, people, fence } = choices
      const content =
        left.size > 0 ? new Blob([without(chosen.table, left)], { type: 'text/csv' }) : chosen.bytes
      const options = {
        file: chosen.name,
        fence,
        owners: owners === 'turn' ? 'round-robin' : owners === 'chosen' ? people.join(',') : '',
        map: mapping ? saidOf(chosen.table.columns, mapping) : [],
      }
      setFailure(undefined)
      setProgress({ done: 0, of: chosen.table.rows.length })
      try {
        return await sendFile(content, options, {
          isPreview,
          signal: stop.signal,
          progress: (done, of) => setProgress({ done, of }),
        })
      } catch (error) {
        if (!isAbort(error) && !stop.signal.aborted) setFailure(error)
        return undefined
      } finally {
        if (running.current === stop) setProgress(undefined)
      }
    },
    [chosen, choices, left, mapping],
  )

  // What would happen is asked anew whenever something else is chosen.
  useEffect(() => {
    if (!chosen || isSaving || done) return
    const timer = setTimeout(() => {
      void send(true).then((summary) => {
        if (!summary) return
        setPreview(summary)
        setGuess((before) => before ?? mappingOf(chosen.table.columns, summary.mapping))
      })
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [chosen, send, isSaving, done])
  useEffect(() => () => running.current?.abort(), [])

  const choose = async (file: File) => {
    const table = tableOf(new Uint8Array(await file.arrayBuffer()))
    setPreview(undefined)
    setDone(undefined)
    setFailure(undefined)
    setGuess(undefined)
    setMapping(undefined)
    setLeft(NONE)
    setChosen({ name: file.name, bytes: new Blob([file], { type: 'text/csv' }), table })
  }
  const commit = async () => {
    setSaving(true)
    const summary = await send(false)
    setSaving(false)
    if (!summary) return
    if (summary.wrong > 0) setPreview(summary)
    else setDone(summary)
    await client.invalidateQueries({ refetchType: 'active' })
  }
  return {
    chosen,
    choose,
    forget: () => {
      setChosen(undefined)
      setDone(undefined)
      setPreview(undefined)
    },
    choices,
    setChoices,
    /** Before the server has guessed: nothing, where it could not guess, nobody's. */
    mapping:
      mapping ??
      guess ??
      (failure && chosen ? chosen.table.columns.map(() => undefined) : undefined),
    setMapping,
    left,
    leaveOut: (lines: number[]) => setLeft((before) => new Set([...before, ...lines])),
    takeBack: () => setLeft(NONE),
    preview,
    done,
    failure,
    progress,
    isSaving,
    commit,
    again: () => void send(true).then((summary) => summary && setPreview(summary)),
  }
}

const NONE: ReadonlySet<number> = new Set()

export type Importing = ReturnType<typeof useImport>
