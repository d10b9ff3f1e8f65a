// What the generated description says, in the words that pages use.
import type { PathsWithMethod } from 'openapi-typescript-helpers'
import type { paths } from './schema'

/** Paths that can be read. */
export type Readable = PathsWithMethod<paths, 'get'> & string

type Operation<P extends Readable> = paths[P] extends { get: infer O } ? O : never

/** What a path answers. */
export type Answer<P extends Readable> =
  Operation<P> extends { responses: { 200: { content: { 'application/json': infer A } } } }
    ? A
    : never

/** What a path is asked with: `{ query, path }`. */
export type ParamsOf<P extends Readable> =
  Operation<P> extends { parameters: infer X } ? Pick<X, keyof X & ('query' | 'path')> : never

/** What can be said in the query of a path. */
export type QueryOf<P extends Readable> = ParamsOf<P> extends { query?: infer Q } ? Q : never

/** Paths that answer with a list. */
export type Listable = {
  [P in Readable]: Answer<P> extends { items: unknown[] } ? P : never
}[Readable]

/** One of the things that a list holds. */
export type Listed<P extends Listable> = Answer<P> extends { items: (infer T)[] } ? T : never

/** A record as the server hands it out: with the writers of its fields. */
export interface Item<R = Record<string, unknown>> {
  record: R
  seq: number
  writers?: Record<string, string>
}

/** A page of a list, whatever it holds. */
export interface ListPage<T> {
  items: T[]
  next?: string | number | null
  total?: number
  names?: Record<string, string>
}
