"""What a ledger has already is not registered again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, transaction

from dixian.foundation.books.book import Book
from dixian.foundation.books.columns import key_of
from dixian.foundation.kernel.problems import Refusal

TEXTS = ("CharField", "TextField")


def require_new(book: Book, row: Any) -> None:
    """Raises Refusal where a row that goes on says the same in all columns of the key; text is compared tidied."""
    fields = [book.model._meta.get_field(code) for code in book.key]
    exact = {
        one.attname: getattr(row, one.attname)
        for one in fields
        if one.choices or one.get_internal_type() not in TEXTS
    }
    over = {*book.ends} - {book.begins} | {*book.dropped}
    alike = book.model.objects.filter(**exact).exclude(state__in=over)
    if any(key_of(book, one) == key_of(book, row) for one in alike.iterator(chunk_size=2000)):
        raise _already()


def _already() -> Refusal:
    return Refusal("同样的一件已经登记过", "在列表里打开那一件更正")


@contextmanager
def once() -> Iterator[None]:
    """Raises Refusal where the database has such a row already."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise _already() from None
