"""What can be wrong with a file or a cell, with where and what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dixian.foundation.kernel.masking import mask_numbers
from dixian.foundation.kernel.problems import Refusal


class NotASheet(Refusal):
    """The file can't be read as a workbook."""


class SeveralSheets(NotASheet):
    """Several sheets could be meant and differ; sheets: names by which one of them can be picked."""

    def __init__(self, message: str, remedy: str, sheets: Sequence[str]) -> None:
        super().__init__(message, remedy)
        self.sheets = tuple(sheets)


class NoRows(NotASheet):
    """There is a header and nothing below it."""


class MissingColumns(Refusal):
    """No row of the workbook holds the headers that are needed.

    header: what the columns of the best row are called; mapping: column code -> index, as far as it is known;
    below: some lines below it. sheets: names of the sheets a person may pick instead, where another could be read.
    """

    def __init__(
        self,
        message: str,
        remedy: str = "",
        header: Sequence[str] = (),
        mapping: Mapping[str, int] | None = None,
        sheets: Sequence[str] = (),
        below: Sequence[Sequence[object]] = (),
    ) -> None:
        super().__init__(message, remedy)
        self.below = below
        self.sheets = tuple(sheets)
        self.header = header
        self.mapping = mapping or {}


class DoubtfulColumns(MissingColumns):
    """Several columns could be the one that is needed and say different things, or two have changed places."""


@dataclass(frozen=True)
class Problem:
    """One cell that can't be taken; `value` is masked as its column says."""

    file: str
    sheet: str
    row: int
    column: str
    value: str
    message: str
    remedy: str

    def sentence(self) -> str:
        """`文件“名册.xlsx”工作表“1月”第 12 行“身份证号”（231226********1234）：……`, without anybody's number."""
        shown = f"（{self.value}）" if self.value else ""
        remedy = f"。{self.remedy}" if self.remedy else ""
        at = f"文件“{self.file}”工作表“{self.sheet}”第 {self.row} 行“{self.column}”"
        # Of the value its column has said what may be seen (`Column.shown`).
        return f"{mask_numbers(at)}{shown}{mask_numbers(f'：{self.message}{remedy}')}"
