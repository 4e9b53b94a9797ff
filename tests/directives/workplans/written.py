"""The papers that lie beside the tests, with what a careful reader finds in each."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from dixian.directives.workplans.api import Item, Named, Paper, UnitTable, read_text, units_of_file

PAPERS = Path(__file__).parent / "papers"
NAMES = sorted(path.stem for path in PAPERS.glob("*.json"))


@cache
def units() -> UnitTable:
    return units_of_file((PAPERS / "qinghe.csv").read_bytes(), name="qinghe.csv")


def text_of(name: str) -> str:
    return (PAPERS / f"{name}.txt").read_text(encoding="utf8")


@cache
def paper(name: str) -> Paper:
    return read_text(text_of(name), units())


def truth(name: str) -> Any:
    return json.loads((PAPERS / f"{name}.json").read_text(encoding="utf8"))


def written(named: Iterable[Named]) -> list[str]:
    """Each name once, as the paper writes it."""
    return list(dict.fromkeys(one.written for one in named))


def unresolved(item: Item) -> set[str]:
    return {one.written for one in (*item.lead, *item.responsible) if one.unit is None}
