"""The door itself: its version, its errors, and panics behind it."""

import contextlib
import inspect
import os
import unittest

import outrider
import walk
from outrider import AppError, outrider_core
from outrider_phone import words
from stand import config, folder


@contextlib.contextmanager
def quiet():
    """Keeps what a panic prints from the log of the tests."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


@contextlib.contextmanager
def planted():
    """Has every call panic."""
    with quiet():
        outrider.plant_panics(True)
        try:
            yield
        finally:
            outrider.plant_panics(False)


class Door(unittest.TestCase):
    """What holds for every call."""

    def test_the_core_tells_its_version(self):
        self.assertRegex(outrider.core_version(), r"^\d+\.\d+\.\d+")

    def test_every_error_crosses_with_its_parts_and_has_words_and_an_exit_code(self):
        converter = outrider_core._UniffiFfiConverterTypeAppError
        variants = [one for one in vars(AppError).values() if inspect.isclass(one)]
        self.assertGreaterEqual(len(variants), 13)
        for kind in variants:
            parts = list(inspect.signature(kind.__init__).parameters)[1:]
            given = {name: "phone" if name == "field" else 7 for name in parts}
            with self.subTest(kind.__name__):
                error = converter.lift(converter.lower(kind(**given)))
                self.assertIs(type(error), kind)
                self.assertEqual({name: getattr(error, name) for name in parts}, given)
                self.assertTrue(words.is_known(kind.__name__))
                what, then = words.said(error)
                self.assertTrue(what and then)
                self.assertNotIn("{", what)
                for part in given.values():
                    self.assertIn(str(part), what)
                self.assertIn(f"\n  {words.exit_code(error)}  ", words.EXIT_CODES)

    def test_a_panic_in_every_method_comes_out_as_a_defect_and_the_profile_goes_on(self):
        phone = outrider.Phone.open(config(folder(self) / "profile"))
        methods = walk.methods()
        self.assertGreaterEqual(len(methods), 60)
        for name, method in methods.items():
            given = walk.arguments(method)
            with self.subTest(name), planted(), self.assertRaises(AppError.Defect):
                getattr(phone, name)(**given)
        self.assertIsNone(phone.profile())
        self.assertEqual(phone.enrolment_view().state.name, "NOT_ENROLLED")

    def test_a_panic_in_every_function_and_constructor_comes_out_as_a_defect(self):
        functions = walk.functions()
        self.assertIn("Phone.open", functions)
        self.assertIn("core_version", functions)
        for name, function in functions.items():
            given = walk.arguments(function)
            with self.subTest(name), planted(), self.assertRaises(AppError.Defect):
                function(**given)

    def test_without_a_panic_no_method_of_an_empty_profile_fails_in_an_undeclared_way(self):
        phone = outrider.Phone.open(config(folder(self) / "profile"))
        self.addCleanup(phone.stop)
        for name, method in walk.methods().items():
            given = walk.arguments(method)
            with self.subTest(name), contextlib.suppress(AppError), quiet():
                getattr(phone, name)(**given)
