"""Every field of every view, of a phone on which everything has happened."""

import enum
import inspect
import itertools
import typing
import unittest
from typing import Any

import walk
from outrider import (
    AppError,
    DraftContent,
    Fix,
    Gate,
    NextStepToMake,
    Phone,
    Point,
    Priority,
    Purpose,
)
from seams import Clock
from stand import Stage, config, folder

# Whose day it is: he lost an edit, is on a break, and agreed to his way being kept.
REP = "phone-2"
# Of the same team, who may claim the same tasks.
OTHER = "phone-4"
THERE = Point(lat=535500000, lon=99900000)

# What the day of this rep does not hold, each with why.
EMPTY = {
    ("Coarseness", ""): "positions are made coarse after 90 days",
    ("CustomField", "name"): "the company has no fields of its own",
    ("CustomField", "value"): "the same",
    ("CustomerView", "custom"): "the same",
    ("EvidenceDetail", "other"): "he was not at two places at once",
    ("PositionLine", "coarsened"): "after 90 days",
    ("TaskView", "diary"): "what he lost was of a customer",
    ("TodayView", "to_assign"): "for managers",
    ("WayLine", "coarsened"): "after 90 days",
    ("WorkView", "to_fix"): "he ended every day",
}


class Views(unittest.TestCase):
    """One phone of a company that lives."""

    @classmethod
    def setUpClass(cls) -> None:
        """Lives the day, and looks at every view in every way."""
        cls.stage = Stage()
        cls.addClassCleanup(cls.stage.end)
        holder = unittest.TestCase()
        cls.addClassCleanup(holder.doCleanups)
        cls.clock = Clock()
        cls.former = former = _enrolled(cls, holder)
        half = former.new_note()
        row = next(row for row in former.today_view(None).tasks if row.customer)
        former.type_note(half, _content(row.customer.id, "half", row.task))
        former.save_draft(half)
        assert former.sync_now().failure is None
        cls.phone = _enrolled(cls, holder)
        cls.notes = [half]
        cls.seen = walk.Seen()
        cls.shown: set[str] = set()
        for live in (_begin, _live, _empty, _cut_off):
            cls.pool = _pool(cls)
            _look(cls)
            live(cls)
        cls.pool = _pool(cls)
        _look(cls)

    def test_every_view_is_shown(self):
        self.assertEqual(self.shown, set(walk.views()))

    def test_every_field_of_every_view_crosses_as_the_type_that_it_is_said_to_be(self):
        self.assertEqual(self.seen.wrong, [])
        self.assertGreater(len(self.seen.kinds), 50)

    def test_every_record_that_a_view_can_hold_crosses(self):
        wanted: set[type] = set()
        for view in walk.views().values():
            walk.reachable(_returned(view), wanted)
        missing = {kind.__name__ for kind in wanted - self.seen.kinds}
        self.assertEqual(missing - {kind for kind, _ in EMPTY}, set())

    def test_every_field_of_every_record_of_a_view_is_filled_somewhere(self):
        records: set[type] = set()
        for view in walk.views().values():
            walk.reachable(_returned(view), records)
        wanted = {
            (kind.__name__, name)
            for kind in records
            if not issubclass(kind, enum.Enum) and not walk.variants(kind)
            for name in walk.hints(kind)
        }
        missing = wanted - self.seen.filled
        self.assertEqual(missing - set(EMPTY), set())
        filled = {one for one in EMPTY if one[1]} - missing
        self.assertEqual(filled, set(), "these are filled: take them out")


def _returned(view: Any) -> Any:
    said = typing.get_type_hints(view, vars(walk.outrider_bindings))
    return said["return"]


def _enrolled(cls: Any, holder: unittest.TestCase) -> Phone:
    phone = Phone.open(config(folder(holder) / "phone", clock=cls.clock))
    phone.enrol(cls.stage.address, cls.stage.code(REP))
    assert phone.sync_now().failure is None
    return phone


def _begin(cls: Any) -> None:
    """Settles what was lost; the manager looks at the day."""
    entry = next(one for one in cls.phone.sync_view().diary if one.settled is None)
    cls.phone.dismiss_entry(entry.entry)
    cls.stage.asks("/v1/today")
    cls.phone.sync_now()


def _empty(cls: Any) -> None:
    """Empties the phone that he had before."""
    cls.former.ask_wipe(cls.former.profile().device)
    cls.seen.look(cls.former.sync_view(), _returned(Phone.sync_view), "sync_view")
    assert cls.former.sync_now().wiped
    cls.seen.look(cls.former.enrolment_view(), _returned(Phone.enrolment_view), "enrolment_view")


def _cut_off(cls: Any) -> None:
    """Ends the day while nobody answers."""
    cls.phone.sync_now()
    cls.phone.end_work()
    cls.stage.does("stop_server")
    cls.phone.sync_now()


