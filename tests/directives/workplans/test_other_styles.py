"""Papers of many styles, each written before the reader had met its like (R0).

truth.json: of each item number, leading and responsible units as written, and those that stay open.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dixian.directives.workplans.api import Paper, packaged_units, read_text
from tests.directives.workplans.written import unresolved, written

OTHERS = Path(__file__).parent / "others"
TRUTH: dict[str, Any] = json.loads((OTHERS / "truth.json").read_text(encoding="utf8"))
UNITS = packaged_units()


@cache
def paper(name: str) -> Paper:
    return read_text((OTHERS / f"{name}.txt").read_text(encoding="utf8"), UNITS)


@pytest.mark.parametrize("name", TRUTH)
def test_units_stand_in_their_roles(name: str) -> None:
    read, told = paper(name), TRUTH[name]
    assert (read.document_number, read.date) == (told["number"], told["date"])
    found = [(item.number, written(item.lead), written(item.responsible)) for item in read.items]
    assert found == [(number, lead, rest) for number, lead, rest, _ in told["items"]]


@pytest.mark.parametrize("name", TRUTH)
def test_only_what_nobody_knows_stays_open_and_it_is_marked(name: str) -> None:
    for item, (_, _, _, unknown) in zip(paper(name).items, TRUTH[name]["items"], strict=True):
        assert unresolved(item) == set(unknown), item.title
        assert unresolved(item) <= {mark.about for mark in item.marks}


def test_every_paper_has_its_truth() -> None:
    assert {path.stem for path in OTHERS.glob("*.txt")} == set(TRUTH)
