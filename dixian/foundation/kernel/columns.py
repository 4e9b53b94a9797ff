"""Column objects: one description of a column serves reading, checking, templates and exports."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from dixian.foundation.kernel import idnumber, money
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.destroyed import digits_lost
from dixian.foundation.kernel.eras import common_era, unclear
from dixian.foundation.kernel.masking import mask_if_number, mask_in_figures
from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.kernel.text import as_written, tidy
from dixian.foundation.kernel.unread import UNREADABLE, WRONG_RESULTS, is_no_result

# Written or exported before numbers so that a spreadsheet keeps them as text.
APOSTROPHES = "'`‘’′"
DAY = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|(\d{2})(\d{2}))")
TIME = re.compile(r"[\sT]\d{1,2}[:：]\d{2}([:：]\d{2})?\S*\s*$")
# Five digits are no month and no day; these are of 1982 to 2064.
SERIAL = re.compile(r"[3-6]\d{4}")
FIRST_YEAR = 1900
EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's serial day has no zone


@dataclass(frozen=True)
class Column:
    """A column of text.

    code: its name in code; title: its header; aliases: headers people really write;
    required: whether an empty cell is a problem; longest: most characters;
    instead: headers that name it where no other does, the better ones first, as 户主 in a list that names nobody else;
    verbatim: text is kept as people wrote it, with its blanks and punctuation, instead of tidied;
    repeated: the file uses its header again for something else further right; the first is meant.
    """

    code: str
    title: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    longest: int = 500
    example: str = ""
    instead: tuple[str, ...] = ()
    verbatim: bool = False
    repeated: bool = False
    as_text: ClassVar[bool] = False
    rule: ClassVar[str] = "文字"

    def clean(self, raw: object) -> Any:
        """The cell's value, or None where it is empty. Raises CellProblem."""
        text = tidy(raw)
        if not text:
            if self.required:
                raise CellProblem(f"“{self.title}”没有填", "补填后再报")
            return None
        if text in WRONG_RESULTS and not self.required and type(self) is Column:
            return None
        if is_no_result(text):
            raise CellProblem(
                f"“{self.title}”是公式，{'结果出错' if text in WRONG_RESULTS else '文件里没有它的结果'}",
                "在 Excel 或 WPS 里打开，复制这一列，选择性粘贴为“数值”，保存后再报",
            )
        if UNREADABLE in text:
            raise CellProblem("有读不出的字符", "对照原始资料重新填写这一格")
        if len(as_written(raw) if self.verbatim else text) > self.longest:
            raise CellProblem(f"“{self.title}”超过 {self.longest} 个字", "删去多余内容")
        return self.convert(raw, text)

    def convert(self, raw: object, text: str) -> Any:
        """The value of a cell that is not empty; `text` is the tidied cell."""
        return as_written(raw) if self.verbatim else text

    def shown(self, text: str) -> str:
        """The cell for a message; what could be somebody's number is masked."""
        return mask_if_number(text)


Text = Column


@dataclass(frozen=True)
class IdNumberColumn(Column):
    """A resident ID number. A number in the cell has lost its last digits from the 16th on (`digits_lost`)."""

    as_text: ClassVar[bool] = True
    rule: ClassVar[str] = "18 位，单元格设为文本格式"

    def convert(self, raw: object, text: str) -> str:
        """18 characters, upper case. Raises CellProblem."""
        if lost := digits_lost(raw, text):
            raise CellProblem(
                f"身份证号被 Excel 当成数字，末 {lost} 位已经丢失", "把这一列设为文本格式，从原始资料重新填写"
            )
        return idnumber.parse(text.lstrip(APOSTROPHES)).text


@dataclass(frozen=True)
class Phone(Column):
    """A telephone number."""

    as_text: ClassVar[bool] = True
    rule: ClassVar[str] = "7 至 12 位数字"

    def convert(self, raw: object, text: str) -> str:
        """Digits only. Raises CellProblem."""
        digits = text.lstrip(APOSTROPHES).replace("-", "").removeprefix("+86")
        if not (digits.isdecimal() and digits.isascii() and 7 <= len(digits) <= 12):
            raise CellProblem("电话号码应为 7 至 12 位数字", "核对后重填")
        return digits


