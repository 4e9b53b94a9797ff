"""Two people push at the same moment: each sheet gets a number of its own, without a gap."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from dixian.commons.leads.api import Lead
from dixian.foundation.accounts.api import acting_as
from dixian.foundation.areas import api as areas
from dixian.foundation.audit.api import reading, writing
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.warning.verification import api as verification
from dixian.warning.verification.models import PushSheet
from tests.support.county import found_county
from tests.support.register import Someone, load_warning_reference, pushed, settle, workbook

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'", reason="SQLite's writers come one after another anyway"
    ),
]


@pytest.fixture
def pushing(transactional_db: None, acting: Any, home: Path, tmp_path: Path) -> Any:
    """The bureau's post and two leads of two townships at the push desk, committed."""
    with writing():
        county = found_county()
        load_warning_reference()
        near = Someone("张三", 101, county.village, kind="poverty_relieved")
        far = Someone("赵六", 104, areas.villages_of(county.other)[0])
        settle([near, far])
        costs = [near.costs("9000"), far.costs("90000")]
        pushed(workbook(tmp_path, costs, Month.of(clock.today())), county["insurer"])
        return county["bureau"], list(Lead.objects.order_by("id"))


def test_the_second_waits_for_the_first_and_takes_the_next_number(pushing):
    assert connection.vendor == "postgresql"
    (post, waiting), made = pushing, []
    released, may_end = threading.Event(), threading.Event()

    def push(lead: Lead, *, first: bool) -> None:
        try:
            with acting_as(post), writing():
                (sheet,) = verification.release(lead_uids=[lead.uid], post=post)
                made.append(sheet.sequence)
                if first:
                    released.set()
                    assert may_end.wait(20)
        finally:
            connections.close_all()

    one = threading.Thread(target=push, args=(waiting[0],), kwargs={"first": True})
    other = threading.Thread(target=push, args=(waiting[1],), kwargs={"first": False})
    one.start()
    assert released.wait(20)
    other.start()
    other.join(1)
    assert other.is_alive(), "the second must wait until the first has ended"
    may_end.set()
    one.join(20)
    other.join(20)
    assert made == [1, 2]
    with reading():
        assert list(PushSheet.objects.order_by("sequence").values_list("sequence", flat=True)) == [1, 2]
