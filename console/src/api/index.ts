export { answer, api, serverClockAhead } from './client'
export { connection, onRecovery, retryNow, useConnection } from './connection'
export * from './hooks'
export { type AllOptions, type List, type ListOptions, type ListRow, useList } from './list'
export { refresh, startLive, useLive } from './live'
export {
  type Failure,
  fieldWords,
  isAbort,
  isPassing,
  Problem,
  type ProblemWords,
  problemWords,
  Unreachable,
} from './problem'
export { getOptions, keyOf, queryClient, read } from './query'
export { type AskProof, onSessionOver, provideProof } from './session'
export type { Answer, Item, Listable, Listed, ListPage, ParamsOf, QueryOf, Readable } from './types'
