"""Work on something from outside reaches us as an answer, or not at all."""

import sys
from pathlib import Path

import pytest

from dixian.foundation.kernel.apart import Died, TookTooLong, apart

PROGRAM = """
import os, time
from dixian.foundation.kernel.apart import answer
def work(given):
    if given == "hang":
        time.sleep(60)
    if given == "burst":
        return bytearray(4 * 1024**3)
    if given == "abort":
        os.abort()
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
