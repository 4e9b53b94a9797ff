"""A list sent as a workbook: filed, read, cleaned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dixian.foundation.files.api import SealedUpload, StoredFile, content_of, file_content
from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import Clean, Rejected, clean_rows, read_table


@dataclass(frozen=True)
class SentRows:
    """Clean rows as (row number, values), and a sentence for each cell that could not be taken."""

    rows: list[tuple[int, dict[str, Any]]]
    problems: list[str]


def sent_file(request: Any, *, purpose: str, field: str = "file") -> StoredFile:
    """File what the form sent. Raises Refusal where nothing was chosen."""
    sent = request.FILES.get(field)
    if not isinstance(sent, SealedUpload):
        raise Refusal("没有选择文件", "选一个文件再上传")
    return file_content(
        sent.content, name=sent.name or "未命名", content_type=sent.content_type or "", purpose=purpose
    )


def sent_rows(request: Any, columns: Sequence[Column], *, purpose: str) -> SentRows:
    """The rows of the workbook the form sent. Raises Refusal where it is none."""
    return rows_of(sent_file(request, purpose=purpose), columns)


def rows_of(stored: StoredFile, columns: Sequence[Column]) -> SentRows:
    """The rows of a filed workbook. Raises Refusal where it can't be read."""
    reading = read_table(content_of(stored), name=stored.name, columns=columns)
    results = list(clean_rows(reading, columns))
    return SentRows(
        [(one.row.number, one.values) for one in results if isinstance(one, Clean)],
        [problem.sentence() for one in results if isinstance(one, Rejected) for problem in one.problems],
    )
