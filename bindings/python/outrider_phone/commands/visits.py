"""Visits: check-in, check-out."""

from outrider import Candidate, CheckInView

from ..asked import Asked
from ..call import Call
from ..lines import distance, joined
from ..plain import plain, word
from ..words import ASKED, DONE


def check_in(call: Call) -> int:
    """Says that the rep has arrived; where that is not clear, lists who may be meant."""
    said = call.asked.task
    task = call.memory.find("task", said) if said else None
    fix = call.fix()
    view = call.phone.check_in_view(fix, task)
    if call.asked.customer:
        customer = call.memory.find("customer", call.asked.customer)
    elif word(view.choice) == "confirm":
        customer = view.choice.customer
    else:
        return _which(call, view)
    near = _candidate(view, customer)
    site = near.site if near else None
    visit = call.phone.check_in(customer, site, task, fix)
    call.memory.show("visit", [visit])
    name = near.name if near else customer
    call.tell(
        {"check_in": visit, "customer": customer, "site": site},
        f"Arrived at {name}. `note` writes about it, `check-out` ends it, `undo` takes it back.",
    )
    return DONE


def check_out(call: Call) -> int:
    """Says that the rep leaves."""
    visits = [visit.check_in for visit in call.phone.check_in_view(None, None).open]
    if call.asked.visit:
        visit = call.memory.find("visit", call.asked.visit)
    elif len(visits) == 1:
        visit = visits[0]
    else:
        call.memory.show("visit", visits)
        raise Asked(f"{len(visits)} visits are open" + (": say which" if visits else ""))
    change = call.phone.check_out(visit, call.fix())
    call.tell({"check_in": visit, "change": change}, "Left. Saved here.")
    return DONE


def _which(call: Call, view: CheckInView) -> int:
    call.memory.show("customer", [one.customer for one in view.candidates])
    rows = [
        f"{number:3}  {joined(one.name, one.address, distance(one.distance_mm))}"
        for number, one in enumerate(view.candidates, 1)
    ]
    call.tell(
        {"choose": plain(view)},
        "Where? Nobody can tell from here:",
        *(rows or ["  nobody is near; `search` finds customers"]),
        "Say `check-in --customer NUMBER`.",
    )
    return ASKED


def _candidate(view: CheckInView, customer: str) -> Candidate | None:
    return next((one for one in view.candidates if one.customer == customer), None)
