"""A problem from finding to acceptance, re-check and relapse; the same check in every township (R17.3)."""

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.db import IntegrityError, transaction

from dixian.cli.checks import run_checks
from dixian.commons.rectification.api import Problem, ProblemStep, spread
from dixian.commons.rectification.rules import months_after, wrong_days
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.books import api as books
from dixian.foundation.files.api import StoredFile, store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation, inbox

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def book() -> books.Book:
    return books.book("rectification")


@pytest.fixture
def problem(office: Any, book: books.Book, said: dict[str, Any]) -> Problem:
    made: Problem = books.register(book=book, values=said, extra={}, post=office["bureau"])
    return made


def photo() -> StoredFile:
    return store([b"a photo"], name="照片.jpg", content_type="image/jpeg", purpose="整改台账佐证")


def step(
    problem: Problem, verb: str, post: Any, *, on: date = TODAY, text: str = "已办理", **more: Any
) -> str:
    row = Problem.objects.select_related("unit").get(pk=problem.pk)
    books.act(book=books.book("rectification"), row=row, verb=verb, post=post, on=on, text=text, **more)
    return str(Problem.objects.get(pk=problem.pk).state)


def closed(problem: Problem, office: Any, *, on: date = TODAY) -> str:
    step(problem, "report", office["insurer"], evidence=photo())
    return step(problem, "accept", office["bureau"], on=on)


def duties(kind: str) -> list[Obligation]:
    return list(Obligation.objects.filter(kind=f"rectification.{kind}", state="open"))


def test_a_problem_is_its_units_duty_until_the_unit_has_reported(office: Any, problem: Problem) -> None:
    (duty,) = duties("fix")
    assert (duty.unit, duty.due_on) == (office.insurance, problem.due_on)
    assert duty in inbox(office["insurer"])
    step(problem, "plan", office["insurer"], values={"measure": "逐户动员", "person": "某股长"})
    assert duties("fix") == [duty]
    assert step(problem, "report", office["insurer"], evidence=photo()) == "reported"
    assert (len(duties("fix")), len(duties("accept"))) == (0, 1)
    assert [one for one in run_checks() if one.left != one.right] == []


def test_a_plan_says_how_and_who(office: Any, problem: Problem) -> None:
    with pytest.raises(Refusal, match="整改措施或者责任人"):
        step(problem, "plan", office["insurer"], values={"measure": "逐户动员", "person": ""})


def test_a_report_needs_evidence(office: Any, problem: Problem) -> None:
    with pytest.raises(Refusal, match="没有上传佐证"):
        step(problem, "report", office["insurer"])


def test_only_the_unit_reports_and_only_another_unit_accepts(office: Any, problem: Problem) -> None:
    with pytest.raises(NotAllowed):
        step(problem, "report", office["bureau"], evidence=photo())
    step(problem, "report", office["insurer"], evidence=photo())
    for who in ("insurer", "depthead", "clerk", "cadre"):
        with pytest.raises(NotAllowed):
            step(problem, "accept", office[who])
    assert step(problem, "accept", office["bureau"]) == "closed"


def test_the_database_refuses_a_step_that_judges_ones_own(office: Any, problem: Problem) -> None:
    user = office["bureau"].user
    with pytest.raises(IntegrityError), transaction.atomic():
        ProblemStep.objects.create(
            row=problem, unit=problem.unit, verb="accept", label="验收销号", state="closed",
            on=TODAY, by=user, over=user,
        )  # fmt: skip


def test_sent_back_with_a_reason_it_is_the_units_again_with_the_same_limit(
    office: Any, problem: Problem
) -> None:
    step(problem, "report", office["insurer"], evidence=photo())
    with pytest.raises(Refusal, match="没有写退回理由"):
        step(problem, "send_back", office["bureau"], text="")
    assert step(problem, "send_back", office["bureau"], text="缺少参保凭证") == "returned"
    assert [one.due_on for one in duties("fix")] == [problem.due_on]


def test_closed_it_is_looked_at_again_after_three_and_six_months_and_not_before(
    office: Any, problem: Problem
) -> None:
    assert closed(problem, office) == "closed"
    for verb, kind, months, who, state in (
        ("recheck", "recheck", 3, "bureau", "rechecked"),
        ("recheck_again", "recheck_again", 6, "reviewer", "settled"),
    ):
        day = months_after(TODAY, months)
        assert [one.due_on for one in duties(kind)] == [day + timedelta(days=10)]
        shown = books.book("rectification").beside(Problem.objects.get(pk=problem.pk), office[who])
        assert shown["again_from"] == day
        with pytest.raises(Refusal, match=f"{day} 起复查"):
            step(problem, verb, office[who])
        with clock.at(datetime.combine(day, time(9), clock.SHANGHAI)):
            assert step(problem, verb, office[who], on=day) == state
    assert Obligation.objects.filter(kind__startswith="rectification.", state="open").count() == 0


def test_no_day_lies_before_the_one_it_follows(office: Any, problem: Problem) -> None:
    with pytest.raises(Refusal, match="早于发现日期"):
        step(problem, "report", office["insurer"], on=date(1900, 1, 1), evidence=photo())
    step(problem, "report", office["insurer"], evidence=photo())
    with pytest.raises(Refusal, match="日期早于登记整改结果的"):
        step(problem, "accept", office["bureau"], on=TODAY - timedelta(days=1))


