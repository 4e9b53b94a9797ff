"""What a file holds beside the rows that are read: lines such as 合计 among them, and other sheets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dixian.foundation.kernel.masking import mask_numbers
from dixian.foundation.kernel.text import tidy

# As every list calls its columns in code.
NAME, NUMBERS = "name", ("id_number", "number", "card", "head_number")
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
        return f"工作表“{mask_numbers(self.sheet)}”{self.why}，{self.lines} 行没有读取"


def is_trailer(cells: Sequence[object], mapping: Mapping[str, int], words: tuple[str, ...]) -> bool:
    """Whether a line begins with one of `words` and is about nobody.

    A number in the number's column, or a name beside a note that stands elsewhere, makes it somebody's row.
    """
    texts = [tidy(cell) for cell in cells]
    at = next((index for index, text in enumerate(texts) if text), 0)
    if not texts or not texts[at].startswith(words):
        return False
    if any(_digits(_text(texts, mapping.get(code))) >= FEWEST_DIGITS for code in NUMBERS):
        return False
    name = _text(texts, mapping.get(NAME))
    return mapping.get(NAME) == at or not name or bool(_digits(name)) or name.startswith(words)


def first_words(cells: Iterable[object]) -> str:
    """A line by its first cells, numbers masked."""
    shown = [mask_numbers(text)[:LONGEST] for cell in cells if (text := tidy(cell))]
    return " ".join(dict.fromkeys(shown[:WORDS]))


def filled(grid: Iterable[Sequence[object]]) -> int:
    """How many lines say something."""
    return sum(any(tidy(cell) for cell in row) for row in grid)


def _text(texts: Sequence[str], at: int | None) -> str:
    return texts[at] if at is not None and at < len(texts) else ""


def _digits(text: str) -> int:
    return sum(char.isdecimal() for char in text)
