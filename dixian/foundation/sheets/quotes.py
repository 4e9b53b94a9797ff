"""Text with separators: each line a row, unless a quote holds a break that belongs into one cell."""

import csv
import io
from collections import Counter
from collections.abc import Sequence

from dixian.foundation.kernel.masking import holds_number
from dixian.foundation.sheets.problems import NotASheet

# Of what says which separator it is.
LOOKED_AT = 4096


def separated(text: str, *, name: str) -> list[list[object]]:
    """The rows of a text, counted as Excel counts them: a row with a break in a cell is one.

    Raises NotASheet where a quote has no end, or takes in what looks like further rows.
    """
    delimiter = "\t" if text[:LOOKED_AT].count("\t") > text[:LOOKED_AT].count(",") else ","
    lines = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter, strict=True)
    records: list[tuple[int, list[str]]] = []
    begun = 1
    try:
        for record in lines:
            records.append((begun, record))
            begun = lines.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            raise NotASheet(
                f"文件“{name}”第 {begun} 行的分列读不懂，一格的内容太长", "检查这一行，改好后再上传"
            ) from None
        raise _stray(name, begun) from None
    width = _width([record for _, record in records])
    for line, record in records:
        if any(_swallows(field, delimiter, width, record) for field in record):
            raise _stray(name, line)
    return [list(record) for _, record in records]


def _width(records: Sequence[Sequence[str]]) -> int:
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
