"""What comes with the program beside the dated rows: bounds of parameters, names of code tables."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from dixian.foundation.policy.rules import Bounds

FILE = Path(__file__).parent / "reference" / "parameters.toml"
BOUND_NAMES = tuple(one.name for one in fields(Bounds))


@dataclass(frozen=True)
class CodeTable:
    """A list people choose from: its code, its name, and where its entries show."""

    code: str
    title: str
    used: str


@cache
def packaged() -> dict[str, Any]:
    """The reference file: `parameter` and `list` entries as they stand in it."""
    with FILE.open("rb") as file:
        return tomllib.load(file)


@cache
def all_bounds() -> dict[str, Bounds]:
    """Code -> what is declared for it."""
    return {
        row["code"]: Bounds(**{name: row[name] for name in BOUND_NAMES if name in row})
        for row in packaged()["parameter"]
    }


def bounds(code: str) -> Bounds:
    """What is declared for a parameter; without limits where nothing is."""
    return all_bounds().get(code, Bounds())


@cache
def code_tables() -> dict[str, CodeTable]:
    """Code -> table, in the order of the file."""
    return {row["table"]: CodeTable(row["table"], row["title"], row["used"]) for row in packaged()["list"]}
