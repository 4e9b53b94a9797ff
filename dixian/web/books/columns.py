"""A ledger's list: its columns, those the county added among them."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.urls import reverse

from dixian.foundation.accounts.api import Post
from dixian.foundation.books import api as books
from dixian.foundation.kernel.columns import Money, Whole
from dixian.foundation.policy.api import number
from dixian.web.books.asked import filled
from dixian.web.lists.columns import GROWING, Column, Listing, link
from dixian.web.shell.templatetags.dixian import due_tag, state_tag


def listing_of(book: books.Book) -> Listing:
    """The list of a ledger as it is now."""
    own = [_column(book, books.own_column(one), extra=True) for one in books.own_columns(book)]
    return Listing(
        name_of(book),
        book.title,
        (*_columns(book), *own),
        newest_first=True,
        subject=book.title,
        rows_of=_with_warning,
    )


def name_of(book: books.Book) -> str:
    """Under which name what people choose of the list is kept."""
    return f"book-{book.code}"


def grow() -> None:
    """Every ledger has a list."""
    for one in books.books():
        GROWING[name_of(one)] = partial(listing_of, one)


def _with_warning(rows: Sequence[Any], _post: Post) -> Sequence[Any]:
    days = int(number("warn.days"))
    for row in rows:
        row.warn = days
    return rows


def _columns(book: books.Book) -> tuple[Column, ...]:
    shown = book.shown or book.columns
    made = [_column(book, one, extra=one.code not in shown) for one in books.columns_of(book)]
    labels = book.states.labels
    state = Column(
        "state",
        "状态",
        lambda row: labels[row.state],
        lambda row: state_tag(row.state, labels[row.state]),
        named=False,
    )
    return (*made, state)


def _column(book: books.Book, column: Any, *, extra: bool) -> Column:
    code = column.code
    if code == book.called:
        return Column(code, column.title, partial(_told, code), partial(_door, book), kept=True)
    if code == "due_on":
        return Column(
            code, column.title, partial(_told, code), partial(_clock, book), sort="due_on", extra=extra
        )
    sort = {"unit": "unit__code"}.get(code, "")
    figure = isinstance(column, Money | Whole)
    value = partial(_filled, column)
    return Column(code, column.title, value, partial(_told, code), sort=sort, number=figure, extra=extra)


def _filled(column: Any, row: Any) -> str:
    return filled(row, column)


def _told(code: str, row: Any) -> Any:
    value = books.told(row, code)
    return "" if value is None else str(value)


def _door(book: books.Book, row: Any) -> Any:
    return link(reverse("book-row", args=[book.code, row.uid]), row)


def _clock(book: books.Book, row: Any) -> Any:
    if row.due_on is None or row.state in book.ends:
        return "" if row.due_on is None else str(row.due_on)
    return due_tag(row.due_on, row.warn)
