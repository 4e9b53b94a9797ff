"""A row as its page shows it, and what may be done with it now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Unit
from dixian.foundation.books import api as books
from dixian.web.books.asked import Field, fields

SHOWN = 14


@dataclass(frozen=True)
class Narrowing:
    """A filter of a list: its name and title, the values to choose from, which one is chosen."""

    name: str
    title: str
    options: Sequence[tuple[str, str]]
    value: str


def choices_of(book: books.Book, asked: Mapping[str, str]) -> list[Narrowing]:
    """The filters of a ledger: choices by label, units as far as they have a row."""
    made = []
    for name in book.filters:
        field = book.model._meta.get_field(name)
        if field.is_relation:
            named = Unit.objects.filter(pk__in=book.model.objects.values(name)).order_by("kind", "code")
            options = list(named.values_list("code", "short_name"))
        else:
            options = [(str(value), str(label)) for value, label in field.choices]
        made.append(Narrowing(name, book.titles.get(name, str(field.verbose_name)), options, asked[name]))
    return made


@dataclass(frozen=True)
class Below:
    """A ledger whose rows belong to this one: its last rows with their state and what kind each is, whether there are more,
    whether one may be added."""

    book: books.Book
    rows: Sequence[tuple[Any, str, str]]
    more: bool
    may_add: bool


def below_of(book: books.Book, row: Any, post: Post) -> list[Below]:
    """The rows of other ledgers that belong to this row."""
    return [_below(one, row, post) for one in books.children(book) if _may_read(one, post)]


def _may_read(book: books.Book, post: Post) -> bool:
    return not book.read or any(post.can(right) for right in book.read)


def _below(book: books.Book, row: Any, post: Post) -> Below:
    found = list(books.rows_below(book, row, post)[: SHOWN + 1])
    labels = book.states.labels
    rows = [(one, labels[one.state], _kind_of(book, one)) for one in found[:SHOWN]]
    return Below(book, rows, len(found) > SHOWN, book.registers and post.can(book.write))


def _kind_of(book: books.Book, row: Any) -> str:
    """`第一书记`: what a list of the ledger is narrowed by, but for its unit."""
    choices = [name for name in book.filters if not book.model._meta.get_field(name).is_relation]
    return "，".join(str(books.told(row, name)) for name in choices)


def facts_of(book: books.Book, row: Any) -> list[tuple[str, Any]]:
    """Title and value of each column that is filled in, those included that only an act asks for."""
    shown = books.shown_columns(book)
    asked = dict.fromkeys(code for act in book.acts for code in (*act.fields, *act.offers))
    beside = books.columns_of(book, tuple(code for code in asked if code not in book.columns))
    told = [(column.title, books.told(row, column.code)) for column in (*shown, *beside)]
    return [(title, value) for title, value in told if value not in (None, "")]


def ways_on(
    book: books.Book, row: Any, steps: Sequence[Any], post: Post
) -> list[tuple[books.Act, list[Field]]]:
    """The acts this post may take now, with the fields they ask for."""
    last = {step.verb: step for step in steps}
    return [
        (one, fields(books.columns_asked(book, one), row))
        for one in book.acts
        if books.may_take(book, row, one, post, last.get(one.judges))
    ]
