"""A list sent as a workbook: filed, read, cleaned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404

from dixian.foundation.files.api import Kind, SealedUpload, StoredFile, content_of, file_content
from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.masking import mask_numbers
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import Clean, Reading, Rejected, clean_rows, read_table
from dixian.web.shell.pages import uid_of


@dataclass(frozen=True)
class SentRows:
    """Clean rows as (row number, values), and a sentence for each cell that could not be taken and each sheet not read.

    rejected: how many rows have such a cell.
    """

    rows: list[tuple[int, dict[str, Any]]]
    problems: list[str]
    rejected: int
    table: Reading

    def at(self, number: int) -> str:
        """`文件“名册.xlsx”工作表“1月”第 12 行`, without anybody's number."""
        sheet, row = self.table.place(number)
        return mask_numbers(f"文件“{self.table.name}”工作表“{sheet}”第 {row} 行")

    def and_named(self, found: Iterable[tuple[int, str]]) -> list[str]:
        """`problems`, and after them what a room found wrong with clean rows, each with where it stands."""
        return [*self.problems, *(f"{self.at(number)}：{said}" for number, said in found)]


def upload_of(request: Any, field: str = "file") -> SealedUpload:
    """The file of a field. Raises Refusal where nothing was chosen."""
    sent = request.FILES.get(field)
    if not isinstance(sent, SealedUpload):
        raise Refusal("没有选择文件", "选一个文件再上传")
    return sent


def sent_file(
    request: Any,
    *,
    purpose: str,
    field: str = "file",
    expires_on: date | None = None,
    kind: Kind | None = None,
) -> StoredFile:
    """File what the form sent, inside the transaction.

    kind: what it has to be. Raises Refusal where nothing was chosen, or something else.
    """
    sent = upload_of(request, field)
    return file_content(
        sent.content,
        name=sent.name or "未命名",
        content_type=sent.content_type or "",
        purpose=purpose,
        expires_on=expires_on,
        kind=kind,
    )


def read_rows(request: Any, columns: Sequence[Column]) -> SentRows:
    """The rows of the workbook the form sent; for `prepare`, so that reading holds up nobody.

    Raises Refusal where it can't be read.
    """
    sent = upload_of(request)
    return _rows(content_of(sent.content), sent.name or "未命名", columns)


def rows_of(stored: StoredFile, columns: Sequence[Column]) -> SentRows:
    """The rows of a filed workbook. Raises Refusal where it can't be read."""
    return _rows(content_of(stored), stored.name, columns)


def file_again(request: Any, purpose: str) -> StoredFile | None:
    """The file of the preview, where the form is its second step. Raises Http404 where somebody else has sent it."""
    known = request.POST.get("stored", "")
    if not known:
        return None
    mine = StoredFile.objects.filter(purpose=purpose, made_by=f"user:{request.user.pk}")
    found = mine.filter(uid=uid_of(known)).first()
    if found is None:
        raise Http404
    return found


def _rows(content: bytes, name: str, columns: Sequence[Column]) -> SentRows:
    table = read_table(content, name=name, columns=columns)
    results = list(clean_rows(table, columns))
    rejected = [one for one in results if isinstance(one, Rejected)]
    wrong = [problem.sentence() for one in rejected for problem in one.problems]
    return SentRows(
        [(one.row.number, one.values) for one in results if isinstance(one, Clean)],
        [*(f"{one.sentence()}，要导入的另存为一个文件" for one in table.unread), *wrong],
        len(rejected),
        table,
    )
