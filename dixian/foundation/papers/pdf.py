"""The same paper as PDF: the Word file is read and laid out again, so both have one text (decision 0027)."""

import importlib.util
from functools import cache
from pathlib import Path

from dixian.foundation.kernel.apart import Died, TookTooLong, apart
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.reading import read_word

LAYOUT = Path(__file__).with_name("layout.typ")
SECONDS = 120.0
NO_FONT = "本机没有中文字体，生成不了 PDF。请管理员运行 apt-get install fonts-noto-cjk"
NO_TYPESETTER = "没有安装排版程序，生成不了 PDF。请管理员重新运行 scripts/bootstrap.py app，装上 typst"


def pdf_file(word: bytes) -> bytes:
    """The PDF of a Word file of ours. Raises Refusal that names what the machine lacks, or that it is too much."""
    if not _has_typesetter():
        raise Refusal(NO_TYPESETTER, "先下载 Word 文件打印")
    given = (LAYOUT.read_bytes(), read_word(word))
    try:
        made = apart("dixian.foundation.papers.typesetting", given, seconds=SECONDS)
    except (TookTooLong, Died):
        raise Refusal("PDF 没有排成", "少选一些户再试，或者下载 Word 文件打印") from None
    if made is None:
        raise Refusal(NO_FONT, "先下载 Word 文件打印")
    return bytes(made)


@cache
def pdf_lacks() -> str:
    """What this machine lacks to make a PDF, in a sentence; "" for nothing. Looked up once."""
    if not _has_typesetter():
        return NO_TYPESETTER
    empty = {"page": dict.fromkeys(("page_width", "page_height"), 100.0), "title": "", "blocks": []}
    margins = dict.fromkeys(("top_margin", "bottom_margin", "left_margin", "right_margin"), 1.0)
    empty["page"] = {**empty["page"], **margins}  # type: ignore[dict-item]
    given = (LAYOUT.read_bytes(), {**empty, "header": [], "footer": []})
    try:
        made = apart("dixian.foundation.papers.typesetting", given, seconds=SECONDS)
    except (TookTooLong, Died):
        return NO_TYPESETTER
    return "" if made is not None else NO_FONT


def _has_typesetter() -> bool:
    return importlib.util.find_spec("typst") is not None
