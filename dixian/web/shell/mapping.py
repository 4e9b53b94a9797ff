"""Which column of a file is read as what: shown beside the file, put right there. Whichever list the file is for."""

from collections.abc import Sequence
from typing import Any

from dixian.foundation.kernel.columns import Column


def shown_mapping(
    told: Sequence[Sequence[str]], columns: Sequence[Column], *, address: str, may_correct: bool, whose: str
) -> dict[str, Any]:
    """What `shell/mapping.html` shows: each header, the code it is read as, and what can be chosen.

    address: where the form is sent. whose: the files for which it holds.
    """
    by_title = {column.title: column.code for column in columns}
    return {
        "headers": [(header, by_title.get(read, ""), read) for header, read in told],
        "columns": columns,
        "address": address,
        "may_correct": may_correct,
        "whose": whose,
        "unread": sum(1 for _, read in told if not read),
    }


def meant_by(request: Any, told: Sequence[Sequence[str]], columns: Sequence[Column]) -> dict[str, str]:
    """Header -> code of the column, as the form says."""
    codes = {"", *(column.code for column in columns)}
    return {
        header: code
        for place, (header, _) in enumerate(told)
        if (code := request.POST.get(f"column-{place}", "")) in codes
    }
