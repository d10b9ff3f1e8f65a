"""What a shell hands in, and what it is told."""

import sqlite3
import threading

import walk
from outrider import AppError, CustomerFilter, Fix, Gate, Phone, Point, Purpose
from seams import Broken, Clock, Failing, Secrets, Watching
from stand import Story, config, wait_until


class Seams(Story):
    """Key stores, clocks and observers in Python."""

    def test_secrets_and_keys_stand_in_the_key_store_that_was_handed_in_and_nowhere_else(self):
        held = Secrets()
        self.annas_phone(secrets=held)
        self.assertTrue(held.secrets)
        self.assertEqual(len(held.keys), 1)
        self.assertGreater(held.signed, 0)
        self.assertFalse((self.folder / "phone" / "keys").exists())
        files = [file for file in (self.folder / "phone").rglob("*") if file.is_file()]
        for file in files:
            for secret in held.secrets.values():
                self.assertNotIn(secret.encode(), file.read_bytes(), file)

    def test_a_key_store_that_fails_comes_out_as_an_error_and_nothing_is_enrolled(self):
        held = Secrets()
        phone = self.phone("phone", secrets=held)
        held.fails = True
        with self.assertRaises(AppError.NotSignedIn):
            phone.enrol(self.server.address, self.server.code())
        held.fails = False
        self.assertIsNone(phone.profile())
        phone.enrol(self.server.address, self.server.code())
        self.assertEqual(phone.profile().person_name, "Anna")

    def test_a_key_store_with_a_fault_of_its_own_comes_out_as_an_error(self):
        with self.assertRaises(AppError):
            phone = self.phone("phone", secrets=Broken())
            phone.enrol(self.server.address, self.server.code())
            phone.sync_now()

    def test_a_clock_that_is_moved_by_hand_moves_the_day(self):
        clock = Clock()
        phone = self.annas_phone(clock=clock)
        days = [phone.today_view(None).day]
        for _ in range(3):
            clock.move(24)
            days.append(phone.today_view(None).day)
        self.assertEqual(days, sorted(set(days)))

    def test_what_is_saved_bears_the_time_of_the_clock_that_was_handed_in(self):
        clock = Clock()
        phone = self.annas_phone(clock=clock)
        clock.move(2)
        phone.start_work()
        (line,) = phone.sync_view().waiting
        off = abs(clock.wall() - line.change.saved_at)
        self.assertLess(off, 3_600_000_000, "within the hour of a clock that is two hours fast")

    def test_an_observer_may_ask_for_every_view_while_it_is_told(self):
        self.server.customers()
        phone = self.annas_phone()
        customer = phone.customers_view(_all(), None).customers[0].line.id
        asked: set[str] = set()

        def look(_news):
            for name, view in walk.views().items():
                given = walk.arguments(view)
                try:
                    getattr(phone, name)(**{**given, **_known(given, customer)})
                except AppError.NotFound:
                    pass
                asked.add(name)

        watching = Watching(look)
        number = phone.observe(watching)
        phone.start_work()
        wait_until(lambda: watching.told, "the observer is told")
        self.assertEqual(watching.trouble, [])
        self.assertEqual(asked, set(walk.views()))
        phone.unobserve(number)

    def test_an_observer_may_tap_while_it_is_told(self):
        phone = self.annas_phone()
        once = threading.Event()

        def tap(_news):
            if not once.is_set():
                once.set()
                phone.pause_work(True)

        watching = Watching(tap)
        phone.observe(watching)
        phone.start_work()
        wait_until(lambda: phone.work_view().state.is_PAUSED(), "the observer taps")
        self.assertEqual(watching.trouble, [])

    def test_an_observer_that_fails_is_told_again_and_stops_nobody_else(self):
        phone = self.annas_phone()
        failing, watching = Failing(), Watching(lambda news: None)
        phone.observe(failing)
        phone.observe(watching)
        phone.start_work()
        wait_until(lambda: failing.told and watching.told, "both observers are told")
        before = failing.told, len(watching.told)
        phone.pause_work(True)
        again = lambda: failing.told > before[0] and len(watching.told) > before[1]  # noqa: E731
        wait_until(again, "both observers are told again")
        self.assertIsNone(phone.sync_now().failure)

    def test_off_duty_not_one_row_of_a_place_is_in_the_database(self):
        clock = Clock()
        phone = self.annas_phone(clock=clock)
        phone.give_consent(Purpose.ON_DUTY_LOCATION(), 1)
        self.assertEqual(phone.record_way(_fix(clock)), Gate.OFF_DUTY)
        self.assertEqual(self._rows(), {"way": 0, "track": 0})
        phone.start_work()
        clock.move(0.1)
        self.assertEqual(phone.record_way(_fix(clock)), Gate.KEPT)
        self.assertEqual(self._rows()["way"], 1)
        phone.pause_work(False)
        for _ in range(3):
            clock.move(0.1)
            self.assertEqual(phone.record_way(_fix(clock)), Gate.OFF_DUTY)
        phone.end_work()
        clock.move(0.1)
        self.assertEqual(phone.record_way(_fix(clock)), Gate.OFF_DUTY)
        self.assertIsNone(phone.sync_now().failure)
        self.assertLessEqual(sum(len(way.points) for way in phone.my_data_view().ways), 1)

    def test_without_consent_not_one_row_of_a_place_is_in_the_database(self):
        clock = Clock()
        phone = self.annas_phone(clock=clock)
        phone.start_work()
        clock.move(0.1)
        self.assertEqual(phone.record_way(_fix(clock)), Gate.NO_CONSENT)
        phone.sync_now()
        self.assertEqual(self._rows(), {"way": 0, "track": 0})

    def test_a_phone_whose_token_has_expired_opens_and_works_without_a_network(self):
        clock, held = Clock(), Secrets()
        phone = self.annas_phone(clock=clock, secrets=held)
        del phone
        self.server.stop()
        clock.move(24 * 14)
        phone = Phone.open(config(self.folder / "phone", clock=clock, secrets=held))
        self.assertEqual(phone.enrolment_view().state.name, "ENROLLED")
        self.assertTrue(phone.today_view(None).day)
        phone.start_work()
        self.assertIsNotNone(phone.sync_now().failure)
        kept = phone.sync_view()
        self.assertEqual(len(kept.waiting + kept.on_its_way), 1)
        self.server.start()
        report = phone.sync_now()
        self.assertIsNone(report.failure)
        self.assertEqual(phone.sync_view().waiting, [])

    def _rows(self) -> dict[str, int]:
        files = [file for file in (self.folder / "phone").glob("*.db") if file.is_file()]
        self.assertEqual(len(files), 1, files)
        with sqlite3.connect(files[0]) as database:
            count = "SELECT count(*) FROM "
            return {name: database.execute(count + name).fetchone()[0] for name in ("way", "track")}


def _all() -> CustomerFilter:
    return CustomerFilter(owner=None, begins="", after=None)


def _known(given: dict, customer: str) -> dict:
    return {"customer": customer} if "customer" in given else {}


def _fix(clock: Clock) -> Fix:
    return Fix(
        position=Point(lat=535500000, lon=99900000),
        accuracy_mm=8000,
        mock=False,
        provider="gps",
        at=clock.wall(),
        since_boot=None,
    )
