#!/usr/bin/env python3
"""Writes closure.txt: every Android library that the app stands on, each at one exact version.

Gradle reads the variants and ranges of these libraries and chooses; Maven refuses them. So this walks their
poms from ROOTS, lets PIN decide a version and else takes the first one met, and fetches what it found through
Maven, with whatever mirror Maven is told of. What cannot be had is named, and nothing is then written.

Run it after changing ROOTS or PIN; commit both files together. `MAVEN_REPO` names Maven's folder.
"""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, Optional

HERE = Path(__file__).resolve().parent
REPOSITORY = Path(os.environ.get("MAVEN_REPO", Path.home() / ".m2/repository"))

# What the app asks for; the same names stand in gradle/libs.versions.toml. Order counts: the first version wins.
ROOTS = (
    "androidx.compose.material3:material3-android:1.4.0:aar",
    "androidx.compose.foundation:foundation-android:1.12.1:aar",
    "androidx.activity:activity-compose:1.13.0:aar",
    "androidx.activity:activity:1.13.0:aar",
    "androidx.work:work-runtime:2.11.2:aar",
    "androidx.compose.ui:ui-test-junit4-android:1.12.1:aar",
    "androidx.compose.ui:ui-test-manifest:1.12.1:aar",
    # Robolectric's own.
    "androidx.test.espresso:espresso-idling-resource:3.7.0:aar",
)

# A whole group, or one library of it: what Gradle would raise an older wish to.
PIN = {
    "androidx.activity": "1.13.0",
    "androidx.annotation:annotation-jvm": "1.9.1",
    "androidx.arch.core": "2.2.0",
    "androidx.collection:collection": "1.5.0",
    "androidx.collection:collection-jvm": "1.5.0",
    "androidx.collection:collection-ktx": "1.5.0",
    "androidx.compose.animation": "1.12.1",
    "androidx.compose.foundation": "1.12.1",
    "androidx.compose.material": "1.12.1",
    "androidx.compose.runtime": "1.12.1",
    "androidx.compose.ui": "1.12.1",
    "androidx.core:core": "1.18.0",
    "androidx.core:core-ktx": "1.18.0",
    "androidx.emoji2": "1.4.0",
    "androidx.lifecycle": "2.11.0",
    "androidx.navigationevent": "1.1.1",
    "androidx.profileinstaller": "1.4.1",
    "androidx.savedstate": "1.4.0",
    "androidx.startup": "1.2.0",
    "androidx.test.ext:junit": "1.3.0",
    "androidx.test:core": "1.7.0",
    "androidx.test:monitor": "1.8.0",
    "androidx.tracing:tracing": "1.2.0",
}

# Plain jars that the poms of android/ci name for themselves.
ELSEWHERE = ("junit", "org.hamcrest", "org.jspecify")


class Library(NamedTuple):
    group: str
    name: str
    version: str
    kind: str

    def __str__(self) -> str:
        return ":".join(self)


def fetch(wanted: Library) -> Optional[Path]:
    """Returns the file as it stands in Maven's folder, or nothing when Maven cannot bring it."""
    folder = REPOSITORY.joinpath(*wanted.group.split("."), wanted.name, wanted.version)
    file = folder / f"{wanted.name}-{wanted.version}.{wanted.kind}"
    if not file.exists():
        # The parent pom alone, which says where to ask.
        command = ["mvn", "-B", "-q", "-N", "-f", str(HERE / "pom.xml"), f"-Dmaven.repo.local={REPOSITORY}"]
        command += ["dependency:get", "-Dtransitive=false", f"-Dartifact={wanted}"]
        subprocess.run(command, capture_output=True, check=False)
    return file if file.exists() else None


def said(tag: str, text: str, otherwise: str = "") -> str:
    found = re.search(f"<{tag}>(.*?)</{tag}>", text)
    return found[1] if found else otherwise


def needs(pom: str) -> list[Library]:
    """What a pom asks for at run time, at the versions that we take."""
    pom = re.sub(r"<dependencyManagement>.*?</dependencyManagement>", "", pom, flags=re.DOTALL)
    found = []
    for text in re.findall(r"<dependency>(.*?)</dependency>", pom, re.DOTALL):
        group, name = said("groupId", text), said("artifactId", text)
        version = said("version", text).strip("[]").split(",")[0]
        if not version or said("scope", text) in ("test", "provided"):
            continue
        if group.startswith("org.jetbrains") or group in ELSEWHERE:
            continue
        version = PIN.get(f"{group}:{name}") or PIN.get(group) or version
        found.append(Library(group, name, version, said("type", text, "jar")))
    return found


def walk(pool: ThreadPoolExecutor) -> tuple[list[Library], list[str]]:
    """Returns every library below the roots, and the poms that cannot be had."""
    taken: dict[tuple[str, str], Library] = {}
    missing = []
    waiting = [Library(*root.split(":")) for root in ROOTS]
    while waiting:
        step: dict[tuple[str, str], Library] = {}
        for library in waiting:
            if library[:2] not in taken:
                step.setdefault(library[:2], library)
        waiting = []
        poms = pool.map(lambda one: fetch(one._replace(kind="pom")), step.values())
        for library, file in zip(step.values(), poms):
            taken[library[:2]] = library
            if file is None:
                missing.append(str(library._replace(kind="pom")))
                continue
            pom = file.read_text(encoding="utf-8")
            taken[library[:2]] = library._replace(kind=said("packaging", pom, "jar"))
            waiting += needs(pom)
    return sorted(taken.values()), missing


def main() -> int:
    with ThreadPoolExecutor(3) as pool:
        libraries, missing = walk(pool)
        files = pool.map(fetch, libraries)
        missing += [str(library) for library, file in zip(libraries, files) if file is None]
    for one in missing:
        print(f"resolve: Maven cannot bring {one}", file=sys.stderr)
    if missing:
        return 1
    text = "".join(f"{library}\n" for library in libraries)
    (HERE / "closure.txt").write_text(text, encoding="utf-8")
    print(f"{len(libraries)} libraries, {sum(one.kind == 'aar' for one in libraries)} of them aars")
    return 0


if __name__ == "__main__":
    sys.exit(main())
