"""A notice whose days are over: what its objections allow is offered, and nothing that would be refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.warning.cases.enums import Outcome, Step
from dixian.warning.cases.models import BatchLine, Case, CaseBatch, Objection
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
AsPost = Callable[[str], FormClient]
ENDS = {"yes": 'name="unobjected" value="yes"', "no": 'name="unobjected" value="no"'}


@pytest.fixture
def line(county: Any) -> BatchLine:
    """A household on a notice that has hung its days."""
    case, today = county.case, clock.today()
    by = county["cadre"].acting_person
    with acting(SYSTEM), writing():
        Case.objects.filter(pk=case.pk).update(state="posted", opened_on=today - timedelta(days=12))
        batch = CaseBatch.objects.create(
            step=Step.NOTICE, area=case.village, on=today - timedelta(days=8), until=today - timedelta(days=2),
            by=by,
        )  # fmt: skip
        return BatchLine.objects.create(
            batch=batch, step=Step.NOTICE, case=case, household=case.household, village=case.village,
            outcome=Outcome.PASSED, by=by,
        )  # fmt: skip


def offered(line: BatchLine, client: FormClient) -> list[str]:
    """Which ways the notice may end."""
    page = client.get(f"/case-batches/{line.batch.uid}/").content.decode()
    return [name for name, field in ENDS.items() if field in page]


def test_an_objection_leaves_the_one_way_that_is_true_once_it_is_settled(
    county: Any, as_post: AsPost, line: BatchLine
) -> None:
    cadre = as_post("cadre")
    assert offered(line, cadre) == ["yes"]
    with acting(SYSTEM), writing():
        made = Objection.objects.create(
            line=line, household=line.household, village=line.village, on=clock.today(), text="家里有车",
            by=county["cadre"].acting_person,
        )  # fmt: skip
    assert offered(line, cadre) == []
    assert "还有 1 条异议没有登记调查结果" in cadre.get(f"/case-batches/{line.batch.uid}/").content.decode()
    with acting(SYSTEM), writing():
        Objection.objects.filter(pk=made.pk).update(upheld=False, word="是农用车")
    assert offered(line, cadre) == ["no"]
