"""Text with separators: each line a row, unless a quote holds a break that belongs into one cell."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TextIO

from dixian.foundation.kernel.masking import holds_number
from dixian.foundation.sheets.problems import NotASheet

# A cell of a megabyte is its row's trouble; only what no sheet can hold stops the reading.
LONGEST_FIELD = 16 * 1024 * 1024
# Of what says which separator it is; the first of them where nothing speaks for another.
LOOKED_AT, LINES = 4096, 40
DELIMITERS = (",", "\t", ";")


def separated(opened: Callable[[], TextIO], *, name: str) -> Iterator[list[object]]:
    """The rows of a text, counted as Excel counts them: a row with a break in a cell is one.

    opened: the text from its beginning; it is read twice, as rows are judged by what most of them are like.
    Raises NotASheet where a quote has no end, or takes in what looks like further rows.
    """
    delimiter = _delimiter(opened().read(LOOKED_AT))
    width = _width(record for _, record in _records(opened(), delimiter, name))
    for line, record in _records(opened(), delimiter, name):
        if any(_swallows(field, delimiter, width, record) for field in record):
            raise _stray(name, line)
        yield list(record)


def _delimiter(head: str) -> str:
    """What stands in most lines, and in most of them as often; of several the one that makes more columns."""
    lines = [line for line in head.splitlines()[:LINES] if line.strip()]
    weights = {}
    for sign in DELIMITERS:
        counted = Counter(number for line in lines if (number := line.count(sign)))
        often, alike = counted.most_common(1)[0] if counted else (0, 0)
        weights[sign] = (2 * alike > len(lines), alike * often)
    return max(DELIMITERS, key=lambda sign: weights[sign])


def _records(text: TextIO, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The line each record begins at, and its fields."""
    csv.field_size_limit(LONGEST_FIELD)
    lines = csv.reader(text, delimiter=delimiter, strict=True)
    begun = 1
    try:
        for record in lines:
            yield begun, record
            begun = lines.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            raise NotASheet(
                f"文件“{name}”第 {begun} 行的分列读不懂，一格的内容太长", "检查这一行，改好后再上传"
            ) from None
        raise _stray(name, begun) from None


def _width(records: Iterable[Sequence[str]]) -> int:
    """How many cells most rows have."""
    counted = Counter(len(record) for record in records if len(record) > 1)
    return counted.most_common(1)[0][0] if counted else 1


def _swallows(field: str, delimiter: str, width: int, record: Sequence[str]) -> bool:
    """Whether a field over several lines holds other rows, or pieces of them."""
    _, *further = field.split("\n")
    held = [line for line in further if delimiter in line]
    if not held:
        return False
    return len(record) > width or any(
        line.count(delimiter) + 1 >= width or holds_number(line) for line in held
    )


def _stray(name: str, line: int) -> NotASheet:
    return NotASheet(
        f'文件“{name}”第 {line} 行起读不开：有一个英文双引号（"）没有成对，或者把后面的行都括了进去',
        "用记事本打开，删去这一行里多余的引号；或在 Excel 或 WPS 里改好，另存为“Excel 工作簿（.xlsx）”后再报",
    )
