"""The papers beside the code stay true, and files stay readable."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 250


# How many clauses each chapter of the requirement list has; R0 and R19 have no parts.
PARTS = {
    1: 8,
    2: 6,
    3: 5,
    4: 8,
    5: 6,
    6: 7,
    7: 6,
    8: 5,
    9: 7,
    10: 4,
    11: 5,
    12: 8,
    13: 3,
    14: 2,
    15: 3,
    16: 4,
    17: 5,
    18: 2,
}
CLAUSES = [
    "R0",
    *(f"R{number}.{part + 1}" for number, parts in PARTS.items() for part in range(parts)),
    "R19",
]


def coverage() -> list[list[str]]:
    """The rows of the coverage table: clause, asks, feature, test, state."""
    text = (ROOT / "docs" / "coverage.md").read_text(encoding="utf8")
    return [
        line.strip("| ").split(" | ") for line in text.splitlines() if re.match(r"\| [A-Z]+[\d.]+ \|", line)
    ]


def test_every_clause_stands_in_the_coverage_table_once() -> None:
    assert [row[0] for row in coverage()] == CLAUSES
    assert len(CLAUSES) == 96


def test_the_coverage_table_names_test_files_that_exist_or_none() -> None:
    for clause, _, feature, tests, state in coverage():
        named = [] if tests == "-" else tests.split(", ")
        assert all((ROOT / one).is_file() and "/test_" in one for one in named), clause
        assert (feature == "-") == (state == "not begun"), clause
        assert named or "done" not in state, clause


def test_decisions_are_numbered_without_a_gap_and_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    files = sorted(path.name for path in folder.glob("0*.md"))
    assert [name[:4] for name in files] == [f"{number:04}" for number in range(1, len(files) + 1)]
    listed = re.findall(
        r"^\| \[\d+\]\((.+?)\)", (folder / "README.md").read_text(encoding="utf8"), re.MULTILINE
    )
    assert listed == files
    for name in files:
        assert (folder / name).read_text(encoding="utf8").startswith(f"# {name[:4]} ")


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
