"""Somebody of another unit accepts; what the bureau itself put right, a county leader (R17.3)."""

from typing import Any

import pytest
from django.db import connection

from dixian.commons.rectification.api import Problem
from dixian.foundation.accounts.api import NotAllowed, acting_as
from dixian.foundation.audit.api import writing
from dixian.foundation.books import api as books
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation, inbox

pytestmark = pytest.mark.django_db
BOOK = books.book("rectification")


def step(problem: Problem, verb: str, post: Any, **more: Any) -> str:
    row = Problem.objects.select_related("unit").get(pk=problem.pk)
    books.act(book=BOOK, row=row, verb=verb, post=post, on=clock.today(), text="已办理", **more)
    return str(Problem.objects.get(pk=problem.pk).state)


def reported(office: Any, said: dict[str, Any], unit: Any, who: str) -> Problem:
    made: Problem = books.register(book=BOOK, values={**said, "unit": unit}, extra={}, post=office["bureau"])
    paper = store([b"a photo"], name="照片.jpg", content_type="image/jpeg", purpose="整改台账佐证")
    step(made, "report", office[who], evidence=paper)
    return made


def test_what_the_bureau_itself_put_right_is_accepted_by_a_county_leader(
    office: Any, said: dict[str, Any]
) -> None:
    own = reported(office, said, office.bureau, "bureau")
    with pytest.raises(Refusal, match="原来的经办人"):
        step(own, "accept", office["bureau"])
    with pytest.raises(NotAllowed, match="不由县农业农村局自己办理，由县领导办理"):
        step(own, "accept", office["reviewer"])
    with pytest.raises(NotAllowed):
        step(own, "accept", office["inspector"])
    (duty,) = Obligation.objects.filter(kind="rectification.accept", state="open")
    assert duty in inbox(office["leader"])
    if connection.vendor == "postgresql":
        with acting_as(office["leader"]), writing():
            assert step(own, "accept", office["leader"]) == "closed"
    else:
        assert step(own, "accept", office["leader"]) == "closed"


def test_a_county_leader_accepts_nothing_else(office: Any, said: dict[str, Any]) -> None:
    problem = reported(office, said, office.insurance, "insurer")
    with pytest.raises(NotAllowed):
        step(problem, "accept", office["leader"])
