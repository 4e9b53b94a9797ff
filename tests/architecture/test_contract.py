"""The import contract catches what it is there for: each kind of breach planted once in a copy."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINTER = ROOT / ".venv" / "bin" / "lint-imports"

WARNING, PLAIN, WORLD = (
    "Warning wing flows one way",
    "Deciding is plain Python",
    "The world knows the kernel only",
)
# (contract, file, what is planted there)
BREACHES = [
    ("Storeys", "registry/facts/api.py", "import dixian.warning.alerts.api"),
    ("Storeys", "web/shell/pages.py", "import dixian.simulation.drive.month"),
    (WARNING, "warning/submissions/rules.py", "import dixian.warning.verification.api"),
    ("Registry", "registry/households/rules.py", "import dixian.registry.matching.api"),
    ("Foundation", "foundation/kernel/text.py", "import dixian.foundation.vault.keys"),
    (PLAIN, "foundation/kernel/text.py", "import django.conf"),
    (PLAIN, "registry/matching/rules.py", "import django.conf"),
    (PLAIN, "warning/alerts/rules.py", "import django.conf"),
    (PLAIN, "directives/workplans/engine/reading.py", "import django.conf"),
    (PLAIN, "commons/leads/states.py", "import django.conf"),
    (WORLD, "simulation/world/people.py", "import dixian.foundation.areas.api"),
    ("Directives", "directives/workplans/topics.py", "import dixian.directives.tasks.api"),
    ("No circles anywhere", "foundation/worklist/rules.py", "import dixian.foundation.worklist.selectors"),
]
# One room each so far: there is nothing yet that could break it.
WITHOUT_BREACH = {"Commons"}


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


def test_every_contract_is_tried() -> None:
    text = (ROOT / ".importlinter").read_text(encoding="utf8")
    named = set(re.findall(r"^name = (.+)$", text, re.MULTILINE))
    assert {contract for contract, _, _ in BREACHES} | WITHOUT_BREACH == named


def test_the_world_is_kept_from_every_room_of_the_foundation_but_the_kernel() -> None:
    text = (ROOT / ".importlinter").read_text(encoding="utf8")
    rooms = {path.parent.name for path in (ROOT / "dixian" / "foundation").glob("*/__init__.py")}
    assert set(re.findall(r"^    dixian\.foundation\.(\w+)$", text, re.MULTILINE)) == rooms


@pytest.mark.parametrize(
    ("contract", "name", "line"), BREACHES, ids=[f"{name}: {line}" for _, name, line in BREACHES]
)
def test_a_planted_breach_is_caught(tree: Path, contract: str, name: str, line: str) -> None:
    path = tree / "dixian" / name
    before = path.read_text(encoding="utf8")
    path.write_text(before + f"\n{line}\n", encoding="utf8")
    try:
        assert contract in broken_in(tree)
    finally:
        path.write_text(before, encoding="utf8")
