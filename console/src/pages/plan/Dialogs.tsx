import type { Plan } from './board'
import { CloseForm } from './CloseForm'
import { ApplyForm, CopyForm } from './LayForms'
import { MoveForm } from './MoveForm'
import { PrintDay } from './PrintDay'
import { plan as page } from './page'
import { type Dialog, usePlanner } from './planner'
import { Series } from './Series'
import { TaskForm } from './TaskForm'
import { SaveForm, Templates } from './Templates'

interface DialogsProps {
  plan: Plan
  dialog: Dialog | undefined
  close: () => void
}

/** What is open over the board: a form, or one of the lists that the address names. */
export function Dialogs({ plan, dialog, close }: DialogsProps) {
  const planner = usePlanner()
  const { open } = page.useSearch()
  const set = page.useSetSearch()
  const leave = () => set({ open: undefined })
  return (
    <>
      {dialog ? <Asked plan={plan} dialog={dialog} close={close} /> : null}
      {open === 'new' ? <TaskForm close={leave} /> : null}
      {open === 'copy' ? <CopyForm plan={plan} close={leave} /> : null}
      {open === 'templates' ? <Templates close={leave} /> : null}
      {open === 'series' ? (
        <Series close={leave} start={() => planner.ask({ name: 'task', repeats: true })} />
      ) : null}
    </>
  )
}

function Asked({ plan, dialog, close }: { plan: Plan; dialog: Dialog; close: () => void }) {
  switch (dialog.name) {
    case 'move':
      return <MoveForm ids={dialog.ids} target={dialog.target} close={close} />
    case 'close':
      return <CloseForm ids={dialog.ids} close={close} />
    case 'save':
      return <SaveForm ids={dialog.ids} close={close} />
    case 'task':
      return (
        <TaskForm holder={dialog.holder} day={dialog.day} repeats={dialog.repeats} close={close} />
      )
    case 'copy':
      return <CopyForm plan={plan} person={dialog.person} close={close} />
    case 'apply':
      return (
        <ApplyForm plan={plan} template={dialog.template} person={dialog.person} close={close} />
      )
    case 'print':
      return <PrintDay plan={plan} person={dialog.person} day={dialog.day} close={close} />
  }
}
