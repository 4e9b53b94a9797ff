"""A linked row from which no change can follow is a duty of the unit that sent it, until it is voided or mended."""

import io

import openpyxl
import pytest

from dixian.cli.checks import run_checks
from dixian.foundation.audit.api import writing
from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain, enqueue
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation, cancel
from dixian.warning.submissions import api as submissions
from tests.support.register import XLSX
from tests.support.rosters import DEATHS, MOVES, outcomes, sent

ON = "2024-04-03"


def wrong():
    return [one.name for one in run_checks() if one.difference]


def duties(batch):
    found = Obligation.objects.filter(kind="submissions.unclear", state="open", subject_uid=batch.uid)
    return [(one.unit_id, one.title) for one in found]


def row_of(batch, number=0):
    return (
        submissions.Row.objects.select_related("batch__submission__kind")
        .filter(batch=batch)
        .order_by("number")[number]
    )


@pytest.fixture
def batch(town):
    """Two who move in, nobody knows where."""
    rows = [("迁入", one.name, one.number, ON, "", "", "", "", "") for one in (town.son, town.wu)]
    return sent("ga_qianyi", MOVES, rows, town["police"])


def mended(batch, village, post):
    """The workbook that came back, with the village where it was missing."""
    book = openpyxl.load_workbook(io.BytesIO(submissions.rejected_file(batch)))
    lines = list(book.active.iter_rows())
    head = next(at for at, line in enumerate(lines) if "姓名" in [cell.value for cell in line])
    titles = [cell.value for cell in lines[head]]
    for line in lines[head + 1 :]:
        line[titles.index("迁入乡镇")].value = village.parent.name
        line[titles.index("迁入村")].value = village.name
    out = io.BytesIO()
    book.save(out)
    stored = store([out.getvalue()], name="补报.xlsx", content_type=XLSX, purpose="报送")
    made = submissions.mend(batch=batch, stored=stored, post=post)
    drain()
    submissions.commit(batch=submissions.batch(uid=made.uid, post=post), post=post)
    drain()
    return submissions.batch(uid=made.uid, post=post)


def test_it_is_a_duty_of_the_unit_that_sent_it(town, batch):
    assert outcomes(batch) == ["unclear"] * 2
    assert duties(batch) == [(town["police"].unit_id, "改正不能变更的行（2 行）")]
    assert wrong() == []


def test_each_row_voided_with_a_reason_takes_one_off_and_the_last_ends_it(town, batch):
    submissions.settle_row(row=row_of(batch), post=town["police"], reason="本人没有迁")
    assert duties(batch) == [(town["police"].unit_id, "改正不能变更的行（1 行）")]
    with pytest.raises(Refusal, match="没有写明理由"):
        submissions.settle_row(row=row_of(batch, 1), post=town["police"], reason=" ")
    submissions.settle_row(row=row_of(batch, 1), post=town["police"], reason="重复的行")
    assert (duties(batch), outcomes(batch)) == ([], ["void"] * 2)
    assert row_of(batch).settled_how == "本人没有迁"
    with pytest.raises(Refusal, match="不用人工处理"):
        submissions.settle_row(row=row_of(batch), post=town["police"], reason="再作废")
    assert wrong() == []


def test_a_voided_row_is_put_on_nobody_else(town, batch):
    with pytest.raises(Refusal, match="不能直接对到人"):
        submissions.settle_row(
            row=row_of(batch), post=town["reviewer"], reason="是他", person_uid=town.wu.person.uid
        )


def test_a_new_file_of_these_rows_ends_it_and_counts_once(town, batch):
    made = mended(batch, town.elsewhere, town["police"])
    assert (outcomes(made), outcomes(batch)) == (["proposed"] * 2, ["void"] * 2)
    assert "补报" in row_of(batch).settled_how
    assert (duties(batch), duties(made)) == ([], [])
    counted = submissions.counted_rows(town["bureau"])
    assert sorted(counted.values_list("outcome", flat=True)) == ["proposed"] * 2
    assert wrong() == []


def test_what_comes_to_nothing_again_is_a_duty_of_the_new_file(town, batch):
    town.elsewhere.name = "没有的村"
    made = mended(batch, town.elsewhere, town["police"])
    assert (duties(batch), len(duties(made))) == ([], 1)
    town.elsewhere.refresh_from_db()
    again = mended(made, town.elsewhere, town["police"])
    assert (outcomes(again), duties(made)) == (["proposed"] * 2, [])
    assert wrong() == []


def test_a_row_put_on_somebody_at_the_desk_is_a_duty_too(town):
    before_birth = ("钱八", town.li.number, "1960-04-03", "")
    batch = sent("ga_siwang", DEATHS, [before_birth, (town.wu.name, town.wu.number, ON, "")], town["police"])
    found = town.li.person.uid
    submissions.settle_row(row=row_of(batch), post=town["reviewer"], reason="曾用名", person_uid=found)
    drain()
    assert (outcomes(batch), len(duties(batch))) == (["unclear", "proposed"], 1)
    submissions.settle_row(row=row_of(batch), post=town["police"], reason="日期写错，另报")
    assert duties(batch) == []
    assert wrong() == []


def test_a_roster_taken_back_asks_for_nothing(town, batch):
    submissions.withdraw(batch=batch, post=town["police"])
    assert duties(batch) == []
    assert wrong() == []


def test_what_was_committed_before_there_was_such_a_duty_has_it_the_next_morning(batch):
    with writing():
        cancel(kind="submissions.unclear", subject_uids=[batch.uid], reason="以前没有这样的待办")
    enqueue("submissions.open_month", key="tomorrow")
    drain()
    (duty,) = duties(batch)
    enqueue("submissions.open_month", key="the day after")
    drain()
    assert duties(batch) == [duty]
    assert wrong() == []