@dataclass(frozen=True)
class Money(Column):
    """An amount in yuan; `negative` where less than nothing is possible. times: how many yuan one of the file's unit is."""

    negative: bool = False
    times: int = 1
    rule: ClassVar[str] = "数字，单位元"

    def shown(self, text: str) -> str:
        """A figure as it is."""
        return mask_in_figures(text)

    def convert(self, raw: object, text: str) -> Any:
        """Decimal with two places. Raises CellProblem."""
        amount = money.parse(text, self.times)
        if amount < 0 and not self.negative:
            raise CellProblem("金额不能是负数", "核对后重填")
        return amount


@dataclass(frozen=True)
class Day(Column):
    """A day: 2024-04-03, 2024年4月3日 (or 号), 二〇二四年四月三日, 20240403, 民国113年4月3日, 113.4.3, or a spreadsheet's date."""

    rule: ClassVar[str] = "日期，如 2024-04-03"

    def convert(self, raw: object, text: str) -> date:
        """A date. Raises CellProblem."""
        if isinstance(raw, datetime):
            return raw.date()
        if isinstance(raw, date):
            return raw
        if (serial := _serial(raw, text)) is not None:
            return serial
        written = common_era(tidy(TIME.sub("", raw)) if isinstance(raw, str) else text)
        found = DAY.fullmatch(re.sub("[年月/.]", "-", written).removesuffix("日").removesuffix("号"))
        try:
            if found is None:
                raise ValueError
            if int(found[1]) < FIRST_YEAR:
                raise ValueError
            return date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5]))
        except ValueError:
            raise CellProblem(*unclear(text, "日期看不懂", "写成 2024-04-03")) from None


@dataclass(frozen=True)
class MonthColumn(Column):
    """A month; a day is its month."""

    rule: ClassVar[str] = "月份，如 2024-04"

    def convert(self, raw: object, text: str) -> str:
        """The month's code `2024-04`. Raises CellProblem."""
        if isinstance(raw, datetime | date):
            return Month.of(raw).code
        if isinstance(raw, float) and text.endswith(".1"):
            raise CellProblem("分不清是 1 月还是 10 月", "写成 2024-01 或 2024-10，单元格设为文本格式")
        try:
            return Month.parse(common_era(text)).code
        except CellProblem as problem:
            return self._of_day(raw, text, problem)

    def _of_day(self, raw: object, text: str, problem: CellProblem) -> str:
        try:
            return Month.of(Day(self.code, self.title).convert(raw, text)).code
        except CellProblem:
            raise CellProblem(*unclear(text, problem.message, problem.remedy)) from None


def _serial(raw: object, text: str) -> date | None:
    """The day of a spreadsheet's number, as a number or as text; None where it is none."""
    days = raw if isinstance(raw, int | float) else int(text) if SERIAL.fullmatch(text) else 0
    return (EXCEL_EPOCH + timedelta(days=int(days))).date() if 20_000 < days < 80_000 else None


# What every database keeps as a whole number.
MOST_DIGITS = 9


@dataclass(frozen=True)
class Whole(Column):
    """A whole number from nothing upward."""

    rule: ClassVar[str] = "整数"

    def shown(self, text: str) -> str:
        """A figure as it is."""
        return mask_in_figures(text)

    def convert(self, raw: object, text: str) -> int:
        """int. Raises CellProblem, also for more digits than any count has."""
        if text[:1] == "-" and text[1:].isdecimal():
            raise CellProblem("不能小于 0", "核对后重填")
        if not (text.isdecimal() and text.isascii()):
            raise CellProblem("应为整数", "只填数字")
        if len(text) > MOST_DIGITS:
            raise CellProblem(f"数太大，最多 {MOST_DIGITS} 位", "核对是不是多写了几位")
        return int(text)


@dataclass(frozen=True)
class Choice(Column):
    """One of `options`. means: other words people write for an option, each with the option."""

    options: tuple[str, ...] = ()
    means: tuple[tuple[str, str], ...] = ()
    rule: ClassVar[str] = "从下拉列表选择"

    def convert(self, raw: object, text: str) -> str:
        """The option. Raises CellProblem that lists them."""
        text = dict(self.means).get(text, text)
        if text not in self.options:
            raise CellProblem(f"“{self.title}”只能是：{'、'.join(self.options)}", "从下拉列表选择")
        return text


KINDS: dict[str, type[Column]] = {
    kind.__name__: kind for kind in (Column, IdNumberColumn, Phone, Money, Day, MonthColumn, Whole, Choice)
}
