"""A file is opened in a process of its own: what bursts, hangs or aborts there takes nobody along.

The process knows no database and no key. It is given the file, and gives back the grids of the visible
sheets, or the refusal.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TextIO

import python_calamine

from dixian.foundation.kernel.apart import Died, TookTooLong, answer, apart
from dixian.foundation.kernel.unread import UNREADABLE
from dixian.foundation.sheets.bounds import packed
from dixian.foundation.sheets.digits import holds_long, recovered
from dixian.foundation.sheets.formulas import marked, uncalculated
from dixian.foundation.sheets.guards import OLE, REMEDY, ZIP, is_csv, is_markup, refuse_unreadable, utf16_of
from dixian.foundation.sheets.hidden_xlsx import hidden_in_xlsx
from dixian.foundation.sheets.hiding import Hidden, Sheet
from dixian.foundation.sheets.lines import Line, Lines
from dixian.foundation.sheets.merging import spread
from dixian.foundation.sheets.problems import NotASheet
from dixian.foundation.sheets.quotes import separated

Sheets = Sequence[Sheet]
VISIBLE = python_calamine.SheetVisibleEnum.Visible
LIST = python_calamine.SheetTypeEnum.WorkSheet
ENCODINGS = ("utf-8-sig", "gb18030")
# One byte in so many that can't be read is a slip of some cell, and not a foreign file.
SLIPS = 50
# What a workbook of the largest size we take (`guards`) needs, with room.
MOST_MEMORY = 3 * 1024**3
MOST_SECONDS = 120
# Those are of work; on a machine that is busy at the end of a month a good file waits so many times longer for them.
PATIENCE = 5


def sheets_of(content: bytes, *, name: str) -> Sheets:
    """The sheets people see, at least one. Raises NotASheet."""
    try:
        refusal, sheets = apart(
            __name__, (name, content), seconds=PATIENCE * MOST_SECONDS, types=(Sheet, Hidden, Lines)
        )
    except TookTooLong:
        raise NotASheet(f"文件“{name}”过了 {PATIENCE * MOST_SECONDS} 秒还没有读完", REMEDY) from None
    except Died:
        raise NotASheet(f"文件“{name}”读不出来，可能已损坏或者太大", REMEDY) from None
    if refusal:
        raise NotASheet(*refusal)
    opened: Sheets = sheets
    return opened


def told(given: tuple[str, bytes]) -> tuple[Any, Sheets]:
    """(refusal or None, sheets) of (name, content), in the process of its own."""
    name, content = given
    try:
        refuse_unreadable(content, name=name)
        return None, open_sheets(content, name=name)
    except NotASheet as refusal:
        return (refusal.message, refusal.remedy), []


def open_sheets(content: bytes, *, name: str) -> Sheets:
    """The same in this process. Raises NotASheet; a hostile file may do worse."""
    if is_csv(content):
        return [Sheet("CSV", packed(separated(_text(content, name=name), name=name), name=name))]
    if is_markup(content):
        # Each file is opened by a new process, and few are of this kind: only those wait for its reader to load.
        from dixian.foundation.sheets.markup import markup_sheets

        return markup_sheets(content, name=name)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        unseen = tuple(one.name for one in book.sheets_metadata if one.visible != VISIBLE and one.typ == LIST)
        seen = [sheet.name for sheet in book.sheets_metadata if sheet.visible == VISIBLE]
        if not seen:
            raise NotASheet(f"文件“{name}”里没有工作表", REMEDY)
        blanks = uncalculated(content, seen) if content.startswith(ZIP) else {}
        grids = {
            sheet: packed(marked(_lines(book, sheet, content), blanks.get(sheet, {})), name=name)
            for sheet in seen
        }
        hidden = _hidden(content, [one.name for one in book.sheets_metadata], seen)
    except python_calamine.PasswordError:
        raise NotASheet(f"文件“{name}”设了打开密码，读不了", "去掉密码后再上传") from None
    except (python_calamine.CalamineError, OSError):
        raise NotASheet(f"文件“{name}”读不出来，可能已损坏", REMEDY) from None
    return [
        Sheet(sheet, grid, hidden.get(sheet, Hidden())._replace(sheets=unseen))
        for sheet, grid in grids.items()
    ]


def _hidden(content: bytes, names: Sequence[str], seen: Sequence[str]) -> dict[str, Hidden]:
    """Sheet -> what is hidden in it, as far as the format is one of Excel's. names: of all sheets, in their order."""
    if content.startswith(OLE):
        from dixian.foundation.sheets.hidden_xls import hidden_in_xls

        return hidden_in_xls(content, names)
    return hidden_in_xlsx(content, seen) if content.startswith(ZIP) else {}


def _lines(book: python_calamine.CalamineWorkbook, name: str, content: bytes) -> Iterator[Line]:
    """The lines of a sheet as people see them, from its first cell on."""
    sheet = book.get_sheet_by_name(name)
    lines = _whole(sheet)
    if content.startswith(ZIP) and holds_long(_whole(sheet)):
        lines = recovered(lines, content, name)
    ranges = sheet.merged_cell_ranges or ()
    return spread(lines, ((top, left, bottom, right) for (top, left), (bottom, right) in ranges))


def _whole(sheet: python_calamine.CalamineSheet) -> Iterator[Line]:
    """With the empty columns on the left, which the reader leaves out."""
    left = sheet.start[1] if sheet.start else 0
    return ([*[""] * left, *line] for line in sheet.iter_rows())


def _text(content: bytes, *, name: str) -> Callable[[], TextIO]:
    """What opens the text from its beginning. Raises NotASheet."""
    for encoding in filter(None, (utf16_of(content), *ENCODINGS)):
        opened = partial(_decoded, content, encoding)
        try:
            for _ in opened():
                pass
        except UnicodeDecodeError:
            continue
        return opened
    return partial(_decoded, content, _nearest(content, name=name), "replace")


def _nearest(content: bytes, *, name: str) -> str:
    """The encoding in which the fewest bytes can't be read. Raises NotASheet where they are more than slips."""
    bad = {one: content.decode(one, "replace").count(UNREADABLE) for one in ENCODINGS}
    encoding = min(bad, key=lambda one: bad[one])
    if bad[encoding] * SLIPS > len(content):
        raise NotASheet(f"文件“{name}”的文字编码读不懂", REMEDY)
    return encoding


def _decoded(content: bytes, encoding: str, errors: str = "strict") -> TextIO:
    if not encoding.startswith("utf-16"):
        mark = UNREADABLE.encode("utf-8" if encoding == "utf-8-sig" else encoding)
        content = content.replace(b"\0", mark)
    plain = io.BytesIO(content)
    return io.TextIOWrapper(plain, encoding=encoding, errors=errors, newline=None)


if __name__ == "__main__":
    answer(told, memory=MOST_MEMORY, seconds=MOST_SECONDS)
