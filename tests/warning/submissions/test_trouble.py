"""A file on which the work fails for good: it says so, nothing counts, and there is a way on."""

from datetime import date
from typing import Any

import pytest

from dixian.cli.checks import run_checks
from dixian.foundation.jobs.api import Job, drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.worklist.api import Obligation
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import BatchState, Timeliness
from dixian.warning.submissions.states import BATCH
from tests.support.queue import until_given_up
from tests.support.register import XLSX, medical_kind, month_shown, received, rows_of

pytestmark = pytest.mark.django_db
CONTENT = b"no sealed row"


def again(batch: Any) -> Any:
    return submissions.Batch.objects.select_related("stored", "submission__kind__unit", "unit").get(
        pk=batch.pk
    )


def differences() -> list[str]:
    return [one.name for one in run_checks() if one.difference]


def timeliness(county: Any) -> Timeliness:
    return month_shown(county["insurer"], Month.of(clock.today())).timeliness


@pytest.fixture
def uncommitted(county: Any, people: Any, file: Any) -> Any:
    """A batch whose commit has failed for good: one of its rows can't be opened."""
    with clock.at(clock.noon(date(2024, 4, 15))):
        submissions.open_month(Month.of(clock.today()))
        batch = received(file([people["张三"].costs("9000")]), county["insurer"])
        row = rows_of(batch)[0]
        batch.sealed = {"content": row.content, "id_index": row.id_index}
        # A row whose number is still the same person's would not be opened at all.
        submissions.Row.objects.filter(batch=batch).update(content=CONTENT, id_index=None)
        submissions.commit(batch=batch, post=county["insurer"])
        until_given_up()
        yield batch


@pytest.fixture
def unread(county: Any, people: Any, file: Any, home: Any) -> Any:
    """A batch whose original could not be read from the disk."""
    from dixian.foundation.files.api import store

    stored = store(
        [file([people["张三"].costs("9000")])], name="自付.xlsx", content_type=XLSX, purpose="报送"
    )
    (original,) = [path for path in (home / "files").rglob("*") if path.is_file()]
    original.rename(home / "away")
    batch = submissions.receive(
        kind=medical_kind(), month=Month.of(clock.today()), stored=stored, post=county["insurer"]
    )
    until_given_up()
    (home / "away").rename(original)
    return batch


def test_the_states_are_called_alike_everywhere():
    assert BATCH.labels == {state.value: state.label for state in BatchState}


def test_a_commit_that_failed_does_not_count_and_says_what_to_do(county, uncommitted):
    batch = again(uncommitted)
    assert batch.state == BatchState.UNLINKED
    assert "可以重试" in batch.message
    assert "J-" in batch.message
    assert batch.submission.submitted_on is None
    assert timeliness(county) == Timeliness.NOT_YET
    assert Obligation.objects.filter(kind="submissions.submit", state="open").exists()
    assert differences() == []


def test_it_is_tried_again_and_counts_as_of_the_day_it_was_committed(county, uncommitted):
    submissions.Row.objects.filter(batch=uncommitted).update(**uncommitted.sealed)
    with clock.at(clock.noon(date(2024, 4, 17))):
        submissions.retry(batch=again(uncommitted), post=county["insurer"])
        drain()
        batch = again(uncommitted)
        assert (batch.state, batch.message) == (BatchState.COMMITTED, "")
        assert batch.submission.submitted_on == date(2024, 4, 15)
        assert timeliness(county) == Timeliness.ON_TIME
        duty = Obligation.objects.get(kind="submissions.submit", subject_label="个人自付医疗费用")
        assert (duty.state, duty.done_on, duty.done_by) == ("done", date(2024, 4, 15), county["insurer"])
        assert differences() == []


def test_it_is_withdrawn_and_another_file_takes_its_place(county, people, file, uncommitted):
    submissions.withdraw(batch=again(uncommitted), post=county["insurer"])
    assert received(file([people["李四"].costs("1")]), county["insurer"]).state == BatchState.PREVIEWED
    assert differences() == []


def test_a_file_that_could_not_be_read_is_tried_again_or_withdrawn(county, unread):
    batch = again(unread)
    assert batch.state == BatchState.UNSTAGED
    assert "读取没有完成" in batch.message
    assert differences() == []
    submissions.retry(batch=batch, post=county["insurer"])
    drain()
    assert (again(unread).state, len(rows_of(unread))) == (BatchState.PREVIEWED, 1)


def test_what_is_withdrawn_while_it_is_read_stays_withdrawn(county, people, file):
    from dixian.foundation.files.api import store

    stored = store([file([people["张三"].costs("1")])], name="自付.xlsx", content_type=XLSX, purpose="报送")
    batch = submissions.receive(
        kind=medical_kind(), month=Month.of(clock.today()), stored=stored, post=county["insurer"]
    )
    submissions.withdraw(batch=batch, post=county["insurer"])
    until_given_up()
    assert again(batch).state == BatchState.WITHDRAWN
    assert rows_of(batch) == []


def test_what_is_withdrawn_while_it_is_committed_raises_nothing(county, people, file):
    from dixian.commons.leads.api import Lead

    batch = received(file([people["张三"].costs("9000")]), county["insurer"])
    submissions.commit(batch=batch, post=county["insurer"])
    submissions.withdraw(batch=batch, post=county["insurer"])
    until_given_up()
    assert again(batch).state == BatchState.WITHDRAWN
    assert again(batch).submission.submitted_on is None
    assert not Lead.objects.exists()
    assert differences() == []


def test_a_batch_nobody_works_on_is_a_difference(county, people, file):
    batch = received(file([people["张三"].costs("9000")]), county["insurer"])
    submissions.commit(batch=batch, post=county["insurer"])
    assert differences() == []
    Job.objects.filter(name="submissions.commit").update(state="done", finished_at=clock.wall())
    assert differences() == ["读取中、提交中的批次都有任务在办"]


def test_rows_that_could_not_be_judged_are_judged_when_tried_again(county, people, file):
    kind = medical_kind()
    fact = kind.fact
    submissions.DataKind.objects.filter(pk=kind.pk).update(fact={"title": "没有代码"})
    batch = received(file([people["张三"].costs("9000")]), county["insurer"])
    submissions.commit(batch=batch, post=county["insurer"])
    until_given_up()
    assert "对照预警规则没有完成" in again(batch).message
    assert not submissions.is_busy(again(batch))
    assert differences() != []
    submissions.DataKind.objects.filter(pk=kind.pk).update(fact=fact)
    submissions.retry(batch=again(batch), post=county["insurer"])
    drain()
    assert again(batch).message == ""
    assert [row.outcome for row in rows_of(batch)] == ["raised"]
    assert differences() == []
