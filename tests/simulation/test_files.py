"""The files of a synthetic county, read by the real reader and matched: every row is where the truth says."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from dixian.cli.main import main
from dixian.foundation.areas.api import packaged_villages
from dixian.registry.matching.api import BINS, match_rows, read_register, read_rows
from dixian.simulation.drive.quality import LEAST_LINKED, LEAST_WITH_DESK, measure_world
from dixian.simulation.world.dirt import MIXTURE, STRANGERS
from dixian.simulation.world.files import write_world
from dixian.simulation.world.formats import FORMATS
from dixian.simulation.world.kinds import KINDS
from dixian.simulation.world.layouts import ROUNDED, TRAITS, WHOLE
from dixian.simulation.world.reports import COSTS, REPORTS, ROSTER
from tests.simulation.test_reports import ROSTERS

PEOPLE, MONTHS = 3000, 3


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    write_world(folder, people=PEOPLE, months=MONTHS, seed=7, villages=packaged_villages())
    return folder


def told(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_kind_has_a_file_for_each_month_in_every_format_with_every_trait(county: Path) -> None:
    files = told(county / "files.csv")
    kept = Counter(one["kind"] for one in files if not one["kind"].isascii())
    assert kept == {kind.code: MONTHS for kind in KINDS}
    pushed = {one["kind"] for one in files} - set(kept)
    assert {COSTS, ROSTER, *ROSTERS} <= pushed <= {*(one.code for one in REPORTS), *ROSTERS}
    assert {one["format"] for one in files} == {one.code for one in FORMATS}
    assert {trait for one in files for trait in one["traits"].split("|")} >= set(TRAITS) - {WHOLE, ROUNDED}
    assert {path.name for path in county.iterdir()} == {
        "roster.csv", "files.csv", "truth.csv", "truth-reports.csv", *(one["file"] for one in files),
    }  # fmt: skip


def test_the_same_seed_writes_the_same_bytes(county: Path, tmp_path: Path) -> None:
    for seed, same in ((7, True), (8, False)):
        out = tmp_path / str(seed)
        write_world(out, people=PEOPLE, months=MONTHS, seed=seed, villages=packaged_villages())
        truth = (out / "truth.csv").read_bytes() == (county / "truth.csv").read_bytes()
        assert truth is same
    different = [
        path.name
        for path in county.iterdir()
        if path.read_bytes() != (tmp_path / "7" / path.name).read_bytes()
    ]
    assert different == []


def test_each_row_of_each_file_is_matched_to_whom_the_truth_names(tmp_path: Path) -> None:
    # Larger than the others: of few files, one in which every number is rounded is too many.
    write_world(tmp_path, people=2 * PEOPLE, months=2, seed=7, villages=packaged_villages())
    quality = measure_world(tmp_path)
    total = quality.total
    assert total.wrong == 0
    assert total.with_desk >= LEAST_WITH_DESK
    assert total.linked >= LEAST_LINKED
    assert total.rows == len(told(tmp_path / "truth.csv")) > 1500


def test_no_row_is_lost_and_none_is_made_up(county: Path) -> None:
    with (county / "roster.csv").open(encoding="utf8", newline="") as lines:
        register = read_register(lines)
    expected = Counter(one["file"] for one in told(county / "truth.csv"))
    for name, rows in expected.items():
        asked = list(read_rows((county / name).read_bytes(), name=name))
        matches = match_rows(asked, register)
        assert (name, len(asked), len(matches)) == (name, rows, rows)
        assert all(match.bin in BINS and match.reason for match in matches)


def test_the_truth_names_rows_as_the_command_and_as_the_spreadsheet_count_them(county: Path) -> None:
    people = {one["人编号"]: one for one in told(county / "roster.csv")}
    formats = {one["file"]: one["format"] for one in told(county / "files.csv")}
    clean = [
        one
        for one in told(county / "truth.csv")
        if one["error"] == "clean" and formats[one["file"]] == "xlsx"
    ]
    books: dict[str, Any] = {}
    for one in clean[:200]:
        book = books.setdefault(one["file"], openpyxl.load_workbook(county / one["file"]))
        line = [str(cell.value).strip() for cell in book[one["sheet"]][int(one["line"])]]
        assert people[one["person"]]["姓名"] in line
        assert {one["row"], f"=ROW()-{int(one['line']) - int(one['row'])}"} & {line[0]} or "=ROW()" in line[0]


def test_only_strangers_have_nobody_and_every_error_is_planted(county: Path) -> None:
    truth = told(county / "truth.csv")
    people = {one["人编号"] for one in told(county / "roster.csv")}
    assert len(people) == PEOPLE
    for one in truth:
        assert (one["person"] == "") == (one["error"] in STRANGERS)
        assert one["person"] == "" or one["person"] in people
    counted = Counter(one["error"] for one in truth)
    assert counted["clean"] / len(truth) == pytest.approx(MIXTURE["clean"], abs=0.03)
    assert len(counted) > len(MIXTURE) * 0.8


def test_the_quality_of_a_folder_of_files_is_printed(county: Path, tmp_path: Path) -> None:
    asked = CliRunner().invoke(main, ["bench", "matching", "--world", str(county), "--json"])
    figures = json.loads(asked.stdout)
    assert asked.exit_code == (0 if figures["reached"] else 1), asked.output
    assert figures["total"]["wrong"] == 0
    short = tmp_path / "short"
    short.mkdir()
    for path in county.iterdir():
        (short / path.name).write_bytes(path.read_bytes())
    lines = (county / "truth.csv").read_text(encoding="utf8").splitlines()
    (short / "truth.csv").write_text("\n".join(lines[:-1]), encoding="utf8")
    refused = CliRunner().invoke(main, ["bench", "matching", "--world", str(short)])
    assert refused.exit_code == 3
    assert "读出" in refused.output
