"""An inspection from the draw to a problem put right; the evidence of a task in one file (R17.1, R17.5)."""

import hashlib
import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.commons.rectification.api import Problem
from dixian.directives.inspections.api import (
    Inspection,
    InspectionProblem,
    InspectionVisit,
    Pack,
    ask_for_pack,
)
from dixian.directives.inspections.drawing import sampled
from dixian.directives.inspections.papers import report_paper, sheet_paper
from dixian.directives.tasks import api as tasks
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.books import api as books
from dixian.foundation.files.api import content_of, store
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.draws import in_drawn_order
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import word_file
from dixian.foundation.worklist.api import Obligation
from tests.support.register import Someone, settle
from tests.support.workplans import adopted

TODAY = clock.today()
IN_ONE, ASKED = 6, 4


@given(st.lists(st.uuids(), unique=True, max_size=30), st.text(max_size=8), st.randoms())
def test_a_seed_draws_the_same_in_whatever_order_they_come(uids: Any, seed: str, random: Any) -> None:
    shuffled = random.sample(uids, len(uids))
    assert in_drawn_order(shuffled, seed) == in_drawn_order(uids, seed)
    assert sorted(in_drawn_order(uids, seed)) == sorted(uids)


@pytest.fixture
def inspection(office: Any) -> Inspection:
    """Of the township: two villages, four households each; the villages have six and two."""
    settle([Someone(f"户{number}", number, office.village) for number in range(1, IN_ONE + 1)])
    settle([Someone(f"邻{number}", number, office.second) for number in (51, 52)])
    said = {"title": "一季度督导", "unit": office.bureau, "area": office.township, "leader": "某副县长"}
    days = {"from_on": TODAY - timedelta(days=3), "due_on": TODAY + timedelta(days=9)}
    made: Inspection = books.register(
        book=books.book("inspections"),
        values={**said, **days, "villages": 2, "households": ASKED, "among": "all", "seed": "3-18-27"},
        extra={},
        post=office["bureau"],
    )
    return made


def step(row: Any, verb: str, post: Any, **more: Any) -> str:
    of = books.book("inspections" if isinstance(row, Inspection) else "inspection-visits")
    found = books.rows_of(of, post).get(pk=row.pk)
    books.act(book=of, row=found, verb=verb, post=post, on=TODAY, text="已办理", **more)
    return str(of.model.objects.get(pk=row.pk).state)


@pytest.mark.django_db
def test_the_sample_is_drawn_again_with_the_kept_seed(office: Any, inspection: Inspection) -> None:
    assert step(inspection, "draw", office["bureau"]) == "drawn"
    drawn = Inspection.objects.get()
    assert (drawn.seed, drawn.population) == ("3-18-27", IN_ONE + 2)
    visits = InspectionVisit.objects.filter(household__isnull=False)
    again = {one.pk for _, households in sampled(drawn) for one in households}
    assert set(visits.values_list("household_id", flat=True)) == again
    assert (len(again), InspectionVisit.objects.filter(household=None).count()) == (ASKED + 2, 2)
    for who in ("clerk", "cadre", "insurer"):
        assert not books.rows_of(books.book("inspection-visits"), office[who]).exists()


@pytest.mark.django_db
def test_what_is_found_becomes_the_townships_problem_and_is_reported_by_another(
    office: Any, inspection: Inspection
) -> None:
    step(inspection, "draw", office["bureau"])
    first, *others = InspectionVisit.objects.order_by("id")
    did = {"helped": "当场补办慢病证", "taught": "", "pushed": "", "settled": ""}
    assert step(first, "visit", office["bureau"], values=did) == "visited"
    noted = {"finding": "帮扶手册没有填", "mode": "at_once", "fix_by": None}
    assert step(first, "find", office["bureau"], values=noted) == "visited"
    problem = Problem.objects.get()
    assert (problem.unit, problem.source, problem.paper) == (office.town_unit, "inspection", "一季度督导")
    assert Obligation.objects.filter(kind="rectification.fix", subject_uid=problem.uid, state="open").exists()
    assert InspectionProblem.objects.get().visit == first
    with pytest.raises(Refusal, match=f"还有 {len(others)} 个督导对象没有检查"):
        step(inspection, "close", office["reviewer"])
    for one in others:
        step(one, "miss", office["bureau"])
    with pytest.raises(Refusal, match="原来的经办人"):
        step(inspection, "close", office["bureau"])
    assert step(inspection, "close", office["reviewer"]) == "closed"
    told = report_paper([inspection], office["bureau"])
    assert any("督帮一体" in text and "当场补办慢病证" in text for text in told.paragraphs)
    assert len(told.rows) == 1 and len(sheet_paper([inspection], office["bureau"]).rows) == len(others) + 1
    assert word_file(told)


@pytest.mark.django_db
def test_the_evidence_of_a_task_is_one_file_with_a_list_and_digests(office: Any) -> None:
    task = adopted(office["bureau"], office["reviewer"])[0]
    share = tasks.Share.objects.select_related("task", "unit").get(task=task, unit=office.bureau)
    photo = store([b"a photo"], name="排查/照片.jpg", content_type="image/jpeg", purpose="任务佐证")
    tasks.report(
        share=share, text="已排查三个村", on=TODAY, finishes=False, evidence=photo, post=office["bureau"]
    )
    with pytest.raises(NotAllowed):
        ask_for_pack(task=task, post=office["clerk"])
    asked = ask_for_pack(task=task, post=office["bureau"])
    assert ask_for_pack(task=task, post=office["reviewer"]) == asked
    drain()
    pack = Pack.objects.select_related("stored").get()
    assert (pack.state, pack.files) == ("ready", 2)
    opened = zipfile.ZipFile(io.BytesIO(content_of(pack.stored)))
    assert opened.testzip() is None
    names = opened.namelist()
    assert names[1].startswith("材料/002_县农业农村局_") and names[1].endswith("照片.jpg")
    assert names[-2:] == ["目录.xlsx", "SHA256SUMS.txt"]
    sums = opened.read("SHA256SUMS.txt").decode().splitlines()
    assert sums[1] == f"{hashlib.sha256(b'a photo').hexdigest()}  {names[1]}"
    # The list too: whoever alters what it says of a file is found out.
    assert sums == [f"{hashlib.sha256(opened.read(name)).hexdigest()}  {name}" for name in names[:-1]]


@pytest.mark.django_db
def test_what_the_draw_counts_is_shown_and_typed_by_nobody(warned_county: Any) -> None:
    of = books.book("inspections")
    assert "population" not in {one.code for one in books.all_columns(of)}
    assert "population" in {one.code for one in books.shown_columns(of)}


@pytest.mark.django_db
def test_there_is_nothing_to_take_along_or_report_before_the_sample(
    office: Any, inspection: Inspection
) -> None:
    papers = books.book("inspections").papers
    assert [paper.when(inspection) for paper in papers] == [False, False]
    step(inspection, "draw", office["bureau"])
    assert [paper.when(Inspection.objects.get()) for paper in papers] == [True, True]
