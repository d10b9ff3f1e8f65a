"""Lines that a person reads."""

import datetime
from typing import Any

from outrider import (
    CustomerLine,
    DiaryLine,
    SettledRow,
    TodayRow,
    UnfinishedNote,
    WaitingLine,
)

from .plain import plain, word

_ON_SERVER = "on_server"


def moment(micros: int | None) -> str:
    """Writes a moment in the machine's own zone."""
    if micros is None:
        return "never"
    return datetime.datetime.fromtimestamp(micros / 1_000_000).strftime("%Y-%m-%d %H:%M")


def distance(millimetres: int | None) -> str:
    """Writes a distance."""
    if millimetres is None:
        return ""
    metres = millimetres / 1000
    return f"{metres:.0f} m" if metres < 1000 else f"{metres / 1000:.1f} km"


def joined(*parts: str | None) -> str:
    """Joins what there is."""
    return " · ".join(part for part in parts if part)


def where(customer: CustomerLine | None) -> str:
    """Writes a customer and how far it is."""
    return joined(customer.name, distance(customer.distance_mm)) if customer else ""


def task(number: int, row: TodayRow) -> str:
    """Writes a task of a list."""
    why = ", ".join(word(reason).replace("_", " ") for reason in row.reasons)
    status = word(row.status).replace("_", " ")
    return f"{number:3}  {joined(row.title, where(row.customer), status, why, mark(row))}"


def unfinished(note: UnfinishedNote) -> str:
    """Writes a note that was begun and not finished."""
    elsewhere = "on another phone" if note.is_elsewhere else None
    return f"  …  {joined('a note to finish', where(note.customer), elsewhere, note.begins)}"


def settled(row: SettledRow) -> str:
    """Writes a task that was settled."""
    return f"  ✓  {joined(row.title, where(row.customer), word(row.status), mark(row))}"


def waiting(line: WaitingLine) -> str:
    """Writes a change that is not on the server."""
    refused = line.change.refused
    no = f"refused: {word(refused.code)} {refused.field}".strip() if refused else None
    return f"     {joined(line.change.happened, line.about_name, no)}"


def diary(number: int, line: DiaryLine) -> str:
    """Writes what somebody lost or should know."""
    tells = word(line.tells).replace("_", " ")
    by = line.by.name if line.by else None
    values = f"mine: {told(line.mine)}, now: {told(line.theirs)}"
    done = word(line.settled) if line.settled else "can be restored" if line.can_restore else None
    return f"{number:3}  {joined(tells, line.about_name, line.field, values, by, done)}"


def told(value: Any) -> str:
    """Writes a value that was lost, or that stands."""
    said = plain(value)
    if isinstance(said, dict):
        parts = [part for name, part in said.items() if name != "is"]
        said = parts[0] if len(parts) == 1 else parts
    return "nothing" if said in (None, "nothing", "null") else str(said).strip('"')


def mark(row: Any) -> str | None:
    """Says where something is safe, where that is not the server."""
    safe = word(row.mark)
    return None if safe == _ON_SERVER else safe.replace("_", " ")
