"""Quotation marks of a PDF stand where the paper has them, not behind the line (R0)."""

import pytest

from dixian.directives.workplans.api import open_paper
from dixian.directives.workplans.quoted import Sign, in_place
from dixian.foundation.papers.api import pdf_lacks

GAP = Sign(" ", 0, 0, given=True)
END = Sign("\r", 0, 0, given=True)
# The marks are drawn behind the line, as word processors do with those of a second font.
DRAWN_LAST = """#set page(width: 105mm, height: 80mm, margin: 10mm)
#set text(font: "Noto Sans CJK SC", size: 12pt)
1. #h(7pt)五联五带#h(7pt)。（牵头单位：县农业#place(top, dx: 10pt, [“])#place(top, dx: 62pt, [”])农村局）"""


def line(*pieces: tuple[str, int]) -> list[Sign]:
    """Signs of a line, each piece from its place on, one sign a step."""
    return [Sign(char, at + i, at + i + 0.9) for words, at in pieces for i, char in enumerate(words)]


@pytest.mark.parametrize(
    ("signs", "read"),
    [
        ([*line(("“五联五带", 0)), GAP, *line(("。县农业农", 6)), GAP, *line(("”", 5)), END], "“五联五带”。县农业农\r"),
        ([*line(("实", 0)), GAP, *line(("五个一", 2)), GAP, *line(("机制", 6)), GAP, *line(("“", 1)), GAP, *line(("”", 5)), END], "实“五个一”机制\r"),
        ([*line(("落实“三保障”", 0)), END], "落实“三保障”\r"),
    ],
)  # fmt: skip
def test_a_mark_stands_in_front_of_what_is_to_the_right_of_it(signs: list[Sign], read: str) -> None:
    assert in_place(signs) == read


@pytest.mark.skipif(bool(pdf_lacks()), reason=pdf_lacks() or "")
def test_no_mark_stands_in_the_middle_of_a_name() -> None:
    import typst

    opened = open_paper(typst.compile(DRAWN_LAST.encode()), name="要点.pdf")
    assert opened.text.replace("\n", "").strip() == "1. “五联五带”。（牵头单位：县农业农村局）"
