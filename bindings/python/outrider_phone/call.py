"""One call of the command line: the phone, what was asked, and where the answer goes."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from outrider import Fix, Phone, Point

from .asked import Asked
from .memory import Memory
from .plain import plain

_DEGREE = 10_000_000


class Call:
    """One call."""

    def __init__(self, phone: Phone, asked: argparse.Namespace, folder: Path) -> None:
        """Takes what is needed to answer."""
        self.phone = phone
        self.asked = asked
        self.memory = Memory(folder)

    def tell(self, answer: Any, *lines: str) -> None:
        """Prints an answer: by its fields with `--json`, else the lines that a person reads."""
        if self.asked.json:
            sys.stdout.write(json.dumps(plain(answer), ensure_ascii=False) + "\n")
        else:
            sys.stdout.write("".join(f"{line}\n" for line in lines))

    def place(self) -> Point | None:
        """Returns where the person stands, if that was said."""
        return position(self.asked.at) if self.asked.at else None

    def fix(self) -> Fix | None:
        """Returns the same as a fix of this moment, said by hand."""
        at = self.place()
        if at is None:
            return None
        return Fix(
            position=at,
            accuracy_mm=round(self.asked.accuracy * 1000),
            mock=False,
            provider="said",
            at=time.time_ns() // 1000,
            since_boot=None,
        )


def position(said: str) -> Point:
    """Reads `LAT,LON` in degrees."""
    try:
        lat, lon = (float(part) for part in said.split(","))
        return Point(lat=round(lat * _DEGREE), lon=round(lon * _DEGREE))
    except (ValueError, OverflowError) as why:
        raise Asked(f"`{said}` is no place: say LAT,LON in degrees, such as 53.55,9.99") from why
