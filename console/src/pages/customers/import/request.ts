import { api, Problem } from '../../../api'
import type { components } from '../../../api/schema'

export type Summary = components['schemas']['ImportSummary']
type Line = components['schemas']['ImportLine']
export type Undone = components['schemas']['UndoneImport']

export interface ImportOptions {
  file: string
  fence: number
  /** Nobody when nothing is said, else `round-robin` or logins with commas. */
  owners: string
  map: string[]
}

export interface Sending {
  isPreview: boolean
  signal: AbortSignal
  progress: (done: number, of: number) => void
}

/** Has a file looked at, or taken; tells how far it is, and throws a `Problem` where nothing came of it. */
export async function sendFile(
  content: Blob,
  { file, fence, owners, map }: ImportOptions,
  { isPreview, signal, progress }: Sending,
): Promise<Summary> {
  const query = { what: 'customers', file, preview: isPreview, fence, owners }
  const { data, error, response } = await api.POST('/v1/imports', {
    params: { query },
    // Each mapping is a pair of its own.
    querySerializer: (asked) => {
      const words = Object.entries(asked).map(([name, value]) => [name, String(value)])
      return new URLSearchParams([...words, ...map.map((one) => ['map', one])]).toString()
    },
    body: content as unknown as string,
    bodySerializer: (body) => body,
    headers: { 'content-type': 'text/csv' },
    parseAs: 'stream',
    signal,
  })
  if (!response.ok || !data) {
    const said = (error ?? {}) as { code?: string; detail?: string; field?: string }
    throw new Problem(said.code ?? 'internal', response.status, said.detail, said.field)
  }
  for await (const line of linesOf(data as unknown as ReadableStream<Uint8Array>)) {
    if ('progress' in line) progress(line.progress.done, line.progress.of)
    else if ('summary' in line) return line.summary
    else throw new Problem(line.problem.code, 200, line.problem.detail, line.problem.field)
  }
  throw new Problem('internal', response.status)
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Line> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    rest += decoder.decode(value, { stream: !done })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line) yield JSON.parse(line) as Line
    if (done) return
  }
}
