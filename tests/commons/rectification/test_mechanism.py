"""What is to last has its 长效机制 paper, with number, day and file, before it is reported as put right (R17.3)."""

from datetime import timedelta
from typing import Any

import pytest

from dixian.commons.rectification.api import Problem
from dixian.foundation.books import api as books
from dixian.foundation.files.api import StoredFile, store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def book() -> books.Book:
    return books.book("rectification")


def photo() -> StoredFile:
    return store([b"a photo"], name="照片.jpg", content_type="image/jpeg", purpose="整改台账佐证")


def step(problem: Problem, verb: str, post: Any, **more: Any) -> str:
    row = Problem.objects.select_related("unit").get(pk=problem.pk)
    said = {"on": TODAY, "text": "已办理", **more}
    books.act(book=books.book("rectification"), row=row, verb=verb, post=post, **said)
    return str(Problem.objects.get(pk=problem.pk).state)


def test_nothing_is_reported_without_a_plan_and_what_lasts_names_the_paper_that_makes_it_last(
    office: Any, book: books.Book, said: dict[str, Any]
) -> None:
    bare = {**said, "person": "", "measure": "", "mode": "long_term"}
    made = books.register(book=book, values=bare, extra={}, post=office["bureau"])
    with pytest.raises(Refusal, match="没有写整改措施"):
        step(made, "report", office["insurer"], evidence=photo())
    step(made, "plan", office["insurer"], values={"measure": "逐户动员", "person": "某股长"})
    with pytest.raises(Refusal, match="没有登记长效机制文件"):
        step(made, "report", office["insurer"], evidence=photo())
    paper = {"mechanism": "参保动员办法", "mechanism_number": "棱医保发〔2024〕3号", "mechanism_on": TODAY}
    with pytest.raises(Refusal, match="没有上传佐证"):
        step(made, "establish", office["insurer"], values=paper)
    late = {**paper, "mechanism_on": TODAY + timedelta(days=1)}
    with pytest.raises(Refusal, match="印发日期"):
        step(made, "establish", office["insurer"], evidence=photo(), values=late)
    assert step(made, "establish", office["insurer"], evidence=photo(), values=paper) == "planned"
    assert step(made, "report", office["insurer"], evidence=photo()) == "reported"
    row = Problem.objects.select_related("unit").get(pk=made.pk)
    other = {"mechanism_number": "棱医保发〔2024〕9号"}
    with pytest.raises(Refusal, match="报来验收"):
        books.correct(book=book, row=row, values=other, extra={}, post=office["insurer"])


def test_a_name_of_a_paper_alone_makes_nothing_last(
    office: Any, book: books.Book, said: dict[str, Any]
) -> None:
    """A list may say what the paper is called, number and day too; without its file nothing is reported."""
    paper = {"mechanism": "参保动员办法", "mechanism_number": "棱医保发〔2024〕3号", "mechanism_on": TODAY}
    made = books.register(
        book=book, values={**said, "mode": "long_term", **paper}, extra={}, post=office["bureau"]
    )
    with pytest.raises(Refusal, match="没有登记长效机制文件"):
        step(made, "report", office["insurer"], evidence=photo())