def test_a_relapse_is_counted_and_begins_anew_with_a_new_limit(office: Any, problem: Problem) -> None:
    closed(problem, office)
    with pytest.raises(Refusal, match="新的整改期限"):
        step(problem, "relapse", office["bureau"], values={"due_on": None})
    limit = TODAY + timedelta(days=30)
    assert step(problem, "relapse", office["bureau"], values={"due_on": limit}) == "relapsed"
    again = Problem.objects.get(pk=problem.pk)
    assert (again.relapses, again.closed_on) == (1, None)
    assert [one.due_on for one in duties("fix")] == [limit]
    assert duties("recheck") == []


def test_called_off_with_a_reason_nothing_is_due_any_more(office: Any, problem: Problem) -> None:
    assert step(problem, "void", office["reviewer"], text="重复登记") == "void"
    (duty,) = Obligation.objects.filter(kind="rectification.fix")
    assert (duty.state, duty.reason) == ("cancelled", "这一件已撤销")


def test_one_finding_opens_the_same_check_in_every_other_township_once(office: Any, problem: Problem) -> None:
    said = spread(problem, office["bureau"])
    made = Problem.objects.filter(origin=problem)
    assert (said, made.count()) == ("已向 11 个乡镇发出同类问题自查", 11)
    assert {one.unit.kind for one in made.select_related("unit")} == {"township"}
    assert len(duties("fix")) == 12
    with pytest.raises(Refusal, match="都已经开展"):
        spread(problem, office["bureau"])


def test_a_problem_to_be_put_right_at_once_is_due_by_the_policys_limit(
    office: Any, book: books.Book, said: dict[str, Any]
) -> None:
    values = {**said, "mode": "at_once", "due_on": None}
    made = books.register(book=book, values=values, extra={}, post=office["bureau"])
    assert made.due_on == said["found_on"] + timedelta(days=7)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"due_on": None}, "没有写整改期限"),
        ({"found_on": TODAY + timedelta(days=1)}, "发现日期在今天以后"),
        ({"due_on": TODAY - timedelta(days=30)}, "早于发现日期"),
    ],
)
def test_days_that_cannot_be_are_refused(
    office: Any, book: books.Book, said: dict[str, Any], wrong: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refusal, match=why):
        books.register(book=book, values={**said, **wrong}, extra={}, post=office["bureau"])


def test_a_unit_registers_its_own_and_nobody_elses(
    office: Any, book: books.Book, said: dict[str, Any]
) -> None:
    own = {**said, "source": "own"}
    assert books.register(book=book, values=own, extra={}, post=office["insurer"]).state == "open"
    for who in ("clerk", "inspector", "cadre"):
        with pytest.raises(NotAllowed):
            books.register(book=book, values=own, extra={}, post=office[who])


def test_a_unit_sees_its_own_problems_and_no_others(office: Any, book: books.Book, problem: Problem) -> None:
    assert list(books.rows_of(book, office["insurer"])) == [problem]
    assert list(books.rows_of(book, office["clerk"])) == []
    assert list(books.rows_of(book, office["bureau"])) == [problem]


def test_the_counts_say_what_is_missing_to_a_hundred_percent(
    office: Any, book: books.Book, said: dict[str, Any], problem: Problem
) -> None:
    books.register(book=book, values={**said, "problem": "另一个"}, extra={}, post=office["bureau"])
    closed(problem, office)
    told = {one.title: one.value for one in books.figures(book, books.rows_of(book, office["bureau"]))}
    assert (told["整改完成率"], told["未销号"], told["已销号"], told["超期"]) == ("50%", "1", "1", "0")


def test_the_plan_as_a_paper_names_measure_unit_person_and_limit(
    office: Any, book: books.Book, problem: Problem
) -> None:
    step(problem, "plan", office["insurer"], values={"measure": "逐户动员", "person": "某股长"})
    paper = book.paper("plan")
    assert paper is not None
    made = paper.make(list(books.rows_of(book, office["bureau"])), office["bureau"])
    assert made.rows[0][1:6] == ["个别脱贫户没有参保", "省级考核评估", "逐户动员", "县医保局", "某股长"]


@pytest.mark.parametrize(
    ("found_on", "due_on", "why"),
    [
        (date(2024, 4, 1), date(2024, 5, 1), ""),
        (date(2024, 4, 1), date(9999, 12, 31), "2029-04-09 以后"),
        (date(1900, 1, 1), date(2024, 5, 1), "2014-04-09 以前"),
    ],
)
def test_the_days_of_a_problem(found_on: date, due_on: date, why: str) -> None:
    told = wrong_days(found_on, due_on, date(2024, 4, 9), date(2014, 4, 9), date(2029, 4, 9))
    assert why in told and bool(why) == bool(told)


def test_every_figure_above_the_list_opens_what_it_counts(
    office: Any, book: books.Book, said: dict[str, Any], problem: Problem
) -> None:
    books.register(book=book, values={**said, "problem": "另一个"}, extra={}, post=office["bureau"])
    closed(problem, office)
    step(problem, "relapse", office["bureau"], values={"due_on": TODAY + timedelta(days=30)})
    assert closed(problem, office) == "closed"
    rows = books.rows_of(book, office["bureau"])
    listed = {
        one.title: set(books.narrowed(book, rows, dict(parse_qsl(one.query))))
        for one in books.figures(book, rows)
        if one.query
    }
    assert set(listed) == {one.title for one in books.figures(book, rows)}
    assert listed["反弹过"] == {problem}
    assert listed["整改完成率"] == set(rows)
