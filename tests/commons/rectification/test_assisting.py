"""Units that help with a problem see it with its steps, and are told; what answers for it is not theirs (R17.3)."""

from typing import Any

import pytest
from django.db import connection

from dixian.commons.rectification.api import Problem, ProblemStep
from dixian.commons.rectification.jobs import keep_assisting
from dixian.foundation.accounts.api import NotAllowed, acting_as
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.audit.api import writing
from dixian.foundation.books import api as books
from dixian.foundation.jobs.api import drain, enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import Notice
from tests.support.database import as_worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def problem(office: Any, said: dict[str, Any]) -> Problem:
    """One of the insurer, with 县水务局 and the townships beside it."""
    office.post("water", Role.DEPARTMENT_CLERK, unit("swj"))
    office.post("other", Role.DEPARTMENT_CLERK, unit("jyj"))
    values = {**said, "others": "县水务局、各乡镇"}
    made: Problem = books.register(
        book=books.book("rectification"), values=values, extra={}, post=office["bureau"]
    )
    return made


def seen(post: Any, model: Any) -> int:
    """How many a post reaches, by the list and, on PostgreSQL, by row security alone."""
    listed = model.objects.visible_to(post).count()
    if connection.vendor == "postgresql":
        with acting_as(post), writing():
            assert model.objects.count() == listed
    return int(listed)


@pytest.mark.parametrize("model", [Problem, ProblemStep])
def test_who_helps_sees_the_problem_and_its_steps_and_who_does_not_sees_nothing(
    office: Any, problem: Problem, model: Any
) -> None:
    assert [seen(office[who], model) for who in ("insurer", "water", "clerk", "other")] == [1, 1, 1, 0]


def test_who_helps_is_told_once(office: Any, problem: Problem) -> None:
    keep_assisting([problem])
    (notice,) = Notice.objects.filter(user=office["water"].user)
    assert notice.title == "请配合整改" and "县医保局负责的 1 个整改问题" in notice.text
    assert not Notice.objects.filter(user=office["other"].user).exists()


def test_who_is_named_no_longer_sees_it_no_longer(office: Any, problem: Problem) -> None:
    row = Problem.objects.select_related("unit").get(pk=problem.pk)
    values = {"others": "县教育局"}
    books.correct(book=books.book("rectification"), row=row, values=values, extra={}, post=office["bureau"])
    assert (seen(office["water"], Problem), seen(office["other"], Problem)) == (0, 1)


def test_who_helps_neither_reports_nor_corrects(office: Any, problem: Problem) -> None:
    row = Problem.objects.select_related("unit").get(pk=problem.pk)
    of = books.book("rectification")
    with pytest.raises(NotAllowed):
        books.act(book=of, row=row, verb="plan", post=office["water"], on=clock.today(), text="已办理")
    with pytest.raises(NotAllowed):
        books.correct(book=of, row=row, values={"person": "某人"}, extra={}, post=office["water"])


def test_a_unit_names_helpers_for_its_own_problem_within_what_it_may_write(
    office: Any, said: dict[str, Any]
) -> None:
    office.post("water", Role.DEPARTMENT_CLERK, unit("swj"))
    values = {**said, "source": "own", "others": "县水务局"}
    with acting_as(office["insurer"]), writing():
        books.register(book=books.book("rectification"), values=values, extra={}, post=office["insurer"])
    assert seen(office["water"], Problem) == 1


def test_the_days_job_lets_in_whom_a_list_of_before_names(office: Any, said: dict[str, Any]) -> None:
    office.post("water", Role.DEPARTMENT_CLERK, unit("swj"))
    made = books.register(book=books.book("rectification"), values=said, extra={}, post=office["bureau"])
    Problem.objects.filter(pk=made.pk).update(others="县水务局")
    with as_worker():
        enqueue("rectification.assisting", key="today")
        drain()
    assert seen(office["water"], Problem) == 1
