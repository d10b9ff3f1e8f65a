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
  '/v1/account': Read<{ person: string; role: string; login: string; scopes?: string[] | null; factors: any[]; recovery_codes: number; sessions: any[]; has_password: boolean; email: string; must_have_factor: boolean }>
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
  '/v1/customers/{id}/timeline': { get: Read<any, { path: Record<string, string> }>['get'] }
  '/v1/tasks/{id}/timeline': { get: Read<any, { path: Record<string, string> }>['get'] }
  '/v1/people/{id}/erase': { get: Read<any, { path: Record<string, string> }>['get']; post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/settings/{name}': { get: Read<any, { path: Record<string, string> }>['get']; put: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } }; delete: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/notes': { get: Read<{ items: any[]; next?: string; total: number; names: Record<string, string>; counts?: any }>['get'] }
  '/v1/check-ins': { get: Read<{ items: any[]; next?: string; total: number; names: Record<string, string>; counts?: any }>['get'] }
  '/v1/activity': { get: Read<{ items: any[]; next?: string; total: number; names: Record<string, string>; counts?: any }>['get'] }
  '/v1/delegations': { get: Read<{ items: any[]; next?: string; total: number; names: Record<string, string>; counts?: any }>['get'] }
  '/v1/templates': { get: Read<{ items: any[]; next?: string; total: number; names: Record<string, string>; counts?: any }>['get'] }
  '/v1/work-days': { get: Read<{ items: any[]; next?: string; total: number; names: Record<string, string>; counts?: any }>['get'] }
  '/v1/inbox': { get: Read<{ items: any[]; next?: string; total: number; names: Record<string, string>; counts?: any }>['get'] }
  '/v1/series': { get: Read<{ items: any[]; next?: string; total: number; names: Record<string, string>; counts?: any }>['get'] }
  '/v1/diary': { get: Read<{ items: any[]; next?: string; total: number; names: Record<string, string>; counts?: any }>['get'] }
  '/v1/phones': { get: Read<{ items: any[]; next?: string; total: number; names: Record<string, string>; counts?: any }>['get'] }
  '/v1/quarantine': { get: Read<{ items: any[]; next?: string; total: number; names: Record<string, string>; counts?: any }>['get'] }
  '/v1/invitations': { get: Read<{ items: any[]; next?: string; total: number; names: Record<string, string>; counts?: any }>['get']; post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/tokens': { get: Read<{ items: any[]; next?: string; total: number; names: Record<string, string>; counts?: any }>['get']; post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/imports': { get: Read<{ items: any[]; next?: string; total: number; names: Record<string, string>; counts?: any }>['get']; post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/audit': { get: Read<{ items: any[]; next?: string; total: number; names: Record<string, string>; counts?: any }>['get'] }
  '/v1/customers/points': { get: Read<any>['get'] }
  '/v1/today': { get: Read<any>['get'] }
  '/v1/plan': { get: Read<any>['get'] }
  '/v1/reports/work': { get: Read<any>['get'] }
  '/v1/sessions': { get: Read<any>['get']; delete: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/settings': { get: Read<any>['get'] }
  '/v1/settings/retention': { get: Read<any>['get']; put: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/audit/verify': { get: Read<any>['get'] }
  '/v1/console': { get: Read<any>['get'] }
  '/v1/enrol-codes': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/sign-in': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/sign-out': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/sign-in/factor': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/sign-in/passkey': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/sign-in/passkey/challenge': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/openid': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/forgotten': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/reset': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/setup': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/invitations/accept': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/quarantine/accept': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/quarantine/discard': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/plan/check': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/account/reauthenticate': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/account/password': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/account/totp': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/account/totp/confirm': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/account/recovery-codes': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/account/passkeys': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/account/passkeys/challenge': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/account/email': { put: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/sessions/{id}': { delete: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/tokens/{id}': { delete: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/invitations/{id}': { delete: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/account/factors/{id}': { delete: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/people/{id}/reset-link': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
  '/v1/imports/{id}/undo': { post: { parameters: { query?: Query; path?: Record<string, string> }; requestBody?: { content: { 'application/json': any } }; responses: { 200: { content: { 'application/json': any } } } } }
}
