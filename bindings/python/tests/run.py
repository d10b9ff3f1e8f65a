"""Calls the core through its generated Python face.

Run by `cargo xtask test --only bindings`; by hand: `python3 bindings/python/tests/run.py FOLDER
[NAME…]`, where FOLDER is what `cargo xtask bindings --only python` prints, OUTRIDER_BIN names the
server and OUTRIDER_STAGE the stage. NAME picks tests whose names hold it.
"""

import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(folder: str, names: list[str]) -> int:
    """Runs every test and ends as a Rust test program does, so that both are counted alike."""
    sys.path[:0] = [str(Path(folder).resolve()), str(HERE.parent), str(HERE)]
    loader = unittest.TestLoader()
    loader.testNamePatterns = [f"*{name}*" for name in names] or None
    suite = loader.discover(str(HERE), "test_*.py")
    print(f"running {suite.countTestCases()} tests", flush=True)
    result = unittest.TextTestRunner(stream=sys.stderr, verbosity=2).run(suite)
    failed = len(result.failures) + len(result.errors)
    skipped = len(result.skipped)
    passed = max(result.testsRun - failed - skipped, 0)
    word = "FAILED" if failed or loader.errors else "ok"
    print(f"test result: {word}. {passed} passed; {failed} failed; {skipped} ignored")
    return 1 if word == "FAILED" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
