"""`dixian simulate run`: whatever was reported has a lead; a lead lost on purpose is seen."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from dixian.simulation.drive.month import COSTS_NAME

# Enough for somebody to reach the line in the first month.
SMALL = ("--people", "2000", "--months", "1", "--seed", "7")


def played(*arguments: str, exit_code: int) -> Any:
    """What the command says, in a home and a database of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DIXIAN_")}
    command = [sys.executable, "-m", "dixian", "simulate", "run", *arguments, "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == exit_code, done.stderr
    return json.loads(done.stdout)


def test_a_lead_dropped_on_purpose_is_missed_and_the_sums_name_it() -> None:
    told = played(*SMALL, "--fault", "drop-one", exit_code=1)
    cause = next(one for one in told["causes"] if one["cause"] == COSTS_NAME)
    assert len(told["causes"]) > 10
    assert cause["reported"] >= 1 and cause["alerted"] == cause["reported"]
    assert told["missed"] == cause["missed"] == 1
    assert "预警数 = 线索来源数" in told["differences"]


@pytest.mark.slow
def test_of_two_months_with_late_wrong_and_lazy_posts_nothing_is_missed() -> None:
    told = played("--people", "5000", "--months", "2", exit_code=0)
    assert told["missed"] == 0 and told["differences"] == []
    for cause in told["causes"]:
        assert cause["answered"] == cause["alerted"] == cause["reported"]
    assert sum(cause["reported"] for cause in told["causes"]) > 20
    assert told["helped"]["plans_in_time"] > told["helped"]["plans_late"] > 0
