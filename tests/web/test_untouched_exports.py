"""What a ledger hands out as a workbook means the same when it is loaded again: in every ledger there is."""

from datetime import timedelta
from typing import Any

import pytest

from dixian.directives.blanks.models import Blank
from dixian.directives.meetings import api as meetings
from dixian.foundation.accounts.enums import Role
from dixian.foundation.books import api as books
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Text
from dixian.foundation.sheets.api import Clean, clean_rows, read_table, write_table
from dixian.web.books.columns import listing_of
from tests.support.database import as_worker
from tests.support.register import XLSX, Someone, settle
from tests.support.workplans import adopted

pytestmark = pytest.mark.django_db
TODAY = clock.today()
LATER = TODAY + timedelta(days=30)
# As people write: blanks, full-width punctuation and brackets, a break, letters between Chinese ones.
WRITTEN = "（富民村）：低保未纳入，户主 王 强；用 Word 2016 版，“两不愁”\r\n第二行"


@pytest.fixture
def office(db: None, acting: Any, small_county: Any) -> Any:
    small_county.post("reviewer", Role.BUREAU_REVIEWER, small_county.bureau)
    small_county.post("team", Role.RESIDENT_TEAM, small_county.village_unit, small_county.village)
    return small_county


def new(code: str, post: Any, **cells: Any) -> Any:
    """A row registered from cells as a form sends them."""
    of = books.book(code)
    told = {one.code: one.clean(cells.get(one.code, "")) for one in books.all_columns(of)}
    values, own = books.values_of(of, told, books.named(of, [told], post))
    return books.register(book=of, values=values, extra=own, post=post)


def step(code: str, row: Any, verb: str, post: Any, **more: Any) -> None:
    of = books.book(code)
    found = books.rows_of(of, post).get(pk=row.pk)
    books.act(book=of, row=found, verb=verb, post=post, on=TODAY, text="已办理", **more)


@pytest.fixture
def kept(office: Any) -> Any:
    """A county with rows in every ledger; in those whose text people type, as they type it."""
    bureau, place = office["bureau"], f"{office.township.name}{books.village_called(office.village.name)}"
    settle([Someone("户1", 1, office.village)])
    adopted(bureau, office["reviewer"])
    found = {"source": "审计", "found_on": TODAY, "unit": "医保局", "mode": "限期整改", "due_on": LATER}
    problem = new("rectification", bureau, problem=WRITTEN, person="王 强", others="水务局", **found)
    books.book("rectification").deeds[0].run(problem, bureau)
    portion = {"task": "1. 开展集中排查", "unit": "县农业农村局", "person": "某·科员", "due_on": LATER}
    new("breakdown", bureau, text=WRITTEN, village=place, **portion)
    with as_worker():
        meetings.open_quarter(TODAY)
    blank = new("blanks", bureau, title="统计表（一）", unit="县农业农村局", due_on=LATER)
    table = write_table(title="附件", columns=[Text(one, one) for one in ("乡镇", "户数")], rows=[])
    sent = store([table], name="附件.xlsx", content_type=XLSX, purpose="临时报表佐证")
    step("blanks", blank, "load", bureau, evidence=sent)
    step("blanks", Blank.objects.get(), "send", bureau)
    point = {"village": place, "unit": str(office.town_unit), "rhythm": "每月", "from_on": TODAY}
    new("points", bureau, leader="某 副县长", position="副县长（挂职）", **point)
    new("teams", bureau, title="-", village=place, unit=str(office.town_unit), place="脱贫村", from_on=TODAY)
    new("team-villages", bureau, village=place, unit=str(office.town_unit), place="脱贫村", from_on=TODAY)
    member = {"team": f"{place}驻村工作队", "unit": "县医保局", "role": "第一书记", "from_on": TODAY}
    new("team-members", bureau, name="王 强", **member)
    entry = {"on": TODAY, "member": f"王强（{office.village.name}）", "duty": "建强村党组织"}
    new("team-log", office["team"], text=WRITTEN, **entry)
    drawn = {"area": str(office.township), "from_on": TODAY, "due_on": LATER, "among": "全部农户"}
    inspection = new(
        "inspections", bureau, title="一季度督导", unit="县农业农村局", villages="1", households="1", **drawn
    )
    step("inspections", inspection, "draw", bureau)
    return office


def taken_back(of: books.Book, post: Any) -> tuple[int, books.Plan]:
    """How many rows a ledger has, and what its own workbook would do."""
    columns, rows = listing_of(of).columns, list(books.rows_of(of, post))
    content = write_table(
        title=of.title,
        columns=[Text(one.code, one.title) for one in columns],
        rows=[[one.value(row) for one in columns] for row in rows],
    )
    asked = books.all_columns(of)
    told = list(clean_rows(read_table(content, name="台账.xlsx", columns=asked), asked))
    clean = [(one.row.number, one.values) for one in told if isinstance(one, Clean)]
    return len(rows), books.planned(book=of, rows=clean, post=post)


@pytest.mark.sweep
def test_an_untouched_export_loaded_again_changes_nothing_in_any_ledger(kept: Any) -> None:
    for of in books.books():
        writer = next(kept[name] for name in ("bureau", "team") if kept[name].can(of.write))
        count, plan = taken_back(of, writer)
        assert count, f"{of.title}: no row to try"
        assert (of.code, plan.known, plan.problems) == (of.code, count, [])
        assert (plan.new, plan.changed, plan.done) == ([], [], [])


def test_text_stays_as_people_wrote_it(kept: Any) -> None:
    (row,) = books.book("rectification").model.objects.filter(origin=None)
    assert (row.problem, row.person) == (WRITTEN.replace("\r\n", " "), "王 强")


def test_what_differs_in_blanks_and_punctuation_alone_is_the_same_row(kept: Any) -> None:
    of = books.book("rectification")
    (row,) = of.model.objects.filter(origin=None).select_related("unit")
    told = {
        "source": "审计", "problem": row.problem.replace("：", ":").replace(" ", ""), "unit": "县医保局",
        "found_on": row.found_on, "mode": "限期整改", "person": "李敏", "due_on": row.due_on,
    }  # fmt: skip
    plan = books.planned(book=of, rows=[(2, told)], post=kept["bureau"])
    assert [(one.pk, list(values)) for one, values, _ in plan.changed] == [(row.pk, ["person"])]
    assert (plan.new, plan.problems) == ([], [])
