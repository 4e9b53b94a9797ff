"""补报: rejected rows are mended in their own month, by the workbook that came back."""

import io
from itertools import pairwise
from typing import Any

import openpyxl
import pytest

from dixian.cli.checks import run_checks
from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import BatchState, Bin, Timeliness
from tests.support.register import XLSX, month_shown, pushed, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(county: Any, people: Any, file: Any) -> Any:
    """张三 linked; 李四 and 王五 rejected for their amounts."""
    costs = [
        people["张三"].costs("9000"),
        people["李四"].costs("-90000"),
        people["王五"].costs("-9000"),
    ]
    return pushed(file(costs), county["insurer"])


def mended(batch: Any, changes: dict[str, str]) -> bytes:
    """The rejected-rows workbook with the amounts of some names put right."""
    book = openpyxl.load_workbook(io.BytesIO(submissions.rejected_file(batch)))
    lines = [[cell.value for cell in row] for row in book.active.iter_rows()]
    head = next(at for at, line in enumerate(lines) if "姓名" in line)
    titles = lines[head]
    for row in book.active.iter_rows(min_row=head + 2):
        name = row[titles.index("姓名")].value
        if name in changes:
            row[titles.index("自付医疗费用(元)")].value = changes[name]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sent(batch: Any, content: bytes, county: Any, *, commit: bool = True) -> Any:
    stored = store([content], name="补报.xlsx", content_type=XLSX, purpose="报送")
    made = submissions.mend(batch=batch, stored=stored, post=county["insurer"])
    drain()
    made = submissions.batch(uid=made.uid, post=county["insurer"])
    if commit:
        submissions.commit(batch=made, post=county["insurer"])
        drain()
        made.refresh_from_db()
    return made


def differences() -> list[str]:
    return [one.name for one in run_checks() if one.difference]


def mend_duties(batch: Any) -> int:
    return Obligation.objects.filter(kind="submissions.mend", state="open", subject_uid=batch.uid).count()


def test_mended_rows_end_the_rejected_ones_and_count_in_the_same_month(county, people, batch):
    right = dict.fromkeys(("李四", "王五"), "90000")
    made = sent(batch, mended(batch, right), county)
    assert (made.state, made.submission_id, made.mends_id) == (
        BatchState.COMMITTED,
        batch.submission_id,
        batch.pk,
    )
    assert [(row.bin, row.person.name, row.outcome) for row in rows_of(made)] == [
        ("linked", "李四", "raised"),
        ("linked", "王五", "raised"),
    ]
    assert [(row.bin, bool(row.settled_on)) for row in rows_of(batch)[1:]] == [(Bin.REJECTED, True)] * 2
    assert "补报" in rows_of(batch)[1].settled_how
    assert mend_duties(batch) == 0
    assert differences() == []


def test_a_row_that_is_wrong_again_leaves_the_first_one_open(county, people, batch):
    made = sent(batch, mended(batch, {"李四": "90000"}), county)
    assert [row.bin for row in rows_of(made)] == [Bin.LINKED, Bin.REJECTED]
    assert [bool(row.settled_on) for row in rows_of(batch)] == [False, True, False]
    assert (mend_duties(batch), mend_duties(made)) == (1, 0)
    assert differences() == []
    again = sent(batch, mended(batch, {"王五": "90000"}), county)
    assert [row.person.name for row in rows_of(again)] == ["王五"]
    assert mend_duties(batch) == 0
    assert differences() == []


def test_before_the_commit_nothing_is_settled_and_a_withdrawn_file_settles_nothing(county, people, batch):
    content = mended(batch, {"李四": "90000", "王五": "90000"})
    made = sent(batch, content, county, commit=False)
    assert mend_duties(batch) == 1
    submissions.withdraw(batch=made, post=county["insurer"])
    assert [row.settled_on for row in rows_of(batch)] == [None] * 3
    sent(batch, content, county)
    assert mend_duties(batch) == 0


def foreign(content: bytes, person: Any) -> bytes:
    """The workbook with one more row, of a person nobody rejected, under a number that waits for nothing."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    lines = [[cell.value for cell in row] for row in book.active.iter_rows()]
    titles, row = next((line, below) for line, below in pairwise(lines) if "姓名" in line)
    row[titles.index("自付医疗费用(元)")] = "90000"
    row[titles.index("姓名")], row[titles.index("身份证号")] = person.name, person.id_number
    row[titles.index("原行号")] = 2
    book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_row_that_mends_nothing_is_rejected_and_counts_nowhere(county, people, batch):
    content = foreign(mended(batch, {"李四": "90000"}), people["赵六"])
    made = sent(batch, content, county)
    rows = {row.bin: row for row in rows_of(made) if row.mends_id is None}
    assert "不是等着改正的退回行" in rows[Bin.REJECTED].reason
    assert rows[Bin.REJECTED].settled_how == "不是等着改正的退回行，没有计入"
    assert (mend_duties(batch), mend_duties(made)) == (1, 0)
    assert differences() == []


def test_rows_sent_again_count_once_where_they_ended(county, people, batch):
    sent(batch, mended(batch, {"李四": "90000"}), county)
    counted = submissions.counted_rows(county["bureau"])
    assert sorted(counted.values_list("bin", flat=True)) == [Bin.LINKED, Bin.LINKED, Bin.REJECTED]
    assert submissions.counted(county["bureau"]) == submissions.tally(counted)


def test_a_file_that_mends_nothing_is_not_committed(county, people, batch):
    with pytest.raises(Refusal, match="没有一行改好"):
        sent(batch, mended(batch, {}), county)
    assert mend_duties(batch) == 1


def test_one_mending_file_at_a_time_and_only_while_something_is_to_be_mended(county, people, batch, file):
    right = dict.fromkeys(("李四", "王五"), "90000")
    made = sent(batch, mended(batch, right), county, commit=False)
    with pytest.raises(Refusal, match="补报文件"):
        sent(batch, file([people["赵六"].costs("100")]), county)
    submissions.commit(batch=made, post=county["insurer"])
    drain()
    with pytest.raises(Refusal, match="没有待改正的退回行"):
        sent(batch, file([people["赵六"].costs("200")]), county)


def test_the_month_shows_its_file_with_those_that_mend_it(county, people, batch):
    made = sent(batch, mended(batch, {"李四": "90000"}), county)
    shown = month_shown(county["insurer"], Month.parse(batch.submission.month))
    assert (shown.batch, shown.mending) == (batch, [made])


def test_a_month_before_the_kind_began_is_not_late(county, batch):
    shown = month_shown(county["insurer"], Month.of(clock.today()).previous())
    assert shown.timeliness == Timeliness.BEFORE
