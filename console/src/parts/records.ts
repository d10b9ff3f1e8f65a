// The server's records under short names. What they hold stands in the generated description.
import type { components } from '../api/schema'

type Schemas = components['schemas']

export type CheckInRecord = Schemas['CheckInRecord']
export type Civil = Schemas['Civil']
export type CustomerRecord = Schemas['CustomerRecord']
export type DiaryRecord = Schemas['DiaryRecord']
export type Moment = Schemas['Moment']
export type NoteRecord = Schemas['NoteRecord']
export type PersonRecord = Schemas['PersonRecord']
export type PlaceVerdict = Schemas['PlaceVerdict']
export type Position = Schemas['Position']
export type Span = Schemas['Window']
export type StoryData = Schemas['Story']
export type TaskRecord = Schemas['TaskRecord']

/** A record as lists and stories hand it out: `TaskItem` is `Held<TaskRecord>`. */
export type Held<R> = Omit<Schemas['Item'], 'record'> & { record: R }

export type Names = Record<string, string>
