"""The papers beside the code stay true, and files stay readable."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 250


def test_every_path_the_coverage_table_names_exists() -> None:
    text = (ROOT / "docs" / "coverage.md").read_text(encoding="utf8")
    named = set(re.findall(r"\b((?:tests|dixian|docs)/[\w/.-]+)", text))
    assert len(named) > 5
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_clause_stands_in_the_coverage_table_once() -> None:
    text = (ROOT / "docs" / "coverage.md").read_text(encoding="utf8")
    clauses = re.findall(r"^\| ([A-Z]+[\d.]+) \|", text, re.MULTILINE)
    assert len(clauses) == len(set(clauses)) >= 90


def test_links_between_the_papers_lead_somewhere() -> None:
    wrong = []
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "dixian").rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf8")):
            if not (path.parent / link).exists():
                wrong.append(f"{path.relative_to(ROOT)}: {link}")
    assert wrong == []


def test_no_file_is_too_long_to_read() -> None:
    files = [
        path
        for folder in ("dixian", "scripts", "tests", "frontend/src", "benchmarks")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".ts", ".css", ".html") and "built" not in path.parts
    ]
    long = {
        path.name: n for path in files if (n := len(path.read_text(encoding="utf8").splitlines())) > LONGEST
    }
    assert long == {}


def test_every_room_says_what_it_is_for_in_few_lines() -> None:
    rooms = [path.parent for path in (ROOT / "dixian").glob("*/*/apps.py")]
    assert len(rooms) > 10
    for room in rooms:
        lines = (room / "README.md").read_text(encoding="utf8").splitlines()
        assert 5 <= len(lines) <= 40, room
