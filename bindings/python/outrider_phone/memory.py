"""What the command line remembers between two calls: the ids of the last list, and open editors.

It holds ids alone, in `command-line.json` of the profile's folder.
"""

import json
import os
from pathlib import Path

from .asked import Asked

_FILE = "command-line.json"


class Memory:
    """The ids of the lists that were shown last, and of notes that are being written."""

    def __init__(self, folder: Path) -> None:
        """Reads what an earlier call left."""
        self._file = folder / _FILE
        self._kept: dict[str, dict[str, str]] = {}
        self._lists: dict[str, list[str]] = {}
        try:
            read = json.loads(self._file.read_text("utf-8"))
            self._lists = dict(read["lists"])
            self._kept = dict(read["editors"])
        except (OSError, ValueError, KeyError, TypeError):
            # The numbers of a list are a convenience: without them the ids still work.
            return

    def show(self, kind: str, ids: list[str]) -> None:
        """Remembers a list, so that its numbers can be said."""
        self._lists[kind] = ids
        self._save()

    def find(self, kind: str, said: str) -> str:
        """Finds what was meant by a number of the last list, by an id, or by how one begins."""
        known = self._lists.get(kind, [])
        if said.isdigit() and len(said) < 8:
            if 1 <= int(said) <= len(known):
                return known[int(said) - 1]
            raise Asked(f"there is no {kind} {said} in the last list: list again")
        if len(said) == 36:
            return said
        fitting = sorted({one for one in known if one.startswith(said.lower())})
        if len(fitting) == 1:
            return fitting[0]
        many = f"{len(fitting)} fit" if fitting else "none of the last list fits"
        raise Asked(f"`{said}` names no {kind}: {many}; give its number or its whole id")

    def editor(self, about: str) -> str | None:
        """Returns the note that was being written about something."""
        return self._kept.get("notes", {}).get(about)

    def open_editor(self, about: str, note: str) -> None:
        """Remembers that a note is being written."""
        self._kept.setdefault("notes", {})[about] = note
        self._save()

    def close_editor(self, about: str) -> None:
        """Forgets a note that was written."""
        if self._kept.get("notes", {}).pop(about, None) is not None:
            self._save()

    def forget(self) -> None:
        """Forgets everything."""
        self._lists, self._kept = {}, {}
        self._file.unlink(missing_ok=True)

    def _save(self) -> None:
        beside = self._file.with_suffix(".new")
        beside.write_text(json.dumps({"lists": self._lists, "editors": self._kept}), "utf-8")
        os.replace(beside, self._file)