def _live(cls: Any) -> None:
    """Lives the day."""
    phone, clock, pool = cls.phone, cls.clock, cls.pool
    phone.give_consent(Purpose.ON_DUTY_LOCATION(), 1)
    if phone.work_view().state.is_PAUSED():
        phone.resume_work()
    elif phone.work_view().state.is_OFF():
        phone.start_work()
    customer = phone.near_me_view(THERE).customers[0].line.id
    at = phone.customer_view(customer, None).sites[0].at
    fix = _fix(clock, at)
    assert phone.record_way(fix) == Gate.KEPT
    today = phone.today_view(at)
    claimed = today.to_claim[0]
    cls.stage.does("claim", phone=OTHER, title=claimed.title)
    cls.stage.does("sync", phone=OTHER)
    phone.claim_task(claimed.task)
    phone.complete_task(claimed.task, fix)
    reason = next(one for one in phone.settings_view().reasons if one.reason.used_for.is_NOT_DONE())
    phone.task_not_done(today.tasks[0].task, reason.code, fix)
    other = next(row for row in today.tasks[1:] if row.customer)
    made_up = _fix(clock, at)
    made_up.mock = True
    phone.check_in(other.customer.id, None, other.task, made_up)
    step = NextStepToMake(
        title="Call again",
        activity=phone.settings_view().activities[0].id,
        plan_day=today.day,
        priority=Priority.NORMAL(),
    )
    note = phone.write_note(phone.new_note(), _content(customer, "sealed words"), step)
    phone.sync_now()
    phone.open_note(note)
    phone.type_note(note, _content(customer, "sealed words, and more"))
    phone.edit_customer(customer, {"about": "Ring twice."})
    period = pool["periods"][0]
    phone.ask_work_correction(period.work_day, period.period, period._from + 1, "forgot it")


def _content(customer: str, body: str, task: str | None = None) -> DraftContent:
    return DraftContent(
        customer=customer, task=task, activity=None, outcome=None, met="Mr Ito", body=body
    )


def _fix(clock: Clock, at: Point) -> Fix:
    return Fix(
        position=at, accuracy_mm=9000, mock=False, provider="gps", at=clock.wall(), since_boot=7
    )


def _pool(cls: Any) -> dict[str, Any]:
    """Gathers what views can be asked about."""
    phone = cls.phone
    today = phone.today_view(None)
    near = phone.near_me_view(THERE).customers[:30]
    every = [row.task for row in today.tasks + today.to_claim + today.to_assign]
    tasks = every + [row.task for row in today.settled]
    notes: list[str] = list(cls.notes)
    customers = [one.line.id for one in near]
    for task in tasks:
        view = phone.task_view(task, None)
        notes += [line.id for line in view.notes]
        customers += [view.customer.id] if view.customer else []
    customers += [line.about for line in phone.sync_view().diary]
    for customer in customers:
        try:
            notes += [line.id for line in phone.notes_view(customer, None).notes]
        except AppError.NotFound:
            continue
    work = phone.work_view()
    days = [today.day, *(later.day for later in today.later)]
    return {
        "task": tasks,
        "customer": customers,
        "note": [*notes, phone.new_note()],
        "day": days,
        "typed": ["a", "b", "sealed", "e"],
        "periods": work.periods + work.to_fix,
    }


def _look(cls: Any) -> None:
    """Asks for every view in every way."""
    for name, view in walk.views().items():
        for given in _ways(cls, view):
            try:
                shown = getattr(cls.phone, name)(**given)
            except AppError.NotFound:
                continue
            cls.shown.add(name)
            cls.seen.look(shown, _returned(view), name)


def _ways(cls: Any, view: Any) -> list[dict[str, Any]]:
    made = walk.arguments(view)
    choices = {}
    for name, value in made.items():
        if name in cls.pool:
            choices[name] = cls.pool[name] if name not in ("customer", "task") else cls.pool[name][:40]
        elif name in ("at", "fix"):
            known = THERE if name == "at" else _fix(cls.clock, THERE)
            may_be_none = "Optional" in str(inspect.signature(view).parameters[name].annotation)
            choices[name] = [None, known] if may_be_none else [known]
            if name == "fix":
                vague = _fix(cls.clock, THERE)
                vague.accuracy_mm = 500_000
                choices[name].append(vague)
        elif name == "filter":
            value.owner, value.begins, value.after = None, "", None
            choices[name] = [value]
        elif name in ("before", "within"):
            choices[name] = [None]
        else:
            choices[name] = [value]
    if {"note", "customer", "task"} <= set(made):
        choices |= {"customer": [None, cls.pool["customer"][0]], "task": [None, cls.pool["task"][0]]}
    return [dict(zip(choices, one)) for one in itertools.product(*choices.values())]
