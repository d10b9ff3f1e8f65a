"""What crosses, found by reflection: nothing that is added can be forgotten."""

import enum
import inspect
import types
import typing
import uuid
from collections.abc import Iterator
from typing import Any

import outrider
from outrider import outrider_bindings, outrider_core, outrider_model
from outrider_phone.plain import fields, is_variant

MODULES = (outrider_model, outrider_core, outrider_bindings)
Phone = outrider.Phone


def methods() -> dict[str, Any]:
    """Returns every method of an open profile."""
    held = inspect.getmembers(Phone, inspect.isfunction)
    return {name: method for name, method in held if not name.startswith("_")}


def functions() -> dict[str, Any]:
    """Returns every function and constructor that is exported, but the one that plants panics."""
    names = outrider_bindings.__all__
    held = {name: getattr(outrider_bindings, name) for name in names}
    free = {name: one for name, one in held.items() if inspect.isfunction(one)}
    free.pop("plant_panics")
    ways = inspect.getmembers(Phone, inspect.ismethod)
    return free | {f"Phone.{name}": way for name, way in ways if not name.startswith("_")}


def views() -> dict[str, Any]:
    """Returns every method that shows something."""
    return {name: one for name, one in methods().items() if name.endswith("_view")}


def hints(kind: type) -> dict[str, Any]:
    """Returns what the fields of a record or a variant are said to be."""
    said = typing.get_type_hints(kind.__init__, vars(_module(kind)))
    return {name: said[name] for name in fields(kind) if name in said}


def _module(kind: type) -> types.ModuleType:
    root = kind.__name__.split(".")[0]
    return next(one for one in MODULES if getattr(one, root, None) is not None and _owns(one, root))


def _owns(module: types.ModuleType, name: str) -> bool:
    return getattr(module, name).__module__ == module.__name__


def variants(kind: type) -> list[type]:
    """Returns the variants of an enum with parts."""
    held = [getattr(kind, name) for name in vars(kind)]
    return [one for one in held if inspect.isclass(one) and is_variant(one)]


def make(said: str, module: types.ModuleType) -> Any:
    """Makes a value that an annotation allows."""
    said = said.replace("outrider_model.", "").replace("outrider_core.", "")
    for prefix in ("typing.Optional[", "typing.List[", "dict["):
        if said.startswith(prefix):
            inner = said[len(prefix) : -1]
            if prefix == "typing.List[":
                return [make(inner, module)]
            if prefix == "dict[":
                return {make(part, module): make(part, module) for part in inner.split(", ")[:1]}
            return make(inner, module)
    if said.endswith("Id"):
        return str(uuid.UUID(int=uuid.uuid4().int & ~(0xF << 76) | (7 << 76)))
    if said == "CivilDay":
        return "2026-11-23"
    plain = {"str": "name", "int": 1, "bool": True, "bytes": b"", "float": 1.0}
    if said in plain:
        return plain[said]
    owner = next(one for one in (module, *MODULES) if hasattr(one, said))
    return _instance(getattr(owner, said))


def _instance(kind: Any) -> Any:
    if kind in (str, int):
        return {str: "name", int: 1}[kind]
    if issubclass(kind, enum.Enum):
        return next(iter(kind))
    if variants(kind):
        kind = variants(kind)[0]
    elif inspect.getmodule(kind) is outrider_bindings and kind.__init__ is object.__init__:
        return type(kind.__name__, (kind,), {})()
    return kind(**arguments(kind.__init__, _module(kind)))


def arguments(function: Any, module: types.ModuleType = outrider_bindings) -> dict[str, Any]:
    """Makes arguments for a function, from its annotations."""
    parameters = inspect.signature(function).parameters.items()
    return {
        name: make(str(one.annotation), module)
        for name, one in parameters
        if name != "self" and one.kind is not one.VAR_POSITIONAL
    }


def parts(hint: Any) -> Iterator[Any]:
    """Takes lists, options and maps apart."""
    inner = [part for part in typing.get_args(hint) if part is not type(None)]
    if not inner:
        yield hint
    for part in inner:
        yield from parts(part)


def reachable(hint: Any, found: set[type]) -> set[type]:
    """Returns every record and variant that a view may hold."""
    for part in parts(hint):
        if not inspect.isclass(part) or part in found or not part.__module__.startswith("outrider"):
            continue
        found.add(part)
        for kind in [part, *variants(part)]:
            if not issubclass(kind, enum.Enum):
                for inner in hints(kind).values():
                    reachable(inner, found)
    return found


class Seen:
    """What views held."""

    def __init__(self) -> None:
        """Has seen nothing."""
        self.kinds: set[type] = set()
        self.filled: set[tuple[str, str]] = set()
        self.wrong: list[str] = []

    def look(self, value: Any, hint: Any, path: str) -> None:
        """Looks at a value and at everything in it."""
        origin, inner = typing.get_origin(hint), typing.get_args(hint)
        if origin is typing.Union or origin is types.UnionType:
            if value is not None:
                self.look(value, next(one for one in inner if one is not type(None)), path)
        elif origin is list:
            self._is(value, list, path)
            for place, part in enumerate(value):
                self.look(part, inner[0], f"{path}[{place}]")
        elif origin is dict:
            self._is(value, dict, path)
            for key, part in value.items():
                self.look(key, inner[0], f"{path}.{key}")
                self.look(part, inner[1], f"{path}.{key}")
        elif hint in (int, str, bool, float, bytes):
            self._is(value, hint, path)
        else:
            self._record(value, hint, path)

    def _is(self, value: Any, kind: type, path: str) -> None:
        if type(value) is not kind:
            self.wrong.append(f"{path}: {value!r} is no {kind.__name__}")

    def _record(self, value: Any, kind: type, path: str) -> None:
        if not isinstance(value, kind):
            self.wrong.append(f"{path}: {value!r} is no {kind.__name__}")
            return
        self.kinds.add(kind)
        if isinstance(value, enum.Enum):
            return
        for name, hint in hints(type(value)).items():
            part = getattr(value, name)
            if part is not None and not (isinstance(part, list) and not part):
                self.filled.add((type(value).__name__, name))
            self.look(part, hint, f"{path}.{name}")
