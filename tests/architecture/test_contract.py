"""The import contract catches what it is there for: each kind of breach planted once in a copy."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINTER = ROOT / ".venv" / "bin" / "lint-imports"

BREACHES = {
    "Storeys": ("registry/facts/api.py", "import dixian.warning.alerts.api"),
    "Warning wing flows one way": ("warning/submissions/rules.py", "import dixian.warning.verification.api"),
    "Registry": ("registry/households/rules.py", "import dixian.registry.matching.api"),
    "Foundation": ("foundation/kernel/text.py", "import dixian.foundation.vault.keys"),
    "Deciding is plain Python": ("foundation/kernel/text.py", "import django.conf"),
    "No circles anywhere": ("foundation/worklist/rules.py", "import dixian.foundation.worklist.selectors"),
}


def broken_in(tree: Path) -> set[str]:
    """The names of the contracts that do not hold in `tree`."""
    done = subprocess.run(
        [str(LINTER), "--no-cache"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree), "COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
    )
    return {
        line.removesuffix("BROKEN").strip() for line in done.stdout.splitlines() if line.endswith("BROKEN")
    }


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program and its contract."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(
        ROOT / "dixian", folder / "dixian", ignore=shutil.ignore_patterns("static", "__pycache__")
    )
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


def test_the_house_as_it_stands_keeps_every_contract(tree: Path) -> None:
    assert broken_in(tree) == set()


@pytest.mark.parametrize("contract", BREACHES)
def test_a_planted_breach_is_caught(tree: Path, contract: str) -> None:
    name, line = BREACHES[contract]
    path = tree / "dixian" / name
    before = path.read_text(encoding="utf8")
    path.write_text(before + f"\n{line}\n", encoding="utf8")
    try:
        assert contract in broken_in(tree)
    finally:
        path.write_text(before, encoding="utf8")
