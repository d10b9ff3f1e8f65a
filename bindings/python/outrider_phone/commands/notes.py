"""Notes: typed line by line, each line safe before the next."""

import sys
from collections.abc import Iterable

from outrider import DraftContent, Outcome

from ..asked import Asked
from ..call import Call
from ..words import DONE

_OUTCOMES = {
    "positive": Outcome.POSITIVE(),
    "open": Outcome.OPEN(),
    "negative": Outcome.NEGATIVE(),
    "absent": Outcome.ABSENT(),
}


def note(call: Call) -> int:
    """Writes a note about a customer or a task.

    What is typed is a draft after every line. Who is cut off goes on by saying the same again:
    the draft stands, and what is typed comes behind it.
    """
    content, about = _subject(call)
    id = call.memory.editor(about)
    if id is None:
        id = call.phone.new_note()
        call.memory.open_editor(about, id)
    view = call.phone.note_view(id, content.customer, content.task)
    if call.asked.show:
        call.tell(view, view.text)
        return DONE
    content.body = view.text
    content.met = content.met or view.met
    content.outcome = content.outcome or view.outcome
    for line in _typed(call):
        content.body = f"{content.body}\n{line}" if content.body else line
        call.phone.type_note(id, content)
    written = call.phone.write_note(id, content, None)
    call.memory.close_editor(about)
    call.tell({"note": written}, "Written. Saved here, sent with the next sync.")
    return DONE


def _subject(call: Call) -> tuple[DraftContent, str]:
    asked = call.asked
    task = call.memory.find("task", asked.task) if asked.task else None
    customer = call.memory.find("customer", asked.customer) if asked.customer else None
    if task and not customer:
        line = call.phone.task_view(task, None).customer
        customer = line.id if line else None
    if not task and not customer:
        visits = call.phone.check_in_view(None, None).open
        if len(visits) != 1:
            raise Asked("a note about whom? Say --task or --customer")
        task, customer = visits[0].task, visits[0].customer
    content = DraftContent(
        customer=customer,
        task=task,
        activity=None,
        outcome=_OUTCOMES[asked.outcome] if asked.outcome else None,
        met=asked.met,
        body="",
    )
    return content, f"{customer}/{task}"


def _typed(call: Call) -> Iterable[str]:
    if call.asked.text:
        return [" ".join(call.asked.text)]
    if sys.stdin.isatty():
        sys.stderr.write("Type; Ctrl-D ends the note.\n")
    return (line.rstrip("\n") for line in iter(sys.stdin.readline, ""))
