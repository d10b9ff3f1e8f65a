"""The command-line phone lives a visit in a cellar."""

import signal
import sqlite3
import subprocess

from stand import PATIENCE, Story, command, environment, say, wait_until

_THERE = ("--at", "53.55,9.99")


class Cellar(Story):
    """One profile, many calls."""

    def setUp(self) -> None:
        """Enrols the profile."""
        super().setUp()
        self.server.customers()
        self.profile = self.folder / "phone"
        say(self.profile, "enrol", self.server.address, self.server.code())
        self.server.task("Show the new oven", say(self.profile, "today")["day"])
        say(self.profile, "sync")

    def test_a_visit_in_a_cellar_arrives_whole(self):
        self.server.stop()
        self.assertEqual(self._titles("tasks"), ["Show the new oven"])
        visit = say(self.profile, "check-in", "--task", "1", *_THERE)
        self.assertTrue(visit["check_in"])
        self._type_and_be_killed("They want two ovens.")
        self.assertEqual(say(self.profile, "note", "--show")["text"], "They want two ovens.")
        say(self.profile, "note", "--outcome", "positive", typed="In March.\n")
        say(self.profile, "done", "1")
        say(self.profile, "check-out")
        self.assertEqual((self._titles("tasks"), self._titles("settled")), ([], ["Show the new oven"]))
        failed = say(self.profile, "sync", code=6)
        self.assertEqual(failed["headline"]["is"], "offline")
        self.assertEqual(failed["headline"]["waiting"], 4)
        kept = say(self.profile, "status")["sync"]
        self.assertEqual(len(kept["waiting"] + kept["on_its_way"]), 4)

        self.server.start()
        synced = say(self.profile, "sync")
        self.assertEqual((synced["headline"], synced["report"]["sent"]), ("on_server", 4))
        status = say(self.profile, "status")["sync"]
        self.assertEqual((status["waiting"], status["attention"]), ([], []))
        self.assertIsNotNone(status["last_receipt"])
        self.server.says("export", "--to", str(self.folder / "export"))
        notes = (self.folder / "export" / "notes.csv").read_text("utf-8")
        self.assertIn("They want two ovens.\nIn March.", notes)

    def test_what_was_lost_stands_in_the_diary_and_is_restored(self):
        self.server.stop()
        say(self.profile, "customers", "--begins", "Bakery")
        say(self.profile, "edit", "1", "phone=+49 40 777")
        self.server.start()
        self.server.customers(phone="+49 40 999")
        say(self.profile, "sync")
        (entry,) = say(self.profile, "diary")
        self.assertTrue(entry["can_restore"])
        self.assertEqual((entry["tells"], entry["field"]), ("lost", "phone"))
        self.assertIn("777", str(entry["mine"]))
        say(self.profile, "diary", "--restore", "1")
        say(self.profile, "sync")
        (entry,) = say(self.profile, "diary")
        self.assertEqual(entry["settled"], "restored")
        self.server.says("export", "--to", str(self.folder / "export"))
        self.assertIn("+49 40 777", (self.folder / "export" / "customers.csv").read_text("utf-8"))

    def test_a_task_that_was_not_done_says_why_and_is_taken_back(self):
        self._titles("tasks")
        say(self.profile, "not-done", "1", "nobody", "was", "there")
        self.assertEqual(self._titles("tasks"), [])
        say(self.profile, "undo")
        self.assertEqual(self._titles("tasks"), ["Show the new oven"])
        self.assertEqual(say(self.profile, "undo", code=5)["error"], "NothingToUndo")

    def test_a_work_day_begins_rests_and_ends(self):
        states = [
            say(self.profile, "work", *words)["work"]["state"]
            for words in (["start"], ["pause", "--paid"], ["resume"], ["end"], [])
        ]
        self.assertEqual(
            [state["is"] if isinstance(state, dict) else state for state in states],
            ["working", "paused", "working", "off", "off"],
        )

    def test_where_nobody_can_tell_the_candidates_are_listed(self):
        asked = say(self.profile, "check-in", code=2)
        self.assertIn("candidates", asked["choose"])
        near = say(self.profile, "customers", "--near", "--at", "53.65,9.8")["customers"]
        self.assertEqual(near[0]["line"]["name"], "Mill")
        visit = say(self.profile, "check-in", "--customer", "1")
        self.assertEqual(visit["customer"], near[0]["line"]["id"])
        whole = near[1]["line"]["id"]
        self.assertEqual(say(self.profile, "edit", whole, "about=rings twice")["customer"], whole)

    def test_the_command_line_keeps_no_place_but_that_of_an_arrival(self):
        say(self.profile, "today", *_THERE)
        say(self.profile, "customers", "--near", *_THERE)
        (file,) = self.profile.glob("*.db")
        with sqlite3.connect(file) as database:
            for table in ("way", "track", "check_in"):
                count = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                self.assertEqual(count, 0, table)
        self.assertEqual(say(self.profile, "data")["positions"], [])

    def _titles(self, of: str) -> list[str]:
        return [row["title"] for row in say(self.profile, "today")[of]]

    def _type_and_be_killed(self, text: str) -> None:
        typing = subprocess.Popen(
            command(self.profile, "note"),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment(),
        )
        assert typing.stdin
        typing.stdin.write(text + "\n")
        typing.stdin.flush()
        (file,) = self.profile.glob("*.db")

        def is_kept() -> bool:
            with sqlite3.connect(file) as database:
                found = "SELECT count(*) FROM draft WHERE instr(content, ?)"
                return bool(database.execute(found, (text,)).fetchone()[0])

        wait_until(is_kept, "what was typed is kept")
        typing.send_signal(signal.SIGKILL)
        self.assertEqual(typing.wait(PATIENCE), -signal.SIGKILL)
        typing.stdin.close()
