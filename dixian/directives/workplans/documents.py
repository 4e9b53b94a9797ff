"""The text of Word documents and PDFs. Called only in a process of its own."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from dixian.directives.workplans.engine.lines import CELL_BREAK
from dixian.directives.workplans.numbering import Numbering
from dixian.directives.workplans.quoted import words_within
from dixian.directives.workplans.ruled import joined, tables_of
from dixian.foundation.kernel.problems import Refusal

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What is crossed out, and the text inside a box that is said a second time.
SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}rPr", f"{W}pPr", FALLBACK}
UNSHOWN = ("strike", "dstrike", "vanish", "webHidden")
LARGEST_UNPACKED = 64 * 1024 * 1024
MOST_PAGES = 2000
SHEET = "这是电子表格：把任务分工所在的表复制到 Word 文档里，另存为 .docx 后再读"


def docx_text(content: bytes) -> tuple[str, list[str]]:
    """(text, what is struck through or hidden and left out of it). Paragraphs as lines, rows of tables as cells kept
    apart by tabs. Raises Refusal; `{name}` stands for the file's."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {part.filename: part.file_size for part in archive.infolist()}
            if any(part.startswith("xl/") for part in parts):
                raise Refusal("文件“{name}”不是文档", SHEET)
            if "word/document.xml" not in parts:
                raise Refusal(
                    "文件“{name}”不是 Word 文档", "能读 Word 文档（.docx）、有文字的 PDF 和文本文件（.txt）"
                )
            wanted = [
                one for one in ("word/document.xml", "word/numbering.xml", "word/styles.xml") if one in parts
            ]
            if sum(parts[one] for one in wanted) > LARGEST_UNPACKED:
                raise Refusal("文件“{name}”展开后太大，读不了", "拆成几个文件再读")
            trees = {one: _tree(archive.read(one)) for one in wanted}
    except (zipfile.BadZipFile, etree.XMLSyntaxError, EOFError, NotImplementedError, RuntimeError):
        raise Refusal("文件“{name}”不完整，打不开", "重新导出或重新传一次") from None
    numbers = Numbering(trees.get("word/numbering.xml"), trees.get("word/styles.xml"))
    body = trees["word/document.xml"].find(f"{W}body")
    left: list[str] = []
    text = "\n".join(_blocks(body, numbers, left)) if body is not None else ""
    return text, [bare for one in left if (bare := one.strip(" 、，,；;。"))]


def pdf_text(content: bytes) -> list[str]:
    """The text of each page, rows of ruled tables as cells kept apart by tabs. Raises Refusal; `{name}` stands for the file's."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refusal("文件“{name}”设了打开密码，读不了", "去掉密码后再读") from None
        raise Refusal("文件“{name}”不完整，打不开", "重新导出或重新传一次") from None
    if len(document) > MOST_PAGES:
        raise Refusal(f"文件“{{name}}”有 {len(document)} 页，超过能读的页数", "只留下有任务分工的页再读")
    pages = [_page_lines(page) for page in document]
    joined(pages)
    return ["\n".join(lines) for lines in pages]


def _page_lines(page: Any) -> list[str]:
    words, lines = page.get_textpage(), []
    wide, above = page.get_size()
    tables = tables_of(page, words)
    for table in tables:
        lines += [*_lines(words_within(words, 0, table.top, wide, above)), ""]
        lines += ["\t".join(row) for row in table.rows] + [""]
        above = table.bottom
    rest = (0, 0, wide, above) if tables else page.get_bbox()
    return [*lines, *_lines(words_within(words, *rest))]


def _lines(words: str) -> list[str]:
    # pdfium marks a hyphen at the end of a line so.
    plain = words.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").replace("\f", "\n")
    return plain.split("\n")


def _tree(content: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def _blocks(parent: Any, numbers: Numbering, left: list[str]) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{W}p":
            yield f"{numbers.of(child)}{_words(child, left)}"
        elif child.tag == f"{W}tbl":
            yield ""
            yield from _rows(child, numbers, left)
            yield ""
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
            yield from _blocks(child, numbers, left)


def _words(paragraph: Any, left: list[str]) -> str:
    kept: list[str] = []
    out: list[str] = []
    _collect(paragraph, kept, out)
    left.append("".join(out))
    return "".join(kept)


def _collect(node: Any, kept: list[str], out: list[str]) -> None:
    for child in node:
        if child.tag in SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag == f"{W}t":
            kept.append(child.text or "")
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            kept.append(" ")
        elif child.tag in (f"{W}br", f"{W}cr", f"{W}lastRenderedPageBreak"):
            kept.append("\n" if child.tag != f"{W}lastRenderedPageBreak" else "")
        elif child.tag == f"{W}noBreakHyphen":
            kept.append("-")
        else:
            _collect(child, out if _not_shown(child) else kept, out)


def _not_shown(run: Any) -> bool:
    """Whether a run is struck through or hidden."""
    return any(
        one.get(f"{W}val", "true") not in ("0", "false", "off")
        for tag in UNSHOWN
        for one in run.findall(f"{W}rPr/{W}{tag}")
    )


def _rows(table: Any, numbers: Numbering, left: list[str]) -> Iterator[str]:
    """A cell that goes on from the row above repeats it; one that spans columns fills the first."""
    above: dict[int, str] = {}
    for row in table.iter(f"{W}tr"):
        cells: list[str] = []
        for cell in row.findall(f"{W}tc"):
            at = len(cells)
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
            text = (
                above.get(at, "") if goes_on else CELL_BREAK.join(filter(None, _blocks(cell, numbers, left)))
            )
            above[at] = text
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            wide = int(span.get(f"{W}val", "1")) if span is not None else 1
            cells += [text, *[""] * (min(wide, 60) - 1)]
        yield "\t".join(cell.replace("\t", " ").replace("\n", CELL_BREAK) for cell in cells)
