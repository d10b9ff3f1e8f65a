"""The work day."""

from ..call import Call
from ..lines import moment
from ..plain import plain, word
from ..words import DONE


def work(call: Call) -> int:
    """Shows the work day, after beginning or ending something of it."""
    phone, asked = call.phone, call.asked
    taps = {
        "start": phone.start_work,
        "pause": lambda: phone.pause_work(asked.paid),
        "resume": phone.resume_work,
        "end": phone.end_work,
    }
    change = taps[asked.what]() if asked.what else None
    view = phone.work_view()
    periods = [f"  {moment(one._from)} to {moment(one.to) if one.to else 'now'}" for one in view.periods]
    call.tell(
        {"change": change, "work": plain(view)},
        f"{view.day}: {word(view.state)}, "
        + ("positions are kept" if view.is_tracked else "no positions are kept"),
        *periods,
    )
    return DONE
