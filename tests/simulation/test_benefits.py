"""The rosters of help: the same for the same county, in the columns of the county's kinds, and the truth of who is left out."""

import csv
from pathlib import Path

import openpyxl
import pytest

from dixian.foundation.areas.api import packaged_villages
from dixian.foundation.kernel.calendar import Month
from dixian.simulation.world.benefits import BENEFITS, LEFT_OUT, LISTED, lines, write_benefits
from dixian.simulation.world.people import Home, make_county
from dixian.warning.submissions.api import DataKind, columns_of
from tests.simulation.founded import found

APRIL = Month.parse("2024-04")


@pytest.fixture(scope="module")
def homes() -> list[Home]:
    return list(make_county(people=3000, seed=7, villages=packaged_villages()))


def test_everybody_entitled_is_listed_or_left_out_and_the_truth_says_which(
    homes: list[Home], tmp_path: Path
) -> None:
    files = write_benefits(tmp_path, homes, month=APRIL)
    with (tmp_path / f"保障-{APRIL.code}.csv").open(encoding="utf8") as file:
        truth = list(csv.DictReader(file))
    number_of = {one.number: one.id_number for home in homes for one in home.persons}
    for one in BENEFITS:
        told = [line for line in truth if line["roster"] == one.title]
        sheet = openpyxl.load_workbook(files[one.title]).active
        written = [row[1] for row in sheet.iter_rows(min_row=4, values_only=True)]
        listed = [number_of[line["person"]] for line in told if line["truth"] == LISTED]
        assert written == listed, one.title
        assert len(written) > 0
        out = [line["row"] for line in told if line["truth"] == LEFT_OUT]
        assert bool(out) == bool(one.left_out) and not any(out)


def test_the_same_county_tells_the_same(homes: list[Home]) -> None:
    for one in BENEFITS:
        assert list(lines(one, homes, APRIL)) == list(lines(one, homes, APRIL))


@pytest.mark.django_db(transaction=True)
def test_what_is_written_are_columns_and_choices_of_the_countys_kinds(homes: list[Home]) -> None:
    found()
    for one in BENEFITS:
        kind = DataKind.objects.select_related("unit").get(code=one.code)
        assert (kind.name, kind.mode) == (one.title, "full")
        columns = {column.title: column for column in columns_of(kind)}
        for line in list(lines(one, homes, APRIL))[:40]:
            for title, cell in zip(one.header, line.cells[-len(one.header) :], strict=True):
                columns[title].clean(cell)
