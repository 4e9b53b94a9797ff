"""What was entered of eliminations before they had batches is carried into batches, and nothing is made up for it."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps

from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import Obligation
from dixian.warning.cases.api import BatchLine, CaseBatch
from dixian.warning.elimination.api import Elimination
from tests.warning.elimination.steps import proposed
from tests.warning.elimination.test_batches import both

__all__ = ["both"]
pytestmark = pytest.mark.django_db
OLD = import_module("dixian.warning.elimination.migrations.0005_into_batches")


def as_it_was(one: Elimination, **more: Any) -> Any:
    """An elimination with the columns that went into batches."""
    empty = dict.fromkeys(("appraised_on", "appraised_at", "posted_on", "posted_at", "until", "closed_on", "reviewed_on",
                           "reviewed_at", "reviewed_by_id", "approved_on", "approved_at", "approved_by_id"))  # fmt: skip
    said = {"present": 20, "ayes": 18, "minutes": "书记主持", "posted_where": "公开栏", "objections": ""}
    own = {
        name: getattr(one, name)
        for name in ("uid", "case_id", "household_id", "village_id", "village", "proposed_by_id")
    }
    return SimpleNamespace(
        **{**empty, **said, "opinion": "属实", "state": "posted", "number": "某号", **own, **more}
    )


def test_one_meeting_is_one_batch_with_what_was_kept_of_it(both):
    day, at = clock.today() - timedelta(days=9), clock.now()
    first, second = (as_it_was(one, appraised_on=day, appraised_at=at) for one in both)
    second.ayes = 11
    OLD._make(apps, OLD._meetings(apps, [first, second]))
    batch = CaseBatch.objects.get(proceeding="elimination")
    assert (batch.on, batch.present, batch.text, batch.by, batch.made_at) == (day, 20, "书记主持", None, at)
    assert sorted(batch.lines.values_list("ayes", "noes")) == [(11, None), (18, None)]


def test_a_notice_keeps_its_end_and_what_was_objected(county, helped):
    first, last, closed = (clock.today() - timedelta(days=days) for days in (9, 4, 2))
    told = {"posted_on": first, "until": last, "closed_on": closed, "objections": "有人说有车，查无此事"}
    OLD._make(apps, OLD._notices(apps, [as_it_was(proposed(county, helped), **told)]))
    batch = CaseBatch.objects.get()
    assert (batch.until, batch.closed_on, batch.unobjected) == (last, closed, False)
    objection = batch.lines.get().objections.get()
    assert (objection.text, objection.upheld, objection.by) == ("有人说有车，查无此事", False, None)


def test_who_reviewed_and_who_approved_was_kept(county, helped):
    today, one = clock.today(), proposed(county, helped)
    people = {"reviewed_by_id": county["clerk"].user_id, "approved_by_id": county["reviewer"].user_id}
    old = as_it_was(one, reviewed_on=today, approved_on=today, **people)
    OLD._make(apps, OLD._reviews(apps, [old]))
    OLD._make(apps, OLD._approvals(apps, [old]))
    lines = BatchLine.objects.filter(elimination_uid=one.uid).order_by("id")
    assert list(lines.values_list("step", "by_id", "before_id")) == [
        ("review", people["reviewed_by_id"], one.proposed_by_id),
        ("approve", people["approved_by_id"], people["reviewed_by_id"]),
    ]


def test_the_duties_of_a_notice_that_hangs_become_one(county, both):
    today = clock.today()
    old = [as_it_was(one, posted_on=today, until=today + timedelta(days=5)) for one in both]
    Obligation.objects.filter(kind="elimination.appraise").update(kind="elimination.end_notice")
    OLD._make(apps, OLD._notices(apps, old))
    OLD._one_duty_a_notice(apps)
    batch = CaseBatch.objects.get()
    assert not Obligation.objects.filter(kind="elimination.end_notice", state="open").exists()
    assert Obligation.objects.get(kind="cases.end_notice", state="open").subject_uid == batch.uid
