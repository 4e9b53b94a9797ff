"""What is found, compared and confirmed keeps its person, whatever post it was done with."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import Verdict
from dixian.foundation.accounts.api import (
    Post,
    confirm_on_behalf,
    delegate,
    enter_on_behalf,
    posts_of,
)
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Method
from dixian.warning.verification.models import Answer, Review

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(county: Any, lead: Lead) -> Lead:
    """张三's, released to the village."""
    verification.release(lead_uids=[lead.uid], post=county["bureau"])
    return again(lead)


def again(lead: Lead) -> Lead:
    return Lead.objects.select_related("household").get(pk=lead.pk)


def borrowed(county: Any, name: str, by: str) -> Post:
    """The post `name` in the hands of the person of `by`."""
    today = clock.today()
    delegate(
        post=county[name], delegate=county[by].user, valid_from=today,
        valid_to=today + timedelta(days=3), reason="休假", by=county[name],
    )  # fmt: skip
    return next(post for post in posts_of(county[by].user) if post.pk == county[name].pk)


def answer(lead: Lead, post: Post, **more: Any) -> None:
    verification.answer(
        lead=again(lead), verdict=Verdict.NO_RISK, reason="reimbursed", method=Method.HOME,
        event_on=clock.today(), post=post, **more,
    )  # fmt: skip


def typed_in(county: Any, lead: Lead, by: Post) -> Any:
    """An answer of the village, typed in from a signed sheet."""
    sheet = store([b"scan"], name="签字表.jpg", content_type="image/jpeg", purpose="代录签字原件")
    entry = enter_on_behalf(
        for_post=county["cadre"], subject_label="张三户", subject_uid=uuid4(), sheet=sheet, by=by
    )
    answer(lead, by, on_behalf=entry)
    return entry


def test_who_answered_cannot_confirm_with_a_borrowed_post(county, lead):
    answer(lead, county["clerk"])
    with pytest.raises(Refusal, match="不能确认自己的反馈"):
        verification.confirm(lead=again(lead), post=borrowed(county, "head", "clerk"))
    verification.confirm(lead=again(lead), post=county["head"])


def test_who_answered_with_a_borrowed_post_cannot_confirm_with_their_own(county, lead):
    answer(lead, borrowed(county, "head", "clerk"))
    assert Answer.objects.get().answered_by == county["clerk"].user
    with pytest.raises(Refusal, match="不能确认自己的反馈"):
        verification.confirm(lead=again(lead), post=county["clerk"])
    with pytest.raises(Refusal, match="不能确认自己的反馈"):
        verification.send_back(lead=again(lead), reason="补充", post=county["clerk"])
    verification.confirm(lead=again(lead), post=county["head"])


def test_a_confirmation_stands_under_the_delegates_name(county, lead):
    answer(lead, county["cadre"])
    verification.confirm(lead=again(lead), post=borrowed(county, "head", "clerk"))
    assert Review.objects.get().reviewed_by == county["clerk"].user


def test_who_typed_it_in_cannot_compare_it_with_a_borrowed_post(county, lead):
    entry = typed_in(county, lead, county["clerk"])
    with pytest.raises(Refusal, match="另一个人"):
        confirm_on_behalf(entry=entry, by=borrowed(county, "head", "clerk"))


def test_what_was_typed_in_with_a_borrowed_post_is_not_compared_by_the_same_person(county, lead):
    entry = typed_in(county, lead, borrowed(county, "head", "clerk"))
    assert entry.entered_by == county["clerk"].user
    with pytest.raises(Refusal, match="另一个人"):
        confirm_on_behalf(entry=entry, by=county["clerk"])
    confirm_on_behalf(entry=entry, by=county["head"])


def test_whose_finding_was_typed_in_cannot_confirm_it_with_the_townships_post(county, lead):
    entry = typed_in(county, lead, county["clerk"])
    confirm_on_behalf(entry=entry, by=county["head"])
    lent = borrowed(county, "head", "cadre")
    with pytest.raises(Refusal, match="不能确认自己的反馈"):
        verification.confirm(lead=again(lead), post=lent)


def test_nobody_types_in_for_themselves_with_the_townships_post(county, lead):
    lent = borrowed(county, "clerk", "cadre")
    with pytest.raises(Refusal, match="自己的反馈不用代录"):
        typed_in(county, lead, lent)
