#!/usr/bin/env python3
"""Writes outlines.bin: the coasts and borders that the map of the phone is drawn on, without any server.

They are those of the console: Natural Earth's countries and the states of the US by the Census Bureau, both in
the public domain, out of the packages `world-atlas` and `us-atlas` (ISC) that `console/package-lock.json` names.
Run it after `npm ci` in the console when one of these packages has changed, and commit what it wrote.

The file: land as rings, then borders between countries, then borders between states as lines. Each of the three
begins with its count of lines; each line with its count of points; each point is the way from the one before,
east and north, in steps of 1/500 of a degree. All are numbers of seven bits a byte, the lowest first, with the
eighth bit set where a byte follows; ways count 0, -1, 1, -2 and so on.
"""

import json
from pathlib import Path
from typing import Iterable, Iterator

HOUSE = Path(__file__).resolve().parents[2]
MODULES = HOUSE / "console/node_modules"
OUTLINES = HOUSE / "android/app/src/main/resources/org/outrider/ui/outlines.bin"
STEPS = 500

Point = tuple[int, int]
Line = list[Point]


class Atlas:
    def __init__(self, path: Path) -> None:
        topology = json.loads(path.read_text())
        self.objects = topology["objects"]
        (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
        self.arcs: list[Line] = []
        for arc in topology["arcs"]:
            x = y = 0
            line: Line = []
            for east, north in arc:
                x, y = x + east, y + north
                line.append((round((x * wide + west) * STEPS), round((y * high + south) * STEPS)))
            self.arcs.append(line)

    def rings(self, name: str) -> Iterator[Line]:
        """The edges of an object, each closed."""
        for arcs in rings_of(self.objects[name]):
            ring: Line = []
            for arc in arcs:
                line = self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]
                ring += line[1:] if ring else line
            yield ring

    def between(self, name: str) -> Iterator[Line]:
        """The lines that two neighbours share: every other one is a coast."""
        users: dict[int, set[int]] = {}
        for number, geometry in enumerate(self.objects[name]["geometries"]):
            for arcs in rings_of(geometry):
                for arc in arcs:
                    users.setdefault(arc if arc >= 0 else ~arc, set()).add(number)
        return (self.arcs[arc] for arc, who in sorted(users.items()) if len(who) > 1)


def rings_of(geometry: dict) -> Iterator[list[int]]:
    kind = geometry["type"]
    if kind == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from rings_of(part)
    elif kind == "Polygon":
        yield from geometry["arcs"]
    elif kind == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def whole(line: Line, closed: bool = False) -> Iterator[Line]:
    """A line without leaps over the edge of the map; what reaches beyond an edge stands at the other one too."""
    turn = 360 * STEPS
    way = line[:1]
    for east, north in line[1:]:
        before = way[-1][0]
        way.append((before + (east - before + turn // 2) % turn - turn // 2, north))
    if closed and way[-1][0] != way[0][0]:
        # Around the pole: down to it and back.
        pole = -90 * STEPS
        way += [(way[-1][0], pole), (way[0][0], pole), way[0]]
    west, east = min(point[0] for point in way), max(point[0] for point in way)
    for shift in (-turn, 0, turn):
        if west + shift < turn // 2 and east + shift > -turn // 2:
            yield [(x + shift, y) for x, y in way]


def number(value: int) -> bytes:
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)


def way(value: int) -> bytes:
    return number(value << 1 if value >= 0 else (-value << 1) - 1)


def section(lines: Iterable[Line]) -> bytes:
    written = []
    for line in lines:
        points = [point for place, point in enumerate(line) if place == 0 or point != line[place - 1]]
        if len(points) < 2:
            continue
        x = y = 0
        body = bytearray(number(len(points)))
        for east, north in points:
            body += way(east - x) + way(north - y)
            x, y = east, north
        written.append(bytes(body))
    return number(len(written)) + b"".join(written)


def main() -> None:
    world = Atlas(MODULES / "world-atlas/countries-50m.json")
    states = Atlas(MODULES / "us-atlas/states-10m.json")
    OUTLINES.parent.mkdir(parents=True, exist_ok=True)
    land = [part for ring in world.rings("land") for part in whole(ring, closed=True)]
    borders = [part for line in world.between("countries") for part in whole(line)]
    inner = [part for line in states.between("states") for part in whole(line)]
    OUTLINES.write_bytes(section(land) + section(borders) + section(inner))


if __name__ == "__main__":
    main()
