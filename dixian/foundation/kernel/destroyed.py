"""Long numbers a spreadsheet has destroyed: what is left of them, and how much is lost."""

import re

# What is left of a long number in text saved by a spreadsheet, such as 2.31226E+17.
SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)
# Of a number in a cell a spreadsheet keeps fifteen digits.
KEPT = 15
DESTROYED_FROM = 10**KEPT


def digits_lost(raw: object, text: str) -> int:
    """How many digits a spreadsheet lost at the end of the number in a cell, tidied to this text; 0 where none.

    An `int` is what a file holds in full, digit by digit (`sheets.digits`); three noughts at its end are what Excel
    left of it before. Of text such as 2.31226E+17 there is left what it shows.
    """
    if SCIENTIFIC.fullmatch(text):
        shown, power = text.upper().split("E")
        # A power of four digits is no number any more, and must not cost time.
        return max(1, int(power[:3]) + 1 - min(KEPT, sum(map(str.isdigit, shown))))
    rounded = isinstance(raw, float) or (isinstance(raw, int) and text.endswith("000"))
    if not rounded or float(text) < DESTROYED_FROM:
        return 0
    return max(1, len(f"{float(text):.0f}") - KEPT)
