// Stands in until the description is generated (`npm run types` writes over it).
type Item = {
  record: Record<string, unknown>
  seq: number
  writers: Record<string, string>
  status?: string
  lists?: string[]
  open_tasks?: number
  last_visit?: number
}
type Listing = {
  items: Item[]
  next?: string
  total: number
  names: Record<string, string>
}
type Query = Record<string, string | number | boolean | undefined>
type Read<A, P = { query?: Query }> = {
  get: {
    parameters: P
    responses: { 200: { content: { 'application/json': A } } }
  }
}
type Undo = { do: string; body: Record<string, unknown>; was?: Record<string, unknown> }
export interface paths {
  '/v1/account': Read<{ person: string; role: string; login: string; scopes?: string[] }>
  '/v1/organisation': Read<Item>
  '/v1/people': Read<Listing>
  '/v1/teams': Read<Listing>
  '/v1/activity-types': Read<Listing>
  '/v1/territories': Read<Listing>
  '/v1/customers': Read<Listing>
  '/v1/customers/{id}': Read<Item, { path: { id: string } }>
  '/v1/tasks': Read<Listing>
  '/v1/tasks/{id}': Read<Item, { path: { id: string } }>
  '/v1/changes': {
    post: {
      requestBody: { content: { 'application/json': { changes: unknown[]; whole?: boolean } } }
      responses: {
        200: {
          content: {
            'application/json': {
              verdicts: {
                change: string
                verdict: Record<string, unknown> & { verdict: string }
                seq?: number
                undo?: Undo
              }[]
            }
          }
        }
      }
    }
  }
}
