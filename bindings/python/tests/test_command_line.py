"""What the command line says of itself, and to nonsense."""

import contextlib
import io
import unittest

from outrider_phone.arguments import parser
from outrider_phone.asked import Asked
from outrider_phone.main import main
from outrider_phone.memory import Memory
from stand import folder, say


class CommandLine(unittest.TestCase):
    """A profile that is nobody's."""

    def test_every_command_says_what_it_does(self):
        verbs = next(one for one in parser()._actions if one.dest == "verb").choices
        self.assertGreaterEqual(len(verbs), 15)
        for name in verbs:
            out = io.StringIO()
            with self.subTest(name), contextlib.redirect_stdout(out):
                with self.assertRaises(SystemExit) as ended:
                    main([name, "--help"])
                self.assertEqual(ended.exception.code, 0)
            self.assertRegex(out.getvalue(), r"\n\n[A-Z][^:]*\.\n")

    def test_the_help_tells_the_exit_codes(self):
        out = io.StringIO()
        with contextlib.redirect_stdout(out), self.assertRaises(SystemExit):
            main(["--help"])
        self.assertIn("exit codes:", out.getvalue())

    def test_a_profile_that_is_nobodys_says_how_it_becomes_somebodys(self):
        profile = folder(self) / "phone"
        said = say(profile, "today", code=4)
        self.assertEqual(said["error"], "NotSignedIn")
        self.assertIn("enrol SERVER CODE", said["next"])
        self.assertEqual(say(profile, "status")["enrolment"]["state"], "not_enrolled")

    def test_a_server_that_does_not_answer_is_no_connection(self):
        profile = folder(self) / "phone"
        said = say(profile, "enrol", "http://127.0.0.1:1", "ovens/AAAA-AAAA-AAAA-AAAA", code=6)
        self.assertEqual(said["error"], "Offline")
        label = "outrider-enrol:1:ovens/AAAA-AAAA-AAAA-AAAA:http://127.0.0.1:1"
        self.assertEqual(say(profile, "enrol", label, code=6)["error"], "Offline")
        self.assertEqual(say(profile, "enrol", "no label", code=8)["error"], "Invalid")

    def test_nonsense_is_told_from_failure(self):
        profile = folder(self) / "phone"
        self.assertIn("no task 3", say(profile, "task", "3", code=2)["what"])
        self.assertIn("LAT,LON", say(profile, "customers", "--at", "here", code=2)["what"])
        self.assertIn("LABEL", say(profile, "enrol", "a", "b", "c", code=2)["what"])

    def test_a_short_id_is_a_number_of_the_last_list_or_a_unique_beginning(self):
        memory = Memory(folder(self))
        ids = ["0197a000-0000-7000-8000-000000000001", "0197b000-0000-7000-8000-000000000002"]
        memory.show("task", ids)
        self.assertEqual(memory.find("task", "2"), ids[1])
        self.assertEqual(memory.find("task", "0197a"), ids[0])
        self.assertEqual(memory.find("task", ids[1]), ids[1])
        for wrong in ("3", "0", "0197-", "ffff", ""):
            with self.subTest(wrong), self.assertRaises(Asked):
                memory.find("task", wrong)
