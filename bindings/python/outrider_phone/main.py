"""Opens the profile, answers, and says what went wrong in words."""

import json
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from outrider import AppError, Phone, PhoneConfig

from .arguments import parser
from .asked import Asked
from .call import Call
from .words import ASKED, exit_code, said, variant


def main(arguments: Sequence[str] | None = None) -> int:
    """Answers one call and returns the exit code."""
    asked = parser().parse_args(arguments)
    folder: Path = asked.profile
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        phone = Phone.open(
            PhoneConfig(
                folder=str(folder),
                device_name=f"command line on {platform.node() or 'a machine'}",
                zone=asked.zone or zone(),
            )
        )
        code: int = asked.does(Call(phone, asked, folder))
        return code
    except Asked as why:
        return complain(asked.json, "Asked", f"{why}.", "See --help.", ASKED)
    except OSError as why:
        return complain(asked.json, "Asked", f"{folder}: {why.strerror}.", "See --profile.", ASKED)
    except AppError as error:
        what, then = said(error)
        return complain(asked.json, variant(error), what, then, exit_code(error))


def complain(as_json: bool, error: str, what: str, then: str, code: int) -> int:
    """Says on standard error what happened and what to do next."""
    told = {"error": error, "what": what, "next": then}
    sys.stderr.write((json.dumps(told) if as_json else f"{what} {then}") + "\n")
    return code


def zone() -> str:
    """Returns the IANA name of the machine's zone; UTC where it does not say."""
    named = os.environ.get("TZ", "").lstrip(":")
    if named and not named.startswith("/"):
        return named
    _, found, name = os.path.realpath("/etc/localtime").partition("zoneinfo/")
    return name if found else "UTC"
