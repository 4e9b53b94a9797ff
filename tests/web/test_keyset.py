"""Big lists page by page, by a key that says nothing and can't be made up."""

from base64 import urlsafe_b64decode
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import BadRequest
from django.db.models import F

from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.uids import new_uid
from dixian.foundation.policy.models import Holiday, Parameter
from dixian.foundation.worklist.api import Duty, DutyKind, Obligation, declare, open_duties
from dixian.web.shell.keyset import page_by_due, page_by_id
from tests.support.county import found_county
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db


def all_pages(turn: Any) -> list[int]:
    """The ids of every page, one after the other."""
    found, key = [], ""
    while True:
        page = turn(key)
        found += [row.pk for row in page.rows]
        if not page.next_key:
            return found
        key = page.next_key


@pytest.mark.parametrize("descending", [False, True])
def test_each_row_stands_on_one_page(home: Any, descending: bool) -> None:
    with acting(SYSTEM), writing():
        found_county()
        rows = Holiday.objects.all()
        ids = list(rows.order_by("-id" if descending else "id").values_list("id", flat=True))
        assert all_pages(lambda key: page_by_id(rows, key, size=7, descending=descending)) == ids


def test_duties_come_by_due_day_and_those_of_one_day_by_id(home: Any) -> None:
    kind = declare(DutyKind("test.keyset", "试验", "test", "home", "看"))
    with acting(SYSTEM), writing():
        county = found_county()
        open_duties([
            Duty(kind=kind.code, subject_label="甲", subject_uid=new_uid(), unit_id=county.bureau.pk,
                 capability="release", due_on=clock.today() + timedelta(days=number % 4))
            for number in range(23)
        ])  # fmt: skip
        rows = Obligation.objects.filter(kind=kind.code)
        ids = list(rows.order_by(F("due_on").asc(nulls_last=True), "id").values_list("id", flat=True))
        assert all_pages(lambda key: page_by_due(rows, key, size=5)) == ids


def test_a_key_shows_no_id_and_is_another_each_time(home: Any) -> None:
    with acting(SYSTEM), writing():
        found_county()
        first, again = (page_by_id(Parameter.objects.all(), "", size=3) for _ in range(2))
    last = str(first.rows[-1].pk).encode()
    assert first.next_key != again.next_key
    assert all(last != part for part in urlsafe_b64decode(first.next_key).split(b"."))


@pytest.mark.parametrize("key", ["2023-02-29.5", "12", "x" * 500, "é", "====", "AQ==", "-1"])
def test_a_made_up_key_is_refused(home: Any, key: str) -> None:
    with acting(SYSTEM), reading(), pytest.raises(BadRequest):
        page_by_id(Parameter.objects.all(), key)


def test_a_key_that_was_changed_by_one_letter_is_refused(home: Any) -> None:
    with acting(SYSTEM), writing():
        found_county()
        key = page_by_id(Parameter.objects.all(), "", size=3).next_key
        for at in range(0, len(key) - 4, 7):
            changed = key[:at] + ("A" if key[at] != "A" else "B") + key[at + 1 :]
            with pytest.raises(BadRequest):
                page_by_id(Parameter.objects.all(), changed)
