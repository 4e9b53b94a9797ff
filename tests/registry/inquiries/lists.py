"""Lists as people drop them, asked about and read back."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl

from dixian.foundation.accounts.api import Post
from dixian.foundation.files.api import content_of, store
from dixian.foundation.jobs.api import drain
from dixian.registry.inquiries import api as inquiries
from tests.support.register import XLSX

WHY = "核对申请名单"


def book(*lines: Sequence[object]) -> bytes:
    """A workbook of one sheet."""
    made = openpyxl.Workbook()
    for line in lines:
        made.active.append(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def asked(content: bytes, post: Post, *, name: str = "名单.xlsx") -> Any:
    """Drop a list and let the job compare it. Returns the inquiry as it then stands."""
    stored = store(
        [content], name=name, content_type=XLSX, purpose="名单比对", expires_on=inquiries.kept_until()
    )
    made = inquiries.ask_about(stored=stored, reason=WHY, post=post)
    drain()
    return inquiries.inquiry(uid=made.uid, post=post)


def grid(content: bytes) -> list[list[Any]]:
    """Every line of the result, empty cells as None."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [list(line) for line in sheet.iter_rows(values_only=True)]


def found(content: bytes, post: Post, **more: Any) -> list[dict[str, Any]]:
    """What stands behind each data row of the result, by title; for lists with the header on top."""
    head, *lines = grid(content_of(asked(content, post, **more).result))
    first = len(head) - len(inquiries.TITLES)
    assert tuple(head[first:]) == inquiries.TITLES
    return [dict(zip(head[first:], (cell or "" for cell in line[first:]), strict=True)) for line in lines]


def counts(of: Any) -> dict[str, int]:
    """The five counts that are not nought, by label."""
    return {label: n for bin_, label in inquiries.LABELS.items() if (n := getattr(of, bin_))}
