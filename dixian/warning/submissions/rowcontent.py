"""A row's content as one sealed blob."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from dixian.foundation.vault.ciphers import open_, seal

CONTEXT = "warning_submissions_row.content"


def seal_row(cells: tuple[object, ...], values: dict[str, Any], problems: list[str]) -> bytes:
    """Seal the cells as they came, the clean values, and the problems."""
    content = {"cells": [_plain(cell) for cell in cells], "values": {k: _plain(v) for k, v in values.items()}}
    return seal(json.dumps({**content, "problems": problems}, ensure_ascii=False).encode(), CONTEXT)


def open_row(content: bytes) -> dict[str, Any]:
    """`cells`, `values` (plain texts) and `problems`."""
    opened: dict[str, Any] = json.loads(open_(bytes(content), CONTEXT))
    return opened


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
