"""The township's desk: many answers confirmed at once, each for itself."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dixian.commons.leads.api import Lead
from dixian.foundation.audit.api import acting, reading
from dixian.warning.verification import api as verification
from tests.support.client import FormClient
from tests.web.answered import NO_RISK, answered, overtaken
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], FormClient]
DESK, CONFIRM = "/confirm-desk/", "/confirm-desk/confirm/"
__all__ = ["answered", "overtaken"]


def states(found: list[Lead]) -> list[str]:
    with acting(SYSTEM), reading():
        return [Lead.objects.get(pk=lead.pk).state for lead in found]


def ticked(found: list[Lead]) -> list[str]:
    with acting(SYSTEM), reading():
        return [f"{lead.uid}.{Lead.objects.get(pk=lead.pk).version}" for lead in found]


def test_only_what_needs_no_look_of_its_own_can_be_ticked(answered: list[Lead], as_post: As) -> None:
    page = as_post("clerk").get(DESK).content.decode()
    assert [f'value="{one}"' in page for one in ticked(answered)] == [True, True, False, False]
    assert "有风险的逐户确认" in page
    assert "本人的反馈，须由另一位同事确认" in page


def test_ones_own_answers_are_told_apart_and_nothing_is_offered_where_none_can_be_ticked(
    answered: list[Lead], as_post: As
) -> None:
    own, others = as_post("clerk").get(DESK).content.decode(), as_post("head").get(DESK).content.decode()
    assert "待确认 4" in own and "其中 1 户是您自己的反馈，须由另一位同事确认" in own
    assert "您自己的反馈" not in others
    assert "data-choose-all" in own
    as_post("head").post(CONFIRM, {"chosen": ticked(answered[:2] + answered[3:])})
    left = as_post("clerk").get(DESK).content.decode()
    assert "待确认 1" in left and "data-choose-all" not in left
    assert "没有能一起确认的，点户主逐户办理" in left


def test_each_is_confirmed_for_itself_and_what_cannot_be_is_named(answered: list[Lead], as_post: As) -> None:
    client = as_post("clerk")
    assert client.post(CONFIRM, {"chosen": ticked(answered)}).status_code == 302
    assert states(answered) == ["closed", "closed", "answered", "answered"]
    page = client.get(DESK).content.decode()
    assert "已确认 2 户" in page
    assert "钱303户：有风险的逐户确认，请打开单独办理" in page


def test_what_changed_after_the_page_was_opened_is_not_confirmed(answered: list[Lead], as_post: As) -> None:
    chosen = ticked(answered[:1])
    at = f"/leads/{answered[0].uid}/"
    assert as_post("head").fill_in(at, f"{at}send-back/", {"reason": "补充说明"}).status_code == 302
    assert as_post("cadre").fill_in(at, f"{at}answer/", NO_RISK).status_code == 302
    client = as_post("clerk")
    client.post(CONFIRM, {"chosen": chosen})
    assert states(answered[:1]) == ["answered"]
    assert "又有变化" in client.get(DESK).content.decode()


def test_another_township_confirms_nothing_here(answered: list[Lead], as_post: As) -> None:
    client = as_post("far_clerk")
    client.post(CONFIRM, {"chosen": ticked(answered[:1])})
    assert states(answered[:1]) == ["answered"]
    assert "1 户已不在您的范围" in client.get(DESK).content.decode()


def test_what_was_overtaken_by_a_further_warning_is_looked_at_by_itself(
    overtaken: list[Lead], as_post: As
) -> None:
    page = as_post("clerk").get(DESK).content.decode()
    assert [f'value="{one}"' in page for one in ticked(overtaken)] == [False, True, False, False]
    assert page.count("答复后又来了 1 条预警，点开单独确认") == 1
    row = page.split(f'href="?lead={overtaken[0].uid}"')[1].split("<tr")[0]
    known, newer = row.split("答复后又来：")
    assert "90,000.00 元" in known and "190,000.00 元" not in known
    assert "190,000.00 元" in newer


@pytest.mark.parametrize("kept", [True, False])
def test_a_page_of_answers_is_told_the_same_as_each_of_them(
    overtaken: list[Lead], county: Any, kept: bool
) -> None:
    with acting(SYSTEM), reading():
        given = verification.latest_answers(overtaken, county["clerk"])
        for answer in given.values():
            # Without it the answer is one from before it was kept.
            answer.known_source_id = answer.known_source_id if kept else None
        bases = verification.bases_of(overtaken, given, county["clerk"])
        newer = [[one.pk for one in bases[lead.pk].newer] for lead in overtaken]
        each = [verification.unseen_sources(given[lead.pk]) for lead in overtaken]
        assert newer == [list(one.values_list("pk", flat=True)) for one in each]
        assert [len(one) for one in newer] == [1, 0, 0, 0]


def test_ticked_before_the_further_warning_came_it_is_named_and_stays(
    overtaken: list[Lead], as_post: As
) -> None:
    client = as_post("clerk")
    client.post(CONFIRM, {"chosen": ticked(overtaken[:2])})
    assert states(overtaken[:2]) == ["answered", "closed"]
    assert "钱301户：答复后又来了 1 条预警，点开单独确认" in client.get(DESK).content.decode()


def test_the_desk_takes_as_many_queries_for_two_answers_as_for_four(
    overtaken: list[Lead], as_post: As
) -> None:
    client, taken = as_post("clerk"), []
    for send_back in ((), overtaken[2:]):
        for lead in send_back:
            at = f"/leads/{lead.uid}/"
            assert as_post("head").fill_in(at, f"{at}send-back/", {"reason": "补充"}).status_code == 302
        client.get(DESK)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(DESK).content.decode()
        taken.append((page.count("<tr data-row"), len(captured)))
    assert [rows for rows, _ in taken] == [4, 2]
    assert taken[0][1] == taken[1][1]
