"""The day a meeting and a posting were entered stands beside the day somebody claims for them."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.warning.cases.enums import EndedHow
from dixian.warning.elimination.api import Elimination, appraise, post_notice, propose
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_meeting_and_a_posting_entered_late_say_so(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    claimed, today, cadre = clock.today() - timedelta(days=3), clock.today(), county["cadre"]
    words = dict.fromkeys(("income", "guarantees", "risk", "measures"), "入户核实可以认定")
    with acting(SYSTEM), writing():
        one = propose(
            case=county.helped, how=EndedHow.NATURAL, reason="子女已就业", words=words, post=cadre,
            income=Decimal(12000), months=7, on=claimed,
        )  # fmt: skip
        appraise(one=one, on=claimed, present=20, ayes=18, minutes="同意", post=cadre)
        one = Elimination.objects.select_related("case__household").get(pk=one.pk)
        post_notice(one=one, on=today, where="村务公开栏", post=cadre)
    page = as_post("cadre").get(f"/eliminations/{county.helped.uid}/").content.decode()
    entered = f'（登记于 <span class="nowrap">{today}</span>）'
    assert f"评议{entered}，到会" in page
    assert "公示在村务公开栏，到" in page
