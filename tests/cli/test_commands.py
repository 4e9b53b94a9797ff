"""Every command runs as a process of its own, and says in its exit code how it went."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dixian.cli.main import COMMANDS
from tests.cli.conftest import Installation

# What each answers on `--json`; serve, worker and demo run in test_running and test_demo, match and bench in
# test_match.
ASKED: dict[tuple[str, ...], Callable[[Any], bool]] = {
    ("setup",): lambda told: told["administrators"] == [] and isinstance(told["reference"], dict),
    ("check",): lambda told: all(one["difference"] == 0 for one in told) and len(told) > 10,
    ("audit", "verify"): lambda told: (
        told["intact"] is True and told["missing"] == {} and "可以修改的记录" in told["not_covered"]
    ),
    ("audit", "seal"): lambda told: told["sealed"] >= 0,
    ("topics",): lambda told: any(told.values()),
}
ELSEWHERE = {"serve", "worker", "demo", "simulate", "match", "bench", "workplan"}
NEED_A_SCHEMA = [
    ("check",),
    ("audit", "verify"),
    ("audit", "seal"),
    ("serve", "--port", "47813"),
    ("worker",),
]
UNREACHABLE = "postgresql://nobody@127.0.0.1:1/nowhere"


def refused(told: Any, *words: str) -> None:
    """Exit code 3, a Chinese message that says what to do, no traceback."""
    assert told.returncode == 3, told.stdout + told.stderr
    assert "Traceback" not in told.stderr
    assert re.search(r"^错误：[^a-zA-Z]", told.stderr, re.MULTILINE)
    for word in words:
        assert word in told.stderr


def test_every_command_is_tried() -> None:
    assert {path[0] for path in ASKED} | ELSEWHERE == set(COMMANDS)


@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_a_command_answers_people_and_machines(
    installation: Installation, arguments: tuple[str, ...]
) -> None:
    told = installation.run(*arguments)
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip()
    assert ASKED[arguments](installation.json(*arguments))


def test_simulate_needs_no_installation(empty: Callable[[], Installation], tmp_path: Path) -> None:
    nowhere = empty()
    told = nowhere.json("simulate", "--people", "300", "--months", "2", "--out", str(tmp_path))
    names = [Path(path).name for path in told["files"]]
    assert (names[0], *names[-3:]) == ("roster.csv", "truth.csv", "truth-reports.csv", "files.csv")
    lists = {name.rsplit("-", 2)[0] for name in names[1 : 1 + 2 * 8]}
    assert len(lists) == 8 and not any("_" in one for one in lists)
    # Behind the lists stand the reports, named by the code of their kind and their month.
    reports = names[1 + 2 * 8 : -3]
    assert reports and all(re.fullmatch(r"[a-z]{2}_[a-z]+-2024-0[12]\.\w+", name) for name in reports)
    assert all(Path(path).stat().st_size for path in told["files"])
    assert not nowhere.home.exists()


def test_topics_need_no_installation(empty: Callable[[], Installation]) -> None:
    nowhere = empty()
    assert "BatchCommitted" in nowhere.run("topics").stdout
    assert not nowhere.home.exists()


def test_setup_keeps_what_was_changed_here_and_lists_it(empty: Callable[[], Installation]) -> None:
    made = empty()
    first = made.json("setup")
    assert [one["username"] for one in first["administrators"]] == ["xitong", "anquan", "shenji"]
    assert first["reference"]["区划与单位"]["new"] > 100
    again = made.json("setup")
    assert again["administrators"] == []
    assert again["reference"]["区划与单位"]["new"] == 0
    assert again["reference"]["区划与单位"]["different"] == []


@pytest.mark.parametrize("arguments", NEED_A_SCHEMA, ids=lambda arguments: arguments[0])
def test_keys_without_a_database_are_not_ready(
    empty: Callable[[], Installation], arguments: tuple[str, ...]
) -> None:
    made = empty()
    refused(made.run(*arguments), "setup")
    from dixian.foundation.vault.keys import make_keys

    made.home.mkdir()
    make_keys(made.home)
    refused(made.run(*arguments), "dixian setup", str(made.home))


@pytest.mark.parametrize("arguments", [*NEED_A_SCHEMA, ("setup",)], ids=lambda arguments: arguments[0])
def test_a_database_out_of_reach_is_not_a_difference(
    installation: Installation, arguments: tuple[str, ...]
) -> None:
    addresses = {f"DIXIAN_DATABASE_URL_{role}": UNREACHABLE for role in ("OWNER", "WEB", "WORKER")}
    refused(installation.run(*arguments, **addresses), "数据库")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DIXIAN_DATABASE_URL_WORKER", "mysql://x/y"),
        ("DIXIAN_IDLE_MINUTES", "半小时"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(installation: Installation, name: str, value: str) -> None:
    refused(installation.run("check", **{name: value}), "设置有误")


def test_a_home_that_cannot_be_written_is_named(installation: Installation) -> None:
    refused(installation.run("setup", DIXIAN_HOME="/proc/dixian"), "/proc/dixian")
