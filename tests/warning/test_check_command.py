"""`dixian check` on a county where something was lost: exit code 1, and the difference has a name."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dixian.foundation.audit.api import writing
from dixian.warning.submissions.models import Row
from tests.support.month import committed_county, file_of
from tests.support.register import pushed

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
