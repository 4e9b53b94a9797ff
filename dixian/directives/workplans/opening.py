"""A paper's file as text: .docx, .pdf with text, plain text. Opened in a process of its own (decision 0012)."""

from dataclasses import dataclass, replace

from dixian.directives.workplans.documents import docx_text, pdf_text
from dixian.directives.workplans.engine.lines import PAGE
from dixian.foundation.kernel.apart import Died, TookTooLong, answer, apart
from dixian.foundation.kernel.problems import Refusal

MOST_MEMORY = 2 * 1024**3
MOST_SECONDS = 120
LARGEST = 100 * 1024 * 1024
# Two thousand full pages.
MOST_CHARS = 2_000_000
OLE, ZIP, PDF = bytes.fromhex("d0cf11e0a1b11ae1"), b"PK\x03\x04", b"%PDF"
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
MARKUP = (b"{\\rtf", b"<!doctype", b"<html", b"<?xml")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
AS_DOCX = "在 Word 或 WPS 里打开，另存为“Word 文档（.docx）”后再读"
AS_TEXT = "用识别文字（OCR）的软件转成可以选中文字的 PDF 或 Word 文档，或者把文字粘贴成 .txt 文件"


class NotAPaper(Refusal):
    """The file can't be read as a paper."""


@dataclass(frozen=True)
class Opened:
    """The text, pages kept apart by form feeds; the pages that hold none; what is struck through or hidden."""

    text: str
    empty_pages: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()


def open_paper(content: bytes, *, name: str) -> Opened:
    """The text of a file. Raises NotAPaper, with what is the matter and what to do."""
    if not content.strip():
        raise NotAPaper(f"文件“{name}”是空的", "重新导出后再读")
    if len(content) > LARGEST:
        raise NotAPaper(f"文件“{name}”有 {len(content) // 1024 // 1024} MB，超过能读的大小", "去掉图片后再读")
    if not content.startswith((ZIP, PDF)):
        return _text(content, name)
    try:
        refusal, pages, left = apart(__name__, (name, content), seconds=MOST_SECONDS)
    except TookTooLong:
        raise NotAPaper(f"文件“{name}”过了 {MOST_SECONDS} 秒还没有读完", "拆成几个文件再读") from None
    except Died:
        raise NotAPaper(f"文件“{name}”读不出来，可能已损坏或者太大", AS_DOCX) from None
    if refusal:
        raise NotAPaper(*refusal)
    opened = _of_pages(pages, name, scanned=content.startswith(PDF))
    return replace(opened, left_out=tuple(left))


def told(given: tuple[str, bytes]) -> tuple[tuple[str, str] | None, list[str], list[str]]:
    """(refusal or None, the text of each page, what was left out) of (name, content), in the process of its own."""
    name, content = given
    try:
        if content.startswith(PDF):
            return None, pdf_text(content), []
        text, left = docx_text(content)
        return None, [text], left
    except Refusal as refusal:
        return (refusal.message.format(name=name), refusal.remedy), [], []
    except Exception:  # noqa: BLE001 - whatever a damaged file makes its reader raise
        return (f"文件“{name}”读不出来，可能已损坏", "重新导出或重新传一次"), [], []


def _of_pages(pages: list[str], name: str, *, scanned: bool = False) -> Opened:
    text = PAGE.join(pages)
    if not text.strip():
        what = "是扫描件，里面只有图片，没有文字" if scanned else "里没有文字"
        raise NotAPaper(f"文件“{name}”{what}", AS_TEXT)
    if len(text) > MOST_CHARS:
        raise NotAPaper(f"文件“{name}”有 {len(text)} 个字，超过能读的长度", "只留下有任务分工的部分再读")
    empty = tuple(number for number, page in enumerate(pages, start=1) if not page.strip())
    return Opened(text, empty)


def _text(content: bytes, name: str) -> Opened:
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise NotAPaper(f"文件“{name}”设了打开密码，读不了", "去掉密码后再读")
        raise NotAPaper(f"文件“{name}”是旧格式（.doc、.wps 或 .xls）", AS_DOCX)
    if content.startswith(PICTURES):
        raise NotAPaper(f"文件“{name}”是图片", AS_TEXT)
    if content.lstrip().lower().startswith(MARKUP):
        raise NotAPaper(f"文件“{name}”是网页或 RTF 文档", AS_DOCX)
    return _of_pages([_decoded(content, name)], name)


def _decoded(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = () if b"\0" in content else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotAPaper(f"文件“{name}”不是能读的文档", "能读 Word 文档（.docx）、有文字的 PDF 和文本文件（.txt）")


if __name__ == "__main__":
    answer(told, memory=MOST_MEMORY, seconds=MOST_SECONDS)
