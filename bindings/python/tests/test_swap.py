"""A new phone."""

import shutil

from outrider import AppError, CustomerFilter, DraftContent
from stand import Story, say


class Swap(Story):
    """The old phone hands over, or is gone."""

    def _written(self, phone) -> str:
        content = DraftContent(
            customer=phone.customers_view(_all(), None).customers[0].line.id,
            task=None,
            activity=None,
            outcome=None,
            met="",
            body="written in a cellar",
        )
        note = phone.write_note(phone.new_note(), content, None)
        half = phone.new_note()
        content.body = "half a sentence"
        phone.type_note(half, content)
        return half if note else ""

    def test_an_old_phone_hands_over_what_the_server_does_not_have(self):
        self.server.customers()
        old = self.annas_phone("old")
        half = self._written(old)
        handed = old.begin_handover()
        self.assertTrue(old.handover_state().is_WAITING())
        with self.assertRaises(AppError.NotHandedOver):
            old.finish_handover()
        new = self.phone("new")
        taken = new.take_over(handed.label)
        self.assertEqual((taken.changes, taken.drafts), (handed.changes, handed.drafts))
        begun = new.today_view(None).unfinished
        self.assertEqual([(note.note, note.begins) for note in begun], [(half, "half a sentence")])
        self.assertEqual(new.note_view(half, None, None).text, "half a sentence")
        self.assertIsNone(new.sync_now().failure)
        self.assertEqual(new.search_view("cellar").hits[0].words.pieces[-1].is_found, True)
        self.assertTrue(old.handover_state().is_TAKEN())
        old.finish_handover()

    def test_a_new_phone_says_what_is_missing_when_the_old_one_was_destroyed(self):
        self.server.customers()
        old = self.annas_phone("old")
        old.start_work()
        self.assertIsNone(old.sync_now().failure)
        self._written(old)
        del old
        shutil.rmtree(self.folder / "old")
        new = self.annas_phone("new")
        former = new.enrolment_view().former
        self.assertIsNotNone(former)
        self.assertEqual(former.name, "old")
        self.assertTrue(new.work_view().state.is_WORKING())
        self.assertEqual(new.search_view("cellar").hits, [])
        new.dismiss_former()
        self.assertIsNone(new.enrolment_view().former)

    def test_the_command_line_hands_over_to_a_new_profile(self):
        self.server.customers()
        old, new = self.folder / "old", self.folder / "new"
        say(old, "enrol", self.server.address, self.server.code())
        say(old, "customers")
        say(old, "note", "--customer", "1", "written in a cellar")
        label = say(old, "handover")["label"]
        said = say(old, "handover", "--finish", code=7)
        self.assertEqual(said["error"], "NotHandedOver")
        say(new, "enrol", label)
        say(new, "sync")
        self.assertEqual(len(say(new, "search", "cellar")["hits"]), 1)
        say(old, "handover", "--finish")
        said = say(new, "enrol", "nonsense", code=8)
        self.assertEqual((said["error"], "code" in said["what"]), ("Invalid", True))


def _all() -> CustomerFilter:
    return CustomerFilter(owner=None, begins="", after=None)
