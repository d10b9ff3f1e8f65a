// A real server with a company that lives, in a process of its own; it is told what to do line by
// line. What it understands stands in tests/src/stage/told.rs.

import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { createInterface, type Interface } from 'node:readline'

export interface SignIn {
  login: string
  password: string
  name: string
}

export interface Rep {
  /** Absent for a rep who has no phone. */
  phone?: string
  name: string
  id: string
}

/** What a stage says once it stands. */
export interface Greeting {
  address: string
  organisation: string
  zone: string
  today: string
  admin: SignIn
  manager: SignIn
  other_manager: SignIn
  reps: Rep[]
  teams: string[]
  customers: number
  set_up?: string
}

export type Who = 'admin' | 'manager' | 'other_manager'

type Order = Record<string, string | number | boolean | undefined>
type Answer = Record<string, unknown> & { ok: boolean; error?: string }

export interface ToComplete {
  note?: string
  outcome?: 'positive' | 'open' | 'negative' | 'absent'
}

export interface Choices {
  activities: { id: string; name: string; retired: boolean }[]
  reasons: Record<string, { text?: string; use: string; retired?: boolean }>
}

/** A rep's phone. What is tapped waits on it until it syncs. */
export class Phone {
  constructor(
    private readonly stage: Stage,
    readonly name: string,
  ) {}

  sync = () => this.does('sync')
  offline = () => this.does('offline')
  online = () => this.does('online')

  /** The titles of the first screen, of what may be claimed, and of what was closed today. */
  async today(): Promise<{ titles: string[]; to_claim: string[]; settled: string[] }> {
    const said = await this.does('today')
    return said as unknown as { titles: string[]; to_claim: string[]; settled: string[] }
  }

  /** What its owner chooses from: kinds of activity in their order, and reasons by their names. */
  async choices(): Promise<Choices> {
    return (await this.does('choices')) as unknown as Choices
  }

  complete = (title: string, more: ToComplete = {}) => this.does('complete', { title, ...more })
  decline = (title: string, reason: string) => this.does('decline', { title, reason })
  notDone = (title: string, reason: string) => this.does('not_done', { title, reason })
  start = (title: string) => this.does('start', { title })
  claim = (title: string) => this.does('claim', { title })

  /** Arrives at the customer of a task, or at one of the phone's customers, so many metres away. */
  checkIn = (at: { title: string } | { customer: string }, away = 0, mock = false) =>
    this.does('check_in', { ...at, away, mock })

  checkOut = (check_in: string) => this.does('check_out', { check_in })

  editCustomer = (customer: string, field: string, value: string) =>
    this.does('edit_customer', { customer, field, value })

  write = (note: string, more: { customer?: string; count?: number } = {}) =>
    this.does('write', { note, ...more })

  private does(word: string, more: Order = {}): Promise<Answer> {
    return this.stage.does(word, { phone: this.name, ...more })
  }
}

export class Stage {
  private readonly waiting: ((line: string) => void)[] = []

  private constructor(
    private readonly child: ChildProcess,
    private readonly lines: Interface,
    readonly said: Greeting,
  ) {
    this.lines.on('line', (line) => this.waiting.shift()?.(line))
  }

  /** Starts a stage; it stands when this resolves. */
  static async start(options: string[] = []): Promise<Stage> {
    const binary = process.env.OUTRIDER_STAGE ?? resolve('../target/debug/stage')
    const child = spawn(binary, options, { stdio: ['pipe', 'pipe', 'pipe'] })
    let complaints = ''
    child.stderr?.on('data', (part: Buffer) => {
      complaints = (complaints + part.toString()).slice(-8000)
    })
    if (!child.stdout) throw new Error('the stage was started without a mouth')
    const lines = createInterface({ input: child.stdout })
    const greeting = await new Promise<string>((stands, fails) => {
      lines.once('line', stands)
      child.once('error', fails)
      child.once('exit', () => fails(new Error(`the stage ended before it stood: ${complaints}`)))
    })
    return new Stage(child, lines, JSON.parse(greeting) as Greeting)
  }

  get address(): string {
    return this.said.address
  }

  /** Gives a rep's phone, by `phone-0` or by the rep's name. */
  phone(name: string): Phone {
    return new Phone(this, name)
  }

  /** Gives a rep by the name of his phone. */
  rep(phone: string): Rep {
    const rep = this.said.reps.find((one) => one.phone === phone)
    if (!rep) throw new Error(`nobody has ${phone}`)
    return rep
  }

  stopServer = () => this.does('stop_server')
  startServer = () => this.does('start_server')

  async does(word: string, more: Order = {}): Promise<Answer> {
    const answer = new Promise<string>((answered) => this.waiting.push(answered))
    this.child.stdin?.write(`${JSON.stringify({ do: word, ...more })}\n`)
    const said = JSON.parse(await answer) as Answer
    if (!said.ok) throw new Error(`${word}: ${said.error}`)
    return said
  }

  /** Ends it; its server ends with it. */
  async ends(): Promise<void> {
    const ended = new Promise<void>((done) => this.child.once('exit', () => done()))
    this.child.stdin?.end()
    await ended
  }
}
