"""What was found, and by when it is due, is not altered by whoever is to put it right (R17.3)."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from dixian.commons.rectification.api import Problem, ProblemStep
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.books import api as books
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal

pytestmark = pytest.mark.django_db
BOOK = books.book("rectification")
LATER = clock.today() + timedelta(days=400)


def registered(said: dict[str, Any], post: Any, **more: Any) -> Problem:
    made: Problem = books.register(book=BOOK, values={**said, **more}, extra={}, post=post)
    return made


def again(problem: Problem) -> Problem:
    return Problem.objects.select_related("unit").get(pk=problem.pk)


def correct(problem: Problem, post: Any, /, **values: Any) -> None:
    books.correct(book=BOOK, row=again(problem), values=values, extra={}, post=post)


def step(problem: Problem, verb: str, post: Any, **more: Any) -> None:
    asked = {"on": clock.today(), "text": "已办理", **more}
    books.act(book=BOOK, row=again(problem), verb=verb, post=post, **asked)


def report(problem: Problem, post: Any, **more: Any) -> None:
    paper = store([b"a photo"], name="照片.jpg", content_type="image/jpeg", purpose="整改台账佐证")
    step(problem, "report", post, evidence=paper, **more)


@pytest.mark.parametrize(
    "values", [{"problem": "没有问题"}, {"mode": "at_once"}, {"source": "same"}, {"paper": "别的文件"}]
)
def test_the_unit_leaves_what_others_found_as_it_was_found(
    office: Any, said: dict[str, Any], values: dict[str, Any]
) -> None:
    problem = registered(said, office["bureau"])
    with pytest.raises(Refusal, match="由登记这个问题的单位更正"):
        correct(problem, office["insurer"], **values)
    correct(problem, office["insurer"], measure="逐户上门", person="某股长", others="县水务局")
    correct(problem, office["bureau"], **values)


def test_what_it_found_itself_it_corrects_until_something_was_done(office: Any, said: dict[str, Any]) -> None:
    own = registered(said, office["insurer"], source="own")
    correct(own, office["insurer"], problem="个别监测户没有参保")
    step(own, "plan", office["insurer"], values={"measure": "逐户动员", "person": "某股长"})
    with pytest.raises(Refusal, match="由登记这个问题的单位更正"):
        correct(own, office["insurer"], problem="没有问题")


def test_nobody_puts_off_their_own_limit(office: Any, said: dict[str, Any]) -> None:
    problem = registered(said, office["insurer"], source="own")
    with pytest.raises(Refusal, match="不能由责任单位自己改晚"):
        correct(problem, office["insurer"], due_on=LATER)
    correct(problem, office["insurer"], due_on=said["due_on"] - timedelta(days=3))
    correct(problem, office["bureau"], due_on=LATER)
    assert again(problem).due_on == LATER


def test_the_bureaus_own_limit_is_put_off_by_another_of_it(office: Any, said: dict[str, Any]) -> None:
    own = registered(said, office["bureau"], unit=office.bureau)
    with pytest.raises(Refusal, match="由另一位同事办理"):
        correct(own, office["bureau"], due_on=LATER)
    correct(own, office["reviewer"], due_on=LATER)


def test_a_list_that_is_loaded_puts_off_nothing_either(office: Any, said: dict[str, Any]) -> None:
    problem = registered(said, office["bureau"])
    row = {
        "source": "省级考核评估", "found_on": problem.found_on, "problem": problem.problem,
        "unit": "县医保局", "others": None, "mode": "限期整改", "due_on": LATER,
    }  # fmt: skip
    plan = books.planned(book=BOOK, rows=[(2, row)], post=office["insurer"])
    assert plan.changed == [] and "不能由责任单位自己改晚" in plan.problems[0][1]
    assert len(books.planned(book=BOOK, rows=[(2, row)], post=office["bureau"]).changed) == 1


def test_the_bureau_does_not_call_off_its_own_problem(office: Any, said: dict[str, Any]) -> None:
    own = registered(said, office["bureau"], unit=office.bureau)
    with pytest.raises(NotAllowed, match="由县领导办理"):
        step(own, "void", office["reviewer"])


def test_who_registered_a_problem_does_not_call_it_off(office: Any, said: dict[str, Any]) -> None:
    problem = registered(said, office["bureau"])
    with pytest.raises(Refusal, match="不能由原来的经办人办理"):
        step(problem, "void", office["bureau"])
    step(problem, "void", office["reviewer"])


def test_a_report_is_not_accepted_before_it_was_there_whatever_day_it_tells(
    office: Any, said: dict[str, Any]
) -> None:
    problem = registered(said, office["bureau"])
    before = clock.today() - timedelta(days=9)
    report(problem, office["insurer"], on=before)
    for verb in ("accept", "send_back"):
        with pytest.raises(Refusal, match="日期早于登记整改结果的"):
            step(problem, verb, office["bureau"], on=before)
    step(problem, "accept", office["bureau"])


def test_it_is_not_back_before_it_was_closed(office: Any, said: dict[str, Any]) -> None:
    problem = registered(said, office["bureau"])
    report(problem, office["insurer"])
    step(problem, "accept", office["bureau"])
    day = clock.today() + timedelta(days=20)
    with clock.at(datetime.combine(day, time(9), clock.SHANGHAI)):
        early = clock.today() - timedelta(days=21)
        limit = {"due_on": LATER}
        with pytest.raises(Refusal, match="反弹的日期早于销号的"):
            step(problem, "relapse", office["bureau"], on=early, values=limit)
        step(problem, "relapse", office["bureau"], values=limit)


def test_the_timeline_says_what_was_corrected(office: Any, said: dict[str, Any]) -> None:
    problem = registered(said, office["bureau"], others="")
    correct(problem, office["bureau"], due_on=LATER, others="县水务局")
    text = ProblemStep.objects.get(row=problem, verb="correct").text
    assert text == f"“配合单位”由没有填改为“县水务局”；“期限”由“{said['due_on']}”改为“{LATER}”"
