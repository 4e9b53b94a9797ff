"""The packaged criteria, and the parameters they rest on as in force on a day."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from dixian.foundation.policy.api import Proposal, parameters, parse_number
from dixian.registry.focus.rules import Criterion

FILE = Path(__file__).parent / "reference" / "criteria.toml"
PREFIX = "focus."


@dataclass(frozen=True)
class Lines:
    """values: parameter code -> its value; since: parameter code -> from which day on it is in force."""

    values: Mapping[str, Decimal]
    since: Mapping[str, date]

    def edition(self, group: str) -> str:
        """`2024-01-01/1`: since when the group's lines hold, and the edition of the criteria."""
        used = [self.since[code] for one in criteria() if one.group == group for code in one.parameters]
        return f"{max(used)}/{packaged()['edition']}" if used else str(packaged()["edition"])

    def changed(self, code: str, value: Decimal) -> "Lines":
        """The same with one value put differently. Raises KeyError for a code that is none of them."""
        if code not in self.values:
            raise KeyError(code)
        return Lines({**self.values, code: value}, self.since)


@cache
def packaged() -> dict[str, Any]:
    """The file."""
    with FILE.open("rb") as file:
        return tomllib.load(file)


@cache
def criteria() -> tuple[Criterion, ...]:
    """All criteria, in order."""
    return tuple(
        Criterion(**{**one, "values": tuple(one.get("values", ()))}) for one in packaged()["criterion"]
    )


def group_of_parameter(code: str) -> list[str]:
    """The groups a parameter decides on, each once."""
    return list(dict.fromkeys(one.group for one in criteria() if code in one.parameters))


def lines(on: date, codes: Collection[str] = ()) -> Lines:
    """The lines in force on a day; codes: of other criteria than the focus groups'. Raises Refusal for a value that is no number."""
    rows = parameters(on).filter(code__in=codes) if codes else parameters(on).filter(code__startswith=PREFIX)
    found = [(row.code, parse_number(row.text), row.valid_from) for row in rows]
    return Lines({code: value for code, value, _ in found}, {code: since for code, _, since in found})


def is_line(proposal_id: int) -> bool:
    """Whether a proposal is about one of the lines."""
    asked = Proposal.objects.filter(pk=proposal_id).values_list("arguments", flat=True).first() or {}
    return str(asked.get("code", "")).startswith(PREFIX)
