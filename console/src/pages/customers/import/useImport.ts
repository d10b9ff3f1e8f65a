import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { isAbort, Problem, useDirectory, useMe } from '../../../api'
import { likelyName, type Mapping, orderOf, type Said, wordsOf } from './mapping'
import { type Summary, sendFile } from './request'
import { type FileTable, tableOf, type Unfit, unfitOf, without } from './table'

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

/** A file as it is to be taken. */
interface Asked {
  chosen: Chosen
  choices: Choices
  left: ReadonlySet<number>
  map: string[]
}

const PAUSE = 250

/** A file on its way in: what it holds, what the server says of it, and what became of it. */
export function useImport() {
  const client = useQueryClient()
  const ownersOf = useOwners()
  const [chosen, setChosen] = useState<Chosen>()
  const [unfit, setUnfit] = useState<Unfit>()
  const [choices, setChoices] = useState<Choices>({ fence: 100, owners: 'nobody', people: [] })
  // What the server made of the headers, and what somebody said instead.
  const [guess, setGuess] = useState<Said>()
  const [said, setSaid] = useState<Said>()
  // The column that was taken for the name because the server recognised none.
  const [taken, setTaken] = useState<string>()
  const [left, setLeft] = useState<ReadonlySet<number>>(NONE)
  const [preview, setPreview] = useState<{ of: Asked; summary: Summary }>()
  const [done, setDone] = useState<Summary>()
  const [failure, setFailure] = useState<unknown>()
  const [progress, setProgress] = useState<{ done: number; of: number }>()
  const [isSaving, setSaving] = useState(false)
  const running = useRef<AbortController>(undefined)
  const leavesAllOut = useRef(false)

  const isUnnamed = said ? !said.name : isOfColumns(failure)
  const asked = useMemo<Asked | undefined>(() => {
    if (!chosen || (said && !said.name)) return undefined
    const map = said ? wordsOf(chosen.table.columns, said) : taken ? [`name=${taken}`] : []
    return { chosen, choices, left, map }
  }, [chosen, choices, left, said, taken])

  const send = useCallback(
    async ({ chosen, choices, left, map }: Asked, isPreview: boolean) => {
      running.current?.abort()
      const stop = new AbortController()
      running.current = stop
      const content =
        left.size > 0 ? new Blob([without(chosen.table, left)], { type: 'text/csv' }) : chosen.bytes
      const { fence } = choices
      const options = { file: chosen.name, fence, owners: ownersOf(choices), map }
      setFailure(undefined)
      setProgress({ done: 0, of: chosen.table.rows.length - left.size })
      try {
        return await sendFile(content, options, {
          isPreview,
          signal: stop.signal,
          progress: (done, of) => setProgress({ done, of }),
        })
      } catch (error) {
        const likely = isOfColumns(error) && map.length === 0 ? likelyName(chosen.table) : undefined
        if (likely) setTaken(likely)
        else if (!isAbort(error) && !stop.signal.aborted) setFailure(error)
        return undefined
      } finally {
        if (running.current === stop) setProgress(undefined)
      }
    },
    [ownersOf],
  )

  const look = useCallback(
    async (asked: Asked) => {
      const summary = await send(asked, true)
      if (!summary) return
      setPreview({ of: asked, summary })
      // A file whose rows could not be read says nothing of its columns.
      if (summary.rows > 0) setGuess((before) => before ?? summary.mapping)
      if (!leavesAllOut.current) return
      const more = leftToo(asked, summary)
      if (more) setLeft(more)
      else leavesAllOut.current = false
    },
    [send],
  )
  // What would happen is asked anew whenever something else is chosen.
  useEffect(() => {
    if (!asked || done) {
      running.current?.abort()
      return
    }
    const timer = setTimeout(() => void look(asked), PAUSE)
    return () => clearTimeout(timer)
  }, [asked, look, done])
  useEffect(() => () => running.current?.abort(), [])

  const choose = async (file: File) => {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const unfit = unfitOf(bytes)
    setUnfit(unfit)
    if (unfit) return
    const table = tableOf(bytes)
    leavesAllOut.current = false
    setPreview(undefined)
    setDone(undefined)
    setFailure(undefined)
    setGuess(undefined)
    setSaid(undefined)
    setTaken(undefined)
    setLeft(NONE)
    setChosen({ name: file.name, bytes: new Blob([file], { type: 'text/csv' }), table })
  }
  const commit = async () => {
    if (!asked) return
    setSaving(true)
    const summary = await send(asked, false)
    setSaving(false)
    if (!summary) return
    if (summary.wrong > 0) setPreview({ of: asked, summary })
    else setDone(summary)
    await client.invalidateQueries({ refetchType: 'active' })
  }
  const columns = chosen?.table.columns
  return {
    chosen,
    choose,
    /** Why the last file was not taken at all. */
    unfit,
    forget: () => {
      setChosen(undefined)
      setUnfit(undefined)
      setDone(undefined)
      setPreview(undefined)
    },
    choices,
    setChoices,
    /** Which columns fill a field: as somebody said, else as the server guessed. */
    said: said ?? guess ?? (failure || preview ? UNSAID : undefined),
    setMapping: (mapping: Mapping) => setSaid(columns && orderOf(columns, mapping, said ?? guess)),
    taken: said ? undefined : taken,
    isUnnamed,
    left,
    leaveOut: () => {
      if (!preview) return
      leavesAllOut.current = true
      const more = leftToo(preview.of, preview.summary)
      if (more) setLeft(more)
    },
    takeBack: () => {
      leavesAllOut.current = false
      setLeft(NONE)
    },
    preview: preview?.summary,
    /** Whether the preview is of what is chosen now. */
    isFresh: preview !== undefined && preview.of === asked,
    done,
    failure,
    progress,
    isSaving,
    commit,
    again: () => (asked ? void look(asked) : undefined),
  }
}

/** Who gets them, in the words of the request: whoever is no admin can give only to his own people. */
function useOwners() {
  const { people } = useDirectory()
  const isAdmin = useMe().data?.role === 'admin'
  return useCallback(
    ({ owners, people: chosen }: Choices): string => {
      if (owners === 'nobody') return ''
      if (owners === 'chosen') return chosen.join(',')
      if (isAdmin) return 'round-robin'
      const reps = people.filter(({ record }) => record.role === 'rep' && !record.revoked)
      return reps.map(({ record }) => record.id).join(',')
    },
    [people, isAdmin],
  )
}

/** The lines that are left out together with those that are wrong; nothing when these are no lines. */
function leftToo({ chosen, left }: Asked, { errors }: Summary): ReadonlySet<number> | undefined {
  const lines = new Set(chosen.table.rows.map(({ line }) => line))
  const more = errors.map(({ line }) => line).filter((line) => lines.has(line) && !left.has(line))
  return more.length > 0 ? new Set([...left, ...more]) : undefined
}

/** Whether the server says that a column is missing: it names the command line's option. */
function isOfColumns(error: unknown): boolean {
  return error instanceof Problem && error.field === '--map'
}

const NONE: ReadonlySet<number> = new Set()
const UNSAID: Said = {}

export type Importing = ReturnType<typeof useImport>
