"""Whose phone this is: enrol, handover, status, data."""

from outrider import EnrolmentState, Phone, Scanned, read_label

from ..asked import Asked
from ..call import Call
from ..lines import joined, moment, waiting
from ..plain import plain, word
from ..words import DONE


def enrol(call: Call) -> int:
    """Enrols by a code, or takes over from an old phone by its label."""
    said: list[str] = call.asked.server_and_code
    if len(said) > 2:
        raise Asked("say `enrol SERVER CODE`, or `enrol LABEL` as the console or the old phone shows it")
    if len(said) == 1:
        return _by_label(call, said[0])
    return _by_code(call, said[0], said[1])


def _by_label(call: Call, label: str) -> int:
    scanned = read_label(label)
    if isinstance(scanned, Scanned.ENROL):
        return _by_code(call, scanned.server, scanned.code)
    return _take_over(call.phone, call, scanned.label)


def _by_code(call: Call, server: str, code: str) -> int:
    profile = call.phone.enrol(server, code)
    report = call.phone.sync_now()
    call.tell(
        {"profile": plain(profile), "sync": plain(report)},
        f"This is the phone of {profile.person_name} at {profile.organisation_name}.",
        "Next: `outrider-phone today`.",
    )
    return DONE


def _take_over(phone: Phone, call: Call, label: str) -> int:
    taken = phone.take_over(label)
    call.tell(
        taken,
        f"Taken over for {taken.profile.person_name}: {taken.changes} changes, "
        f"{taken.drafts} drafts.",
        "Next: `outrider-phone sync` here, `outrider-phone handover --finish` on the old phone.",
    )
    return DONE


def handover(call: Call) -> int:
    """Hands everything over to a new phone; with `--finish` lets go of it here."""
    if call.asked.finish:
        call.phone.finish_handover()
        call.memory.forget()
        call.tell({"finished": True}, "Everything is on the new phone; this one is empty.")
        return DONE
    handed = call.phone.begin_handover()
    call.tell(
        handed,
        handed.label,
        f"On the new phone, before {moment(handed.expires)}: `outrider-phone enrol LABEL`.",
    )
    return DONE


def status(call: Call) -> int:
    """Shows whose phone this is and what is safe where."""
    whose = call.phone.enrolment_view()
    if whose.state is EnrolmentState.NOT_ENROLLED:
        call.tell(
            {"enrolment": plain(whose), "sync": None},
            "This phone is nobody's yet.",
            "Next: ask for a code, then `outrider-phone enrol SERVER CODE`.",
        )
        return DONE
    sync = call.phone.sync_view()
    person = joined(whose.person_name, whose.organisation_name, whose.server) or "nobody"
    heard = f"the server answered last: {moment(sync.last_receipt)}"
    former = whose.former
    gone = f"before it: {former.name}, {former.waiting} changes unsent" if former else None
    refused = [waiting(line.line) for line in sync.attention]
    rest = [waiting(line) for line in sync.waiting + sync.on_its_way]
    call.tell(
        {"enrolment": plain(whose), "sync": plain(sync)},
        f"{person} ({word(whose.state).replace('_', ' ')})",
        joined(word(sync.headline).replace("_", " "), heard, gone),
        *(["needs attention:", *refused] if refused else []),
        *(["waiting:", *rest] if rest else []),
        *([f"diary: {sync.unsettled} entries, see `diary`"] if sync.unsettled else []),
    )
    return DONE


def data(call: Call) -> int:
    """Shows everything that is kept about where the person was, and who looked at it."""
    view = call.phone.my_data_view()
    consents = [
        f"  {word(one.purpose).replace('_', ' ')}: "
        + (f"agreed since {moment(one.since)}" if one.given else "not agreed")
        for one in view.consents
    ]
    looks = [f"  {one.day} {one.viewer.name}: {word(one.what)} × {one.times}" for one in view.looks]
    call.tell(
        view,
        "consents:",
        *consents,
        f"ways: {len(view.ways)}, points that are not sent: {view.held}",
        f"positions of visits: {len(view.positions)}",
        "looked at by:" if looks else "nobody looked at them",
        *looks,
    )
    return DONE
