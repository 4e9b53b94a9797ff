"""What a file holds beside the rows that are read: lines such as 合计 among them, and other sheets."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dixian.foundation.kernel.masking import mask_numbers
from dixian.foundation.kernel.text import tidy

# As every list calls its columns in code.
NAME, NUMBERS = "name", ("id_number", "number", "card", "head_number")
# How lines begin that are about nobody; as `tidy` leaves them: half-width.
TRAILERS = (
    "合计", "总计", "小计", "共计", "本页小计", "本页合计", "制表", "填表人", "填表:", "填报人", "填报:", "经办人", "经办:", "审核人", "审核:", "复核人", "复核:",
    "负责人", "单位负责人", "主要负责人", "分管负责人", "说明", "备注:", "注:", "以下空白", "以下无正文", "联系电话", "联系人", "填表日期", "填报日期", "填报单位", "报送单位",
    "单位盖章", "单位(盖章", "单位(公章", "(盖章)", "(公章)",
)  # fmt: skip
# Words before a signature that stand in a cell alone.
SIGNED = frozenset(("填表", "填报", "经办", "审核", "复核"))
TOTALS = frozenset(("合计", "总计", "小计", "共计", "本页小计", "本页合计"))
# 第1页, 共12人: a page's number, or how many lines the list has.
COUNTED = re.compile(r"第\d+页|共\d+(?:人|户|名|行|条|页)")
# Fewer digits in the number's column are a count, a day or a part of an amount.
FEWEST_DIGITS = 12
# Of a line that is passed over: so many cells, so many characters of each.
WORDS, LONGEST = 4, 20


@dataclass(frozen=True)
class Unread:
    """A sheet people see of which nothing was read; lines: those with content; why: what its header lacks."""

    sheet: str
    lines: int
    why: str

    def sentence(self) -> str:
        """What happened to it; a number in its name is masked."""
        return f"工作表“{self.called}”{self.why}，{self.lines} 行没有读取"

    @property
    def called(self) -> str:
        """Its name as it is shown, and asked for (`reading.table_of`)."""
        return mask_numbers(self.sheet)


class About:
    """Tells the lines below a header that are about somebody from those that are not.

    header: the lines the header stands in; mapping: column code -> index; examples: column code -> what the template
    of ours shows in it.
    """

    def __init__(
        self,
        header: Iterable[Sequence[object]],
        mapping: Mapping[str, int],
        examples: Mapping[str, str] | None = None,
    ) -> None:
        self._header = {_texts(line) for line in header}
        self._mapping = mapping
        shown = {mapping[code]: tidy(text) for code, text in (examples or {}).items() if code in mapping}
        # Its number is nobody's; without it an example could be somebody's row.
        self._example = (
            shown if any(code in mapping for code in NUMBERS if (examples or {}).get(code)) else {}
        )

    def nobody(self, cells: Sequence[object]) -> bool:
        """Whether a line is a total, a note, a signature, the header once more, or the example of our template."""
        texts = _texts(cells)
        return texts in self._header or self._is_example(texts) or self._is_trailer(texts)

    def _is_trailer(self, texts: Sequence[str]) -> bool:
        at = next((index for index, text in enumerate(texts) if text), 0)
        begins = bool(texts) and _is_note(texts[at])
        if not begins and TOTALS.isdisjoint(texts):
            return False
        # A number in the number's column, or a name beside a note that stands elsewhere, makes it somebody's row.
        if any(_digits(_text(texts, self._mapping.get(code))) >= FEWEST_DIGITS for code in NUMBERS):
            return False
        name_at = self._mapping.get(NAME)
        name = _text(texts, name_at)
        named = bool(name) and not _digits(name) and not name.startswith(TRAILERS)
        return not named or (begins and name_at == at)

    def _is_example(self, texts: Sequence[str]) -> bool:
        filled = [(at, text) for at, text in enumerate(texts) if text]
        return (
            len(filled) > 1
            and bool(self._example)
            and all(self._example.get(at) == text for at, text in filled)
        )


def _is_note(text: str) -> bool:
    return text in SIGNED or text.startswith(TRAILERS) or COUNTED.match(text) is not None


def first_words(cells: Iterable[object]) -> str:
    """A line by its first cells, numbers masked."""
    shown = [mask_numbers(text)[:LONGEST] for cell in cells if (text := tidy(cell))]
    return " ".join(dict.fromkeys(shown[:WORDS]))


def filled(grid: Iterable[Sequence[object]]) -> int:
    """How many lines say something."""
    return sum(any(tidy(cell) for cell in row) for row in grid)


def _texts(cells: Sequence[object]) -> tuple[str, ...]:
    """A line's cells tidied, without the empty ones behind the last."""
    texts = [tidy(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _text(texts: Sequence[str], at: int | None) -> str:
    return texts[at] if at is not None and at < len(texts) else ""


def _digits(text: str) -> int:
    return sum(char.isdecimal() for char in text)
