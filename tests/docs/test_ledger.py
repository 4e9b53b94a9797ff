"""The ledger of the how-to is small, and it runs as it stands there."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.test_howto import ROOT, blocks

FILES = ("apps.py", "models.py", "book.py")
MOST = 100


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """The blocks of the how-to as the files it names."""
    folder = tmp_path / "outreach"
    folder.mkdir()
    (folder / "__init__.py").touch()
    for name, block in zip(FILES, blocks("add-a-ledger.md", "python"), strict=True):
        (folder / name).write_text(block, encoding="utf8")
    return folder


def test_a_new_ledger_takes_less_than_a_hundred_lines(room: Path) -> None:
    lines = [
        line
        for name in FILES
        for line in (room / name).read_text(encoding="utf8").splitlines()
        if line.strip()
    ]
    assert len(lines) < MOST
    for name in FILES:
        ast.parse((room / name).read_text(encoding="utf8"))


def test_the_ledger_of_the_how_to_runs_as_it_stands(room: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.docs.ledger_of_howto", str(room.parent)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DIXIAN_TEST_DB": "sqlite"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
