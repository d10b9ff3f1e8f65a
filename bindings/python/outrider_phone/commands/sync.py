"""The way to the server: sync, diary."""

from outrider import AppError

from ..call import Call
from ..lines import diary as line
from ..plain import plain, word
from ..words import ATTENTION, DONE, exit_code


def sync(call: Call) -> int:
    """Syncs until there is nothing more to do, or something fails."""
    report = call.phone.sync_now()
    view = call.phone.sync_view()
    if report.wiped:
        call.memory.forget()
    head = word(view.headline).replace("_", " ")
    failure = word(report.failure).replace("_", " ") if report.failure else None
    call.tell(
        {"report": plain(report), "headline": plain(view.headline), "unsettled": view.unsettled},
        f"{report.sent} sent, {report.received} received: {head}"
        + (f" ({failure}; what was written is kept and sent later)" if failure else ""),
        *([f"diary: {view.unsettled} entries, see `diary`"] if view.unsettled else []),
    )
    if report.failure:
        return exit_code(_error(word(report.failure)))
    return ATTENTION if view.attention else DONE


def _error(failure: str) -> AppError:
    if failure in ("unauthenticated", "revoked"):
        return AppError.NotSignedIn()
    if failure == "store":
        return AppError.StorageFailed()
    if failure in ("too_large", "foreign"):
        return AppError.ServerRefused()
    return AppError.Offline()


def diary(call: Call) -> int:
    """Lists what was lost or joined; restores an entry, or leaves it as it is."""
    asked = call.asked
    if asked.restore:
        entry = call.memory.find("entry", asked.restore)
        change = call.phone.restore_lost(entry)
        call.tell({"entry": entry, "change": change}, "Written again; sent with the next sync.")
        return DONE
    if asked.leave:
        entry = call.memory.find("entry", asked.leave)
        change = call.phone.dismiss_entry(entry)
        call.tell({"entry": entry, "change": change}, "Left as it is.")
        return DONE
    entries = call.phone.sync_view().diary
    call.memory.show("entry", [one.entry for one in entries])
    rows = [line(number, one) for number, one in enumerate(entries, 1)]
    call.tell(entries, *(rows or ["  nothing was lost"]))
    return DONE
