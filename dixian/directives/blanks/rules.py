"""What may stand in a cell of a part, on plain values."""

import re

from dixian.foundation.kernel.masking import holds_number

LONGEST = 200
# A count or an amount, or a share as the system prefills it.
COUNTED = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?%?")


def wrong_cell(text: str, *, prefilled: str, counted: bool) -> tuple[str, str] | None:
    """What is wrong with what a township says, and what to do; None where nothing is.

    prefilled: what the system knew, "" for nothing; counted: whether the column means one of its figures.
    """
    if holds_number(text) or len(text) > LONGEST:
        return "里有号码，或者太长", "删去号码，写得短一些"
    if prefilled and not text:
        return f"是空的，系统预填的是 {prefilled}", "数不对就改成对的，没有填 0，对的照原样留着"
    if counted and text and not COUNTED.fullmatch(text):
        return f"应当是数，写的是“{text[:20]}”", "只填数字，如 12 或 92.3%"
    return None
