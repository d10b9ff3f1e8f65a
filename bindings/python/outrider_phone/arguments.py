"""What can be asked."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from .call import Call
from .commands import account, customers, notes, sync, tasks, visits, work
from .words import EXIT_CODES

_ABOUT = """\
A phone of Outrider on the command line. It holds a profile of its own, works without a network,
and is safe to kill at any time: whatever was answered is on disk.
"""


def home() -> Path:
    """Returns the folder of the profile when none is named."""
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data) / "outrider-phone"


def parser() -> argparse.ArgumentParser:
    """Makes the parser of the command line."""
    common = _common()
    top = argparse.ArgumentParser(
        prog="outrider-phone",
        description=_ABOUT,
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = top.add_subparsers(dest="verb", metavar="COMMAND", required=True)

    def verb(
        name: str, does: Callable[[Call], int], brief: str | None = None
    ) -> argparse.ArgumentParser:
        said = brief or (does.__doc__ or "").split("\n")[0]
        one = verbs.add_parser(name, help=said, description=said, parents=[common])
        one.set_defaults(does=does)
        return one

    enrol = verb("enrol", account.enrol)
    enrol.add_argument(
        "server_and_code",
        nargs="+",
        metavar="SERVER CODE | LABEL",
        help="the server's address and a one-time code, or the label that an old phone shows",
    )
    handover = verb("handover", account.handover)
    handover.add_argument("--finish", action="store_true", help="the new phone holds everything")
    today = verb("today", tasks.today)
    today.add_argument("--day", metavar="YYYY-MM-DD", help="another day")
    for name, does in (("task", tasks.task), ("done", tasks.done), ("claim", tasks.claim)):
        _task(verb(name, does))
    not_done = verb("not-done", tasks.not_done)
    _task(not_done)
    not_done.add_argument("reason", nargs="+", metavar="REASON", help="a code, or in own words")
    verb("undo", tasks.undo)
    _visits(verb)
    _note(verb("note", notes.note))
    verb("sync", sync.sync)
    diary = verb("diary", sync.diary)
    diary.add_argument("--restore", metavar="N", help="write again what was lost")
    diary.add_argument("--leave", metavar="N", help="leave it as it is")
    listed = verb("customers", customers.customers)
    listed.add_argument("--begins", default="", metavar="TEXT", help="how the name begins")
    listed.add_argument("--near", action="store_true", help="nearest to --at first")
    found = verb("search", customers.search)
    found.add_argument("typed", nargs="+", metavar="TEXT", help="beginnings of words")
    edit = verb("edit", customers.edit)
    edit.add_argument("customer", metavar="CUSTOMER", help="a number of the last list, or an id")
    edit.add_argument("fields", nargs="+", metavar="FIELD=VALUE", help="an empty value clears it")
    day = verb("work", work.work)
    day.add_argument("what", nargs="?", choices=["start", "pause", "resume", "end"])
    day.add_argument("--paid", action="store_true", help="a paid break")
    verb("data", account.data)
    verb("status", account.status)
    return top


def _visits(verb: Callable[..., argparse.ArgumentParser]) -> None:
    arrive = verb("check-in", visits.check_in)
    arrive.add_argument("--task", metavar="N", help="the task that the visit is for")
    arrive.add_argument("--customer", metavar="N", help="where, if that is not clear")
    leave = verb("check-out", visits.check_out)
    leave.add_argument("visit", nargs="?", metavar="N", help="which, where several are open")


def _note(note: argparse.ArgumentParser) -> None:
    note.add_argument("text", nargs="*", metavar="TEXT", help="standard input when left out")
    note.add_argument("--task", metavar="N", help="the task that it is about")
    note.add_argument("--customer", metavar="N", help="the customer that it is about")
    note.add_argument("--outcome", choices=["positive", "open", "negative", "absent"])
    note.add_argument("--met", default="", metavar="NAME", help="who was met")
    note.add_argument("--show", action="store_true", help="show what was typed so far")


def _task(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("task", metavar="TASK", help="a number of the last list, or an id")


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--profile",
        type=Path,
        default=home(),
        metavar="FOLDER",
        help="the profile's folder, made when missing (default: %(default)s)",
    )
    common.add_argument("--json", action="store_true", help="answer in JSON, one object on a line")
    common.add_argument("--at", metavar="LAT,LON", help="where you stand, in degrees")
    common.add_argument(
        "--accuracy",
        type=float,
        default=10.0,
        metavar="METRES",
        help="how sure that is (default: %(default)s)",
    )
    common.add_argument("--zone", help="the IANA name of your time zone (default: the machine's)")
    return common
