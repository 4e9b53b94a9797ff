"""Work on something from outside reaches us as an answer, or not at all."""

import os
import pickle
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from dixian.foundation.kernel.apart import Died, TookTooLong, apart, plain

PROGRAM = """
import os, time
from dixian.foundation.kernel.apart import answer
class Attack:
    def __reduce__(self):
        return os.mkdir, ("taken",)
def work(given):
    if given == "hang":
        time.sleep(60)
    if given == "burst":
        return bytearray(4 * 1024**3)
    if given == "abort":
        os.abort()
    if given == "environment":
        return dict(os.environ)
    if given == "attack":
        return Attack()
    return given.upper()
if __name__ == "__main__":
    answer(work, memory=1024**3, seconds=5)
"""


@pytest.fixture(autouse=True)
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shouting.py").write_text(PROGRAM, encoding="utf8")
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])


def test_what_it_answers_comes_back() -> None:
    assert apart("shouting", "a", seconds=20) == "A"


@pytest.mark.parametrize("given", ["burst", "abort"])
def test_what_bursts_or_aborts_takes_nobody_along(given: str) -> None:
    with pytest.raises(Died):
        apart("shouting", given, seconds=20)


def test_what_hangs_is_given_up() -> None:
    with pytest.raises(TookTooLong):
        apart("shouting", "hang", seconds=1)


def test_no_password_and_no_address_of_a_database_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DIXIAN_DATABASE_URL_WEB", "DIXIAN_SMTP_PASSWORD", "DIXIAN_HOME", "PGPASSWORD"):
        monkeypatch.setenv(name, "a secret")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    known: dict[str, str] = apart("shouting", "environment", seconds=20)
    assert "a secret" not in known.values()
    assert (known["PATH"], known["LC_ALL"]) == (os.environ["PATH"], "C.UTF-8")


def test_what_it_says_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Died):
        apart("shouting", "attack", seconds=20)
    assert not (tmp_path / "taken").exists()


@pytest.mark.parametrize("said", [b"", b"no pickle", pickle.dumps("cut off")[:-2], pickle.dumps(Path("/"))])
def test_anything_but_plain_values_is_no_answer(said: bytes) -> None:
    with pytest.raises(Died):
        plain(said)


def test_plain_values_come_back_as_they_were_and_other_types_where_they_are_asked_for() -> None:
    moment = datetime.fromisoformat("2026-05-01T08:30")
    cells: list[Any] = [
        "甲",
        1,
        2.5,
        True,
        None,
        b"x",
        moment,
        date(2026, 5, 1),
        time(8),
        timedelta(1),
        (1,),
        {"a": [2]},
    ]
    assert plain(pickle.dumps(cells)) == cells
    assert plain(pickle.dumps(Shape(3)), (Shape,)).side == 3


class Shape:
    """Somebody's own type."""

    def __init__(self, side: int) -> None:
        self.side = side
