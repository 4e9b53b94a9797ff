"""A leader's two minutes: sentences that are true, figures that open what they count."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dixian.commons.leads.api import Lead
from dixian.foundation.accounts.models import Post, RoleRight, User
from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.worklist.api import Obligation, slipped, unheld
from dixian.foundation.worklist.enums import Step
from dixian.foundation.worklist.models import Escalation
from dixian.warning.verification.api import found_at_risk, without_duty
from dixian.web.work.brief import _compared, _most
from dixian.web.work.county import days_so_far
from dixian.web.work.sentences import Compared, Deciding, Missing, Most, deciding, missing, slow, worse
from tests.support.client import BACKEND, FormClient
from tests.support.county import found_county
from tests.web.answered import answered
from tests.web.conftest import SYSTEM
from tests.web.doors import doors, main_of, wrong_doors

__all__ = ["answered"]
As = Callable[[str], FormClient]
MONTHS = {"now": "2026-11", "before": "2026-10"}


def test_with_nothing_each_sentence_says_so() -> None:
    told = [
        missing(Missing()),
        slow(0, 0, None, None),
        worse(Compared(0, 0), Compared(0, 0), **MONTHS),
        deciding(Deciding()),
    ]
    assert [one.well for one in told] == [True] * 4
    assert [one.text.split("：")[0] for one in told] == ["没有漏的", "没有拖的", "没有变坏的", "没有要您定的"]
    assert [part.door for one in told for part in one.parts if part.door] == []
    assert "还没有报来的数据" in told[0].text


def test_what_is_missing_is_named_and_nothing_else() -> None:
    told = missing(Missing(rows=9, unreported=[("2026年11月", "2026-11", 2)], unheld=1))
    assert told.text == "有漏的：2026年11月的数据到期没有报的 2 项，1 件待办没有人承办。"
    assert not told.well
    assert missing(Missing(rows=9)).text.startswith("没有漏的：报来的 9 行都有结果")


def test_what_is_slow_names_the_place_with_most() -> None:
    told = slow(3, 0, Most("县医保局", "ybj", 2), None)
    assert told.text == "有拖的：超期的待办有 3 件，最多的是县医保局 2 件。"
    assert [part.door for part in told.parts if part.door] == ["/duties/late/", "/duties/late/?place=ybj"]


def test_it_gets_worse_where_a_place_has_grown_though_the_whole_has_not() -> None:
    better = worse(Compared(1, 4), Compared(0, 0), **MONTHS)
    assert better.text == "没有变坏的：确认有返贫致贫风险的本月 1 户，上月同期 4 户。"
    assert better.well
    grown = worse(Compared(1, 4, True, Most("上集镇", "1", 1, 0)), Compared(0, 0), **MONTHS)
    assert grown.text.endswith("上集镇增加最多，本月 1 户，上月同期 0 户。")
    assert not grown.well


def test_what_gets_worse_is_a_sentence_a_topic() -> None:
    told = worse(Compared(5, 4, True, Most("上集镇", "1", 3, 1)), Compared(2, 0, True), **MONTHS)
    assert told.text == (
        "确认有返贫致贫风险的本月 5 户，上月同期 4 户；上集镇增加最多，本月 3 户，上月同期 1 户。"
        "没有按期办结的本月 2 件，上月同期 0 件。"
    )


def test_no_place_is_named_where_several_have_as_many() -> None:
    places = [Most("甲乡", "1", 2), Most("乙乡", "2", 2), Most("丙乡", "3", 1)]
    assert _most(places) is None
    assert _most(places[1:]) == places[1]
    assert _most([Most("甲乡", "1", 0)]) is None
    told = worse(_compared(places, []), Compared(0, 0), **MONTHS)
    assert (told.well, told.text) == (False, "确认有返贫致贫风险的本月 5 户，上月同期 0 户。")


def test_what_is_to_be_decided_opens_where_it_is_decided() -> None:
    told = deciding(Deciding(proposals=2, duties=5))
    assert told.text == "2 件提请等您审批，5 件待办在您手上。"
    assert [part.door for part in told.parts if part.door] == ["/settings/proposals/?mine=1", "/"]


def test_the_days_of_both_months_go_as_far_as_yesterday() -> None:
    from datetime import date

    month = Month(2026, 3)
    assert days_so_far(month, date(2026, 3, 31)) == (date(2026, 3, 1), date(2026, 3, 30))
    assert days_so_far(month.previous(), date(2026, 3, 31)) == (date(2026, 2, 1), date(2026, 2, 28))
    first, last = days_so_far(month, date(2026, 3, 1))
    assert last < first


@pytest.mark.django_db(transaction=True)
def test_with_an_empty_database_the_page_is_true(home: Path) -> None:
    with acting(SYSTEM), writing():
        county = found_county()
        User.objects.update(must_change_password=False)
    client = Client(headers={"user-agent": "test"})
    client.force_login(User.objects.get(pk=county["bureau"].user_id), backend=BACKEND)
    page = main_of(client, "/brief/")
    for said in ("没有漏的：还没有报来的数据", "没有拖的", "没有变坏的", "没有要您定的"):
        assert said in page


@pytest.fixture
def troubled(answered: list[Lead], county: Any, as_post: As) -> Any:
    """One of four leads is at risk and confirmed, one late and before the bureau's head; nobody holds the far village's."""
    lead = answered[2]
    at = f"/leads/{lead.uid}/"
    assert as_post("clerk").fill_in(at, f"{at}confirm/").status_code == 302
    late, yesterday = answered[0], clock.today() - timedelta(days=1)
    with acting(SYSTEM), writing():
        Lead.objects.filter(pk=late.pk).update(due_on=yesterday)
        duty = Obligation.objects.get(subject_uid=late.uid, state="open")
        Obligation.objects.filter(pk=duty.pk).update(due_on=yesterday)
        Escalation.objects.create(
            obligation=duty, unit=county.bureau, step=Step.FIRST, head_name="某局长", on_day=yesterday, days_late=1
        )  # fmt: skip
    county.late, county.risky = late, lead
    return county


@pytest.mark.sweep
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("post", ["leader", "bureau_head", "inspector"])
def test_every_figure_opens_exactly_what_it_counts(troubled: Any, as_post: As, post: str) -> None:
    client = as_post(post)
    assert wrong_doors(client, "/brief/") == []
    counted = dict(doors(client, "/brief/"))
    assert counted["/duties/late/"] >= 1
    assert counted["/leads/?late=1"] == 1
    assert counted["/brief/rows/"] >= 1
    assert counted[f"/brief/at-risk/?month={Month.of(clock.today()).code}"] == 1
    assert ("/brief/escalated/" in counted) == (post == "bureau_head")


@pytest.mark.django_db(transaction=True)
def test_risks_count_by_the_day_they_were_confirmed(troubled: Any) -> None:
    today = clock.today()
    with acting(SYSTEM), reading():
        for first, last, expected in ((today, today, 1), (today - timedelta(40), today - timedelta(1), 0)):
            found = found_at_risk(troubled["leader"], first, last)
            assert [one.pk for one in found] == [troubled.risky.pk][:expected]


@pytest.mark.django_db(transaction=True)
def test_what_was_done_after_its_limit_has_slipped_and_what_was_done_in_time_has_not(troubled: Any) -> None:
    yesterday = clock.today() - timedelta(days=1)
    with acting(SYSTEM), writing():
        duties = slipped(troubled["leader"], yesterday, yesterday)
        assert [one.subject_uid for one in duties] == [troubled.late.uid]
        duties.update(state="done", done_on=clock.today())
        assert slipped(troubled["leader"], yesterday, yesterday).count() == 1
        Obligation.objects.filter(subject_uid=troubled.late.uid).update(done_on=yesterday)
        assert slipped(troubled["leader"], yesterday, yesterday).count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_duty_without_anybody_who_may_do_it_is_in_nobodys_hands(troubled: Any) -> None:
    leader = troubled["leader"]
    with acting(SYSTEM), writing():
        before = set(unheld(leader).values_list("pk", flat=True))
        RoleRight.objects.filter(capability="confirm").update(valid_from=clock.today() + timedelta(days=9))
        gone = set(unheld(Post.objects.get(pk=leader.pk)).values_list("kind", flat=True))
        assert "verification.confirm" in gone
        found = unheld(leader).exclude(pk__in=before)
        wanted = Obligation.objects.filter(capability="confirm", state="open")
        assert sorted(one.pk for one in found) == sorted(one.pk for one in wanted)


@pytest.mark.django_db(transaction=True)
def test_a_lead_without_a_duty_is_found(troubled: Any) -> None:
    with acting(SYSTEM), writing():
        assert without_duty(troubled["leader"]).count() == 0
        Obligation.objects.filter(subject_uid=troubled.late.uid).update(
            state="cancelled", reason="试验", done_on=clock.today()
        )
        assert [one.pk for one in without_duty(troubled["leader"])] == [troubled.late.pk]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("who", "first"), [("leader", "/brief/"), ("clerk", "/")])
def test_a_leader_of_the_county_comes_in_to_the_sentences(county: Any, who: str, first: str) -> None:
    user = User.objects.get(pk=county.posts[who].user_id)
    with acting(SYSTEM), writing():
        user.set_password("a-long-one-for-the-test")
        user.save(update_fields=["password"])
    form = {"username": user.username, "password": "a-long-one-for-the-test"}
    assert Client().post("/sign-in/", form).headers["Location"] == first
    asked = Client().post("/sign-in/", {**form, "next": "/leads/"})
    assert asked.headers["Location"] == "/leads/"
