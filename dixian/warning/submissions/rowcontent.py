"""A row's content as one sealed blob."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from dixian.foundation.vault.ciphers import open_, seal
from dixian.registry.matching.api import Row as Asked
from dixian.warning.submissions.kinds import ID, NAME

# Codes of the columns that say where somebody lives, in the order of `Asked`; before them come name and number.
PLACE = ("township", "village")
ASKED = (NAME, ID, *PLACE)
# The columns that may say where somebody lives.
PLACES = ("township", "village", "address")
CONTEXT = "warning_submissions_row.content"


def seal_row(
    cells: Sequence[object],
    values: dict[str, Any],
    problems: Sequence[str],
    asked: Sequence[object],
    others: Sequence[Sequence[object]] = (),
) -> bytes:
    """Seal the cells as they came, the clean values, the problems, and the cells that say who it is.

    others: the cells of those whom the row names beside, by whom it may be found too.
    """
    content = {"cells": cells, "values": values, "problems": problems, "asked": asked}
    if others:
        content["others"] = others
    return seal(WRITTEN.encode(content).encode(), CONTEXT)


def open_row(content: bytes) -> dict[str, Any]:
    """`cells`, `values` (plain texts), `problems`, `asked` and `others`: the cells that say who it is, as they came."""
    opened: dict[str, Any] = json.loads(open_(bytes(content), CONTEXT))
    return opened


def asked_of(opened: dict[str, Any]) -> Asked:
    """What the row says of a person, for matching. Rows sealed before it was kept apart have the clean values."""
    if "asked" in opened:
        return Asked(*opened["asked"])
    return Asked(*(opened["values"].get(code) for code in ASKED))


def others_of(opened: dict[str, Any]) -> list[Asked]:
    """Whom the row names beside, for matching where the first is not found."""
    return [Asked(*one) for one in opened.get("others", ())]


def written_address(values: dict[str, Any]) -> str:
    """Where a row says somebody lives, as the unit wrote it."""
    return " ".join(str(values[code]) for code in PLACES if values.get(code))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


WRITTEN = json.JSONEncoder(ensure_ascii=False, default=_plain)
