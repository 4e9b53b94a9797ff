"""What a correction changed, in words: nobody has to look a day or a name up in the history."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dixian.foundation.books.columns import told
from dixian.foundation.kernel.columns import Column

MOST = 60
NOTHING = "没有填"


def all_told(columns: Sequence[Column], row: Any) -> dict[str, str]:
    """What a row says in these columns, by their titles, as a page shows it."""
    return {one.title: "" if (value := told(row, one.code)) is None else str(value) for one in columns}


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each column that says something else now."""
    for title, value in now.items():
        if value != before[title]:
            yield f"“{title}”由{_short(before[title])}改为{_short(value)}"


def _short(text: str) -> str:
    if not text:
        return NOTHING
    return f"“{text[:MOST]}{'…' if len(text) > MOST else ''}”"
