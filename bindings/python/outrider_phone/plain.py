"""Views as plain data, by their fields: what `--json` prints."""

import enum
import inspect
from typing import Any


def plain(value: Any) -> Any:
    """Turns a view, or a part of one, into what JSON can say.

    Records are objects by their fields. Words are strings in small letters, those with parts are
    objects with the word as `is`; a word that this version does not know stays as it came.
    """
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, enum.Enum):
        return value.name.lower()
    unnamed = getattr(value, "_values", None)
    if unnamed is not None:
        return _unnamed(value, unnamed)
    parts = {name.lstrip("_"): plain(getattr(value, name)) for name in fields(type(value))}
    if not is_variant(type(value)):
        return parts
    return {"is": word(value), **parts} if parts else word(value)


def fields(kind: type) -> list[str]:
    """Names the fields of a record or of a variant, in their order."""
    names = list(inspect.signature(kind.__init__).parameters)[1:]
    return [name for name in names if name not in ("args", "kwargs", "values")]


def is_variant(kind: type) -> bool:
    """Says whether a class is a variant of an enum with parts."""
    return "." in kind.__name__


def word(value: Any) -> str:
    """Returns the word of a variant, in small letters; one that is not known as it came."""
    if isinstance(value, enum.Enum):
        return value.name.lower()
    if getattr(value, "_values", None) and type(value).__name__.endswith(".UNKNOWN"):
        return str(value._values[0])
    return type(value).__name__.rsplit(".", 1)[-1].lower()


def _unnamed(value: Any, parts: tuple[Any, ...]) -> Any:
    if type(value).__name__.endswith(".UNKNOWN"):
        return word(value)
    told = [plain(part) for part in parts]
    return {"is": word(value), "value": told[0] if len(told) == 1 else told}
