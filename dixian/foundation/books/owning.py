"""A county's own columns: added and ended in the browser."""

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.books.book import Book
from dixian.foundation.books.columns import columns_of, own_columns
from dixian.foundation.books.enums import ColumnKind
from dixian.foundation.books.models import BookColumn
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal

MOST = 20
FEWEST_OPTIONS = 2


@transaction.atomic
def add_column(*, book: Book, title: str, kind: str, options: str, post: Post) -> BookColumn:
    """Add a column to a ledger. Raises NotAllowed; Refusal for a title that is there, options missing, too many."""
    post.require(Capability.PROPOSE_POLICY)
    title = title.strip()
    if not title:
        raise Refusal("没有写栏目名称", "写明这一栏填什么，例如“经费来源”")
    if kind not in ColumnKind.values:
        raise Refusal("没有选择栏目类型", "从列表中选一种")
    there = own_columns(book)
    if title in {column.title for column in columns_of(book)} | {one.title for one in there}:
        raise Refusal(f"“{title}”这一栏已经有了", "换一个名称，或者直接用原来的栏目")
    if len(there) >= MOST:
        raise Refusal(f"自加栏目最多 {MOST} 个", "先停用不再填的栏目")
    named = list(dict.fromkeys(one for one in options.replace("，", "、").split("、") if one.strip()))
    if kind == ColumnKind.CHOICE and len(named) < FEWEST_OPTIONS:
        raise Refusal("选项至少写两个", "用顿号隔开，例如：财政、自筹")
    return BookColumn.objects.create(
        book=book.code,
        code=f"x{BookColumn.objects.filter(book=book.code).count() + 1}",
        title=title[:20],
        kind=kind,
        options="、".join(one.strip() for one in named)[:200] if kind == ColumnKind.CHOICE else "",
    )


@transaction.atomic
def end_column(*, column: BookColumn, post: Post) -> None:
    """Show a column no longer; what stands in it stays with its rows. Raises NotAllowed, Refusal (ended already)."""
    post.require(Capability.PROPOSE_POLICY)
    changed = BookColumn.objects.filter(pk=column.pk, ended_on=None)
    if not changed.update(ended_on=clock.today(), version=column.version + 1):
        raise Refusal("这一栏已经停用", "刷新页面看现在的栏目")
