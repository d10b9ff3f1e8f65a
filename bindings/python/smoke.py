"""Calls the core through its generated Python face.

Run by `cargo xtask test --only bindings`; by hand: `python3 bindings/python/smoke.py FOLDER`,
where FOLDER is what `cargo xtask bindings` prints.
"""

import importlib
import re
import sys
import unittest


class Door(unittest.TestCase):
    """What a shell can ask the core for."""

    def test_the_core_tells_its_version(self):
        self.assertRegex(core.core_version(), re.compile(r"^\d+\.\d+\.\d+"))


def main():
    """Runs every test and ends as a Rust test program does, so that both are counted alike."""
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Door)
    print(f"running {suite.countTestCases()} tests", flush=True)
    result = unittest.TextTestRunner(stream=sys.stderr, verbosity=2).run(suite)
    failed = len(result.failures) + len(result.errors)
    skipped = len(result.skipped)
    passed = result.testsRun - failed - skipped
    word = "FAILED" if failed else "ok"
    print(f"test result: {word}. {passed} passed; {failed} failed; {skipped} ignored")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    core = importlib.import_module("outrider_bindings")
    sys.exit(main())
