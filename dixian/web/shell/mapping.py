"""Which column of a file is read as what: shown beside the file, put right there. Whichever list the file is for."""

from collections.abc import Sequence
from typing import Any

from dixian.foundation.kernel.columns import Column


def shown_mapping(
    of: Any, columns: Sequence[Column], *, address: str, may_correct: bool, whose: str
) -> dict[str, Any]:
    """What `shell/mapping.html` shows: each header with what stands below it, the code it is read as, what can be chosen.

    of: what was read from a file: `mapping`, `shown_samples`, `pickable`. address: where the form is sent. whose: the
    files for which it holds.
    """
    told, samples = of.mapping, of.shown_samples if may_correct else []
    by_title = {column.title: column.code for column in columns}
    return {
        "headers": [
            (header, by_title.get(read, ""), read, samples[at] if at < len(samples) else [])
            for at, (header, read) in enumerate(told)
        ],
        "samples": any(samples),
        "sheets": of.pickable if may_correct else [],
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
