"""Tasks: today, task, done, not-done, undo."""

from outrider import TaskView

from ..asked import Asked
from ..call import Call
from ..lines import joined, settled, task as line, unfinished, where
from ..plain import word
from ..words import DONE


def today(call: Call) -> int:
    """Shows what there is to do today, or on another day."""
    if call.asked.day:
        day = call.phone.day_view(call.asked.day, call.place())
        call.memory.show("task", [row.task for row in day.tasks])
        rows = [line(number, row) for number, row in enumerate(day.tasks, 1)]
        call.tell(day, day.day, *(rows or ["  nothing is planned"]))
        return DONE
    view = call.phone.today_view(call.place())
    shown = view.tasks + view.to_claim + view.to_assign
    call.memory.show("task", [row.task for row in shown] + [row.task for row in view.settled])
    rows = [line(number, row) for number, row in enumerate(shown, 1)]
    call.tell(
        view,
        view.day,
        *(rows or ["  nothing is left to do"]),
        *(unfinished(note) for note in view.unfinished),
        *(settled(row) for row in view.settled),
        *(f"  {later.day}: {later.tasks} tasks" for later in view.later),
    )
    return DONE


def task(call: Call) -> int:
    """Shows one task."""
    view = call.phone.task_view(_meant(call), call.place())
    call.tell(view, *_lines(view))
    return DONE


def _lines(view: TaskView) -> list[str]:
    status = word(view.status).replace("_", " ")
    can = ", ".join(word(action.kind).replace("_", " ") for action in view.actions)
    items = [f"  [{'x' if item.done else ' '}] {item.text}" for item in view.checklist]
    notes = [f"  {note.by.name}: {note.body}" for note in view.notes]
    head = [view.title, joined(where(view.customer), view.plan_day, status), view.details]
    return [*(part for part in head if part), *items, *notes, f"possible: {can or 'nothing'}"]


def done(call: Call) -> int:
    """Says that a task is done."""
    return _report(call, call.phone.complete_task(_meant(call), call.fix()), "Done.")


def not_done(call: Call) -> int:
    """Says that a task was not done, and why."""
    reason = " ".join(call.asked.reason)
    change = call.phone.task_not_done(_meant(call), reason, call.fix())
    return _report(call, change, "Said that it was not done.")


def claim(call: Call) -> int:
    """Takes a task that was offered to the team."""
    return _report(call, call.phone.claim_task(_meant(call)), "It is yours.")


def undo(call: Call) -> int:
    """Takes the last tap back."""
    offer = call.phone.undo_offer()
    changes = call.phone.undo()
    what = word(offer).replace("_", " ") if offer else "the last tap"
    call.tell({"undone": offer, "changes": changes}, f"Taken back: {what}.")
    return DONE


def _report(call: Call, change: str, words: str) -> int:
    call.tell(
        {"task": _meant(call), "change": change},
        f"{words} Saved here, sent with the next sync; `undo` takes it back.",
    )
    return DONE


def _meant(call: Call) -> str:
    if not call.asked.task:
        raise Asked("which task? Say its number in `today`")
    return call.memory.find("task", call.asked.task)
