"""`dixian check` on a county where something was lost: exit code 1, and the difference has a name."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dixian.cli.checks import check_all
from dixian.foundation.audit.api import reading, writing
from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import Lane, drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.warning.alerts.models import Alert
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.models import Row
from tests.support.month import committed_county, file_of
from tests.support.register import XLSX, medical_kind, pushed

pytestmark = pytest.mark.django_db(transaction=True)


def check() -> tuple[int, dict[str, int]]:
    """Its exit code, and the sums that don't hold with their differences."""
    done = subprocess.run(
        [sys.executable, "-m", "dixian", "check", "--json"],
        cwd=Path(__file__).parents[2],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        timeout=120,
    )
    sums = json.loads(done.stdout)
    assert len(sums) > 15, done.stderr
    return done.returncode, {one["name"]: one["difference"] for one in sums if one["difference"]}


def test_the_sums_hold_at_every_step_of_a_commit_and_say_that_somebody_is_at_work(
    transactional_db: None, acting: Any, home: Path, tmp_path: Path
) -> None:
    county, villagers = committed_county(12)
    with writing():
        month = Month.of(clock.today()).previous()
        content = file_of(villagers, tmp_path, month=month)
        stored = store([content], name="自付.xlsx", content_type=XLSX, purpose="报送")
        batch = submissions.receive(kind=medical_kind(), month=month, stored=stored, post=county["insurer"])
    seen = [told()]
    drain()
    with reading():
        batch.refresh_from_db()
    with writing():
        submissions.commit(batch=batch, post=county["insurer"])
    seen.append(told())
    # The commit, its announcement, the judging, the announcement of the leads.
    for lane in (Lane.LONG, Lane.QUICK, Lane.LONG, Lane.QUICK):
        drain(lanes=(lane,))
        seen.append(told())
    assert [wrong for wrong, _ in seen] == [[]] * len(seen)
    assert [at_work for _, at_work in seen] == [1, 1, 1, 1, 0, 0]
    with reading():
        assert Alert.objects.exists()


def test_a_row_nobody_judges_any_more_is_a_difference(
    transactional_db: None, acting: Any, home: Path, tmp_path: Path
) -> None:
    county, villagers = committed_county(12)
    with writing():
        pushed(file_of(villagers, tmp_path), county["insurer"])
        one = Row.objects.filter(outcome="no_rule").order_by("id").first()
        Row.objects.filter(pk=one.pk).update(outcome="")
    assert told() == (["对上的行 = 不预警 + 已预警 + 重复 + 不再预警 + 等待判定"], 0)


def told() -> tuple[list[str], int]:
    """The sums that don't hold, and how many batches somebody is at work on."""
    checked = check_all()
    return [one.name for one in checked.sums if one.difference], checked.at_work


def test_a_row_that_was_tampered_with_is_a_named_difference(
    transactional_db: None, acting: Any, home: Path, tmp_path: Path
) -> None:
    county, villagers = committed_county(12)
    with writing():
        pushed(file_of(villagers, tmp_path), county["insurer"])
    assert check() == (0, {})
    with writing():
        tampered = Row.objects.filter(outcome="raised").order_by("id").first()
        Row.objects.filter(pk=tampered.pk).update(outcome="no_rule")
    assert check() == (1, {"已预警的行 = 预警数": -1})
