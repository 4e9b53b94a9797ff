"""A department's month: the window, the states counted, what to do next, and what comes back on the card."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.warning.submissions.models import Batch, DataKind
from dixian.web.submissions.month import _strip, _window
from tests.support.client import FormClient
from tests.web.answered import answered
from tests.web.conftest import SYSTEM
from tests.web.doors import doors, main_of, rows_behind

__all__ = ["answered"]
pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], FormClient]


def at(month: Month, state: str = "") -> str:
    return f"/submissions/?month={month.code}" + (f"&state={state}" if state else "")


@pytest.fixture
def old_kind(county: Any) -> Any:
    """The kind has been asked for since 2024, so that earlier months count."""
    with acting(SYSTEM), writing():
        DataKind.objects.update(made_at=clock.now().replace(year=2024, month=1, day=2))
    return county


def chips(page: str) -> dict[str, int]:
    found = re.findall(r'class="chip"[^>]*>(\S+) (\d+)</a>', page)
    return {label: int(count) for label, count in found}


def test_each_state_is_counted_and_opens_its_cards(old_kind: Any, as_post: As) -> None:
    client, earlier = as_post("bureau"), Month.of(clock.today()).previous()
    page = main_of(client, at(earlier))
    counts = chips(page)
    assert list(counts) == ["全部", "未报", "按时", "逾期报送", "零报告", "逾期未报"]
    assert counts["逾期未报"] == counts["全部"] > 0
    assert main_of(client, at(earlier, "missing")).count('class="box kind"') == counts["逾期未报"]
    assert main_of(client, at(earlier, "nil")).count('class="box kind"') == 0
    assert "没有这样的" in main_of(client, at(earlier, "nil"))


def test_before_a_kind_was_asked_for_nothing_is_missing(county: Any, as_post: As) -> None:
    page = main_of(as_post("insurer"), at(Month.of(clock.today()).previous()))
    assert chips(page)["启用前"] == chips(page)["全部"]
    assert chips(page)["逾期未报"] == 0


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 4, 2), "窗口 5 日开始，可以提前报送"),
        (date(2026, 4, 12), "窗口期内报送为按时，还有3天"),
        (date(2026, 4, 15), "窗口期内报送为按时，今天到期"),
        (date(2026, 4, 16), "窗口已过；仍可报送，记为逾期"),
    ],
)
def test_the_window_is_told_as_it_stands_today(today: date, said: str) -> None:
    assert _window(Month(2026, 4), 5, 15, today) == said


@pytest.mark.parametrize(
    ("today", "strip"),
    [(2, "2* 5 6 7"), (6, "5 6* 7"), (9, "5 6 7 9*")],
)
def test_today_is_marked_in_the_window_or_beside_it(today: int, strip: str) -> None:
    days = _strip(Month(2026, 4), 5, 7, date(2026, 4, today))
    assert " ".join(f"{day}{'*' if kind == 'today' else ''}" for day, kind in days) == strip
    assert [kind for _, kind in _strip(Month(2026, 3), 5, 7, date(2026, 4, today))] == ["open"] * 3


def test_what_came_back_stands_on_the_card_and_opens(answered: list[Any], as_post: As) -> None:
    month = Month.of(clock.today()).previous()
    lead = answered[0]
    step = f"/leads/{lead.uid}/"
    assert as_post("clerk").fill_in(step, f"{step}confirm/").status_code == 302
    client = as_post("insurer")
    page = main_of(client, at(month))
    assert "等村里核实、乡镇确认" in page
    counted = {where: count for where, count in doors(client, at(month)) if where.startswith("/results/")}
    assert sorted(counted.values()) == [0, 1, 3, 4]
    assert [rows_behind(client, where) for where in counted] == list(counted.values())


def test_a_file_that_was_read_asks_to_be_looked_at(county: Any, as_post: As) -> None:
    client, month = as_post("insurer"), Month.of(clock.today())
    assert main_of(client, at(month)).count('type="file"') == 1, "that of the other kind"
    for state, said in (("previewed", "已读取，请核对后提交"), ("unstaged", "读取没有完成")):
        with acting(SYSTEM), writing():
            Batch.objects.filter(pk=county.batch.pk).update(state=state)
        page = main_of(client, at(month))
        assert said in page
        assert ("去核对" in page) == (state == "previewed")


def test_a_card_takes_a_file_only_from_those_who_report(county: Any, as_post: As) -> None:
    earlier = Month.of(clock.today()).previous()
    assert "data-drop" in main_of(as_post("insurer"), at(earlier))
    assert "data-drop" not in main_of(as_post("bureau"), at(earlier))


def test_a_file_taken_back_leaves_no_older_refusal_on_the_card(county: Any, as_post: As) -> None:
    client, month = as_post("insurer"), Month.of(clock.today())
    with acting(SYSTEM), writing():
        refused = Batch.objects.get(pk=county.batch.pk)
        Batch.objects.filter(pk=refused.pk).update(state="refused", message="读不了")
        refused.submission.submitted_on = None
        refused.submission.save()
        Batch.objects.create(
            submission=refused.submission,
            unit_id=refused.unit_id,
            stored=refused.stored,
            state="withdrawn",
            received_on=clock.today(),
        )
    page = main_of(client, at(month))
    assert "读不了" not in page and page.count("拖一个文件到这张卡片上") == 2
