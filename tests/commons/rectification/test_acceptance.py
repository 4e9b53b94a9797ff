"""Somebody of another unit accepts; what the bureau itself put right, a county leader (R17.3)."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from dixian.commons.rectification.api import Problem, ProblemStep
from dixian.commons.rectification.rules import months_after
from dixian.commons.rectification.states import JUDGED_ELSEWHERE
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


def led(office: Any, problem: Problem, verb: str, **more: Any) -> str:
    """A county leader takes the step, on PostgreSQL within what row security lets a leader write."""
    if connection.vendor != "postgresql":
        return step(problem, verb, office["leader"], **more)
    with acting_as(office["leader"]), writing():
        return step(problem, verb, office["leader"], **more)


def waits_for(post: Any, kind: str) -> bool:
    (duty,) = Obligation.objects.filter(kind=f"rectification.{kind}", state="open")
    return duty in inbox(post)


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
    assert waits_for(office["leader"], "accept")
    assert led(office, own, "accept") == "closed"


def test_what_the_bureau_itself_put_right_is_looked_at_again_by_a_county_leader(
    office: Any, said: dict[str, Any]
) -> None:
    own = reported(office, said, office.bureau, "bureau")
    led(office, own, "accept")
    for verb, months, state in (("recheck", 3, "rechecked"), ("recheck_again", 6, "settled")):
        assert waits_for(office["leader"], verb)
        day = months_after(clock.today(), months)
        with clock.at(datetime.combine(day, time(9), clock.SHANGHAI)):
            with pytest.raises(NotAllowed, match="由县领导办理"):
                step(own, verb, office["reviewer"])
            assert led(office, own, verb) == state


def test_that_a_problem_of_the_bureau_is_back_a_county_leader_says(office: Any, said: dict[str, Any]) -> None:
    own = reported(office, said, office.bureau, "bureau")
    led(office, own, "accept")
    limit = {"due_on": clock.today() + timedelta(days=30)}
    with pytest.raises(NotAllowed, match="由县领导办理"):
        step(own, "relapse", office["reviewer"], values=limit)
    assert led(office, own, "relapse", values=limit) == "relapsed"


@pytest.mark.parametrize("verb", JUDGED_ELSEWHERE)
def test_the_database_refuses_a_unit_that_judges_its_own_problem(
    office: Any, said: dict[str, Any], verb: str
) -> None:
    own = reported(office, said, office.insurance, "insurer")
    with pytest.raises(IntegrityError), transaction.atomic():
        ProblemStep.objects.create(
            row=own, unit=own.unit, verb=verb, label=verb, state="closed", on=clock.today(),
            by=office["depthead"].user, by_unit=own.unit,
        )  # fmt: skip


def test_a_county_leader_accepts_nothing_else(office: Any, said: dict[str, Any]) -> None:
    problem = reported(office, said, office.insurance, "insurer")
    with pytest.raises(NotAllowed):
        step(problem, "accept", office["leader"])
