"""Where a row stands in a file of which several sheets are read as one list."""

from collections.abc import Sequence

from dixian.foundation.kernel.masking import mask_numbers

# Sheets in their order: name, how many lines count before its first one, what else is known of it. Empty where only
# one is read.
SheetsRead = Sequence[Sequence[str | int]]


def place_of(number: int, places: SheetsRead) -> tuple[str, int]:
    """Sheet ("" where only one is read), and the row in it as the spreadsheet shows it."""
    sheet, before = next(((one, at) for one, at, *_ in reversed(places) if int(at) < number), ("", 0))
    return str(sheet), number - int(before)


def at_row(number: int, places: SheetsRead = ()) -> str:
    """`第 5 行`, or `工作表“2月”第 5 行` where several sheets are read; a number in its name is masked."""
    sheet, row = place_of(number, places)
    return f"工作表“{mask_numbers(sheet)}”第 {row} 行" if sheet else f"第 {row} 行"


def at_rows(numbers: Sequence[int], places: SheetsRead = (), *, most: int | None = None) -> str:
    """`第 5、7 行`, or each with its sheet; most: how many are named before 等."""
    shown = numbers[:most]
    more = " 等" if len(shown) < len(numbers) else ""
    if not places:
        return f"第 {'、'.join(map(str, shown))}{more} 行"
    return "、".join(at_row(number, places) for number in shown) + more
