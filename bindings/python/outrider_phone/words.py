"""What each error of the core means to a person, and what to do next."""

from outrider import AppError

DONE = 0
DEFECT = 1
ASKED = 2
STORAGE = 3
SIGN_IN = 4
NOT_FOUND = 5
OFFLINE = 6
REFUSED = 7
INVALID = 8
ATTENTION = 9

EXIT_CODES = """\
exit codes:
  0  done
  1  a defect of the program
  2  asked in a way that makes no sense
  3  the storage is full or failed, its key is gone, or it is of a newer version
  4  the phone has to be enrolled or signed in
  5  what was meant is not here
  6  no connection; what was written is kept and sent later
  7  the server refused, or a code is spent
  8  a value cannot be that, or is too long
  9  synced, but the server refused changes: see `outrider-phone status`
"""

# By the name of the variant: its exit code, what it is, what to do next.
_SAID: dict[str, tuple[int, str, str]] = {
    "StorageFull": (
        STORAGE,
        "Not saved: the disk is full.",
        "Free some space, then say it again.",
    ),
    "StorageFailed": (
        STORAGE,
        "Not saved: the profile's storage failed.",
        "Try again; if it stays so, look at the disk and at who may write to the folder.",
    ),
    "KeyLost": (
        STORAGE,
        "The profile cannot be opened: its key is gone.",
        "Bring the folder `keys` back from a copy, or enrol a new profile with --profile.",
    ),
    "UpdateNeeded": (
        STORAGE,
        "The profile was written by a newer version.",
        "Update with `pip install --upgrade outrider`; nothing was changed.",
    ),
    "TooLong": (
        INVALID,
        "Too long: {bytes} bytes, {allowed} are allowed.",
        "Shorten it, or write it as two notes.",
    ),
    "Invalid": (
        INVALID,
        "This cannot be{of_field}.",
        "Look at the value and say it again.",
    ),
    "NotSignedIn": (
        SIGN_IN,
        "This phone is not signed in.",
        "Ask for a code, then `outrider-phone enrol SERVER CODE`; what was written is kept.",
    ),
    "NotFound": (
        NOT_FOUND,
        "It is not here any more.",
        "List again (`today`, `customers`, `diary`) and take a number of the new list.",
    ),
    "NothingToUndo": (
        NOT_FOUND,
        "There is nothing to undo.",
        "What was said before stands; say the opposite instead.",
    ),
    "Offline": (
        OFFLINE,
        "No connection.",
        "What was written is safe here; `outrider-phone sync` sends it later.",
    ),
    "CodeSpent": (
        REFUSED,
        "The code was used or is too old.",
        "Ask for a new one: `outrider admin enrol-code PERSON`, or in the console.",
    ),
    "NotHandedOver": (
        REFUSED,
        "The new phone does not hold everything yet.",
        "Finish `enrol LABEL` there, then say `handover --finish` again.",
    ),
    "ServerRefused": (
        REFUSED,
        "The server refused.",
        "Ask whoever runs it; nothing that was written here is lost.",
    ),
    "Defect": (
        DEFECT,
        "Something is wrong with the program.",
        "What was saved stands. Say it again, and tell whoever runs the server.",
    ),
}


def variant(error: AppError) -> str:
    """Names the variant of an error."""
    return type(error).__name__


def exit_code(error: AppError) -> int:
    """Returns what the program ends with."""
    return _SAID.get(variant(error), (DEFECT, "", ""))[0]


def said(error: AppError) -> tuple[str, str]:
    """Returns what happened and what to do next."""
    _, what, then = _SAID[variant(error)] if is_known(variant(error)) else _SAID["Defect"]
    field = getattr(error, "field", "")
    parts = {"of_field": f": the field `{field}`" if field else "", **vars(error)}
    return what.format(**parts), then


def is_known(name: str) -> bool:
    """Says whether a variant has words of its own."""
    return name in _SAID
