"""Units named beside a problem owe their part by its day, say what they did, and are sent back what doesn't help (R17.3)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from dixian.cli.checks import run_checks
from dixian.commons.rectification.api import Problem
from dixian.commons.rectification.assisting import keep_assisting
from dixian.commons.rectification.models import Help
from dixian.foundation.accounts.api import NotAllowed, acting_as
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.audit.api import writing
from dixian.foundation.books import api as books
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation

pytestmark = pytest.mark.django_db


@pytest.fixture
def problem(office: Any, said: dict[str, Any]) -> Problem:
    """One of the insurer; 县水务局 leads it, 县教育局 helps."""
    office.post("water", Role.DEPARTMENT_CLERK, unit("swj"))
    office.post("school", Role.DEPARTMENT_CLERK, unit("jyj"))
    values = {**said, "lead": "县水务局", "others": "县教育局、县水务局"}
    made: Problem = books.register(
        book=books.book("rectification"), values=values, extra={}, post=office["bureau"]
    )
    return made


def step(row: Any, verb: str, post: Any, **more: Any) -> str:
    of = books.book("rectification" if isinstance(row, Problem) else "rectification-help")
    said = {"text": "已办理", "on": clock.today(), **more}
    with acting_as(post), writing():
        books.act(book=of, row=books.rows_of(of, post).get(pk=row.pk), verb=verb, post=post, **said)
    return str(of.model.objects.get(pk=row.pk).state)


def owed() -> list[tuple[str, Any]]:
    found = Obligation.objects.filter(kind="rectification.help", state="open").select_related("unit")
    return sorted((str(one.unit), one.due_on) for one in found)


def test_each_unit_beside_a_problem_owes_its_part_once_by_the_problems_day(
    office: Any, problem: Problem
) -> None:
    keep_assisting([problem])
    assert owed() == [("县教育局", problem.due_on), ("县水务局", problem.due_on)]
    roles = {str(one.unit): one.role for one in Help.objects.select_related("unit")}
    assert roles == {"县水务局": "leads", "县教育局": "helps"}
    assert [one for one in run_checks() if one.left != one.right] == []


def test_who_helps_says_what_it_did_and_whoever_answers_sends_it_back(office: Any, problem: Problem) -> None:
    part = Help.objects.get(unit=unit("jyj"))
    with pytest.raises(books.book("rectification-help").model.DoesNotExist):
        step(part, "help", office["water"])
    with pytest.raises(NotAllowed):
        step(part, "help", office["insurer"])
    assert step(part, "help", office["school"]) == "done"
    assert owed() == [("县水务局", problem.due_on)]
    with pytest.raises(Refusal, match="不能由原来的经办人办理"):
        step(part, "send_back", office["school"])
    assert step(part, "send_back", office["insurer"]) == "due"
    assert len(owed()) == 2


def test_a_part_is_due_with_its_problem_and_ends_with_it(office: Any, problem: Problem) -> None:
    row = Problem.objects.select_related("unit").get(pk=problem.pk)
    day = clock.today() + timedelta(days=40)
    of = books.book("rectification")
    books.correct(book=of, row=row, values={"due_on": day}, extra={}, post=office["bureau"])
    assert [due for _, due in owed()] == [day, day]
    photo = store([b"a photo"], name="台账.jpg", content_type="image/jpeg", purpose="整改台账佐证")
    step(problem, "report", office["insurer"], evidence=photo)
    assert len(owed()) == 2
    step(problem, "accept", office["bureau"])
    assert owed() == []


def test_a_problem_that_is_back_asks_for_all_of_it_anew(office: Any, problem: Problem) -> None:
    step(Help.objects.get(unit=unit("jyj")), "help", office["school"])
    photo = store([b"a photo"], name="台账.jpg", content_type="image/jpeg", purpose="整改台账佐证")
    step(problem, "report", office["insurer"], evidence=photo)
    step(problem, "accept", office["bureau"])
    day = clock.today() + timedelta(days=9)
    step(problem, "relapse", office["bureau"], values={"due_on": day})
    assert owed() == [("县教育局", day), ("县水务局", day)]


def test_who_is_named_no_longer_owes_nothing_and_who_is_again_does(office: Any, problem: Problem) -> None:
    of = books.book("rectification")
    for others, left in (("", ["县水务局"]), ("县教育局", ["县教育局", "县水务局"])):
        row = Problem.objects.select_related("unit").get(pk=problem.pk)
        books.correct(book=of, row=row, values={"others": others}, extra={}, post=office["bureau"])
        assert [name for name, _ in owed()] == left


def test_whoever_answers_and_who_helps_see_the_part_and_nobody_else(office: Any, problem: Problem) -> None:
    for who, count in (("insurer", 2), ("water", 1), ("clerk", 0), ("bureau", 2)):
        assert Help.objects.visible_to(office[who]).count() == count
        if connection.vendor == "postgresql":
            with acting_as(office[who]), writing():
                assert Help.objects.count() == count
