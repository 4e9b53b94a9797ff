"""Which ledger an address means, which row, and what its forms are filled in with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.http import Http404
from django.template.loader import select_template

from dixian.foundation.areas.api import Unit, in_force
from dixian.foundation.books import api as books
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Choice, Column, Day
from dixian.foundation.kernel.problems import CellProblem, Refusal
from dixian.web.shell.pages import get_visible

LONG = 100


@dataclass(frozen=True)
class Field:
    """A field of a form: its column, how it is drawn, what stands in it."""

    column: Column
    type: str
    value: str


def book_asked(request: Any, code: str) -> books.Book:
    """The ledger of an address. Raises 404 for one that is none, NotAllowed without a right to read it."""
    try:
        found = books.book(code)
    except KeyError:
        raise Http404 from None
    if found.read and not any(request.post.can(one) for one in found.read):
        request.post.require(found.read[0])
    return found


def row_asked(request: Any, book: books.Book, uid: UUID) -> Any:
    """The row of an address within the post's scope; 404 otherwise."""
    return get_visible(books.rows_of(book, request.post), request, uid)


def template_of(book: books.Book, name: str) -> str:
    """The book's own template where there is one, the generic one otherwise."""
    found: Any = select_template([f"books/{book.code}/{name}.html", f"books/{name}.html"])
    return str(found.template.name)


def fields(
    columns: Sequence[Column], row: Any = None, said: Mapping[str, str] = MappingProxyType({})
) -> list[Field]:
    """Fields to fill in, with what stands in a row, or what is said of a new one."""
    return [Field(one, _type(one), filled(row, one) if row else said.get(one.code, "")) for one in columns]


def unit_names() -> list[tuple[str, str]]:
    """The units to choose from: full and short name."""
    found = Unit.objects.filter(in_force(clock.today())).order_by("path")
    return list(found.values_list("name", "short_name"))


def place_names(shown: Sequence[Field]) -> list[str]:
    """The villages to choose from, where a field asks for one."""
    return books.place_labels() if any(one.type == "place" for one in shown) else []


def cleaned(request: Any, columns: Sequence[Column]) -> dict[str, Any]:
    """What a form says in these columns. Raises Refusal for the first that can't be taken."""
    return {one.code: _cleaned(one, request.POST.get(one.code, "")) for one in columns}


def _cleaned(column: Column, sent: str) -> Any:
    """Raises Refusal that names the column."""
    try:
        return column.clean(sent)
    except CellProblem as problem:
        named = "" if column.title in problem.message else f"“{column.title}”"
        raise Refusal(f"{named}{problem.message}", problem.remedy) from None


def values_sent(
    request: Any, book: books.Book, columns: Sequence[Column]
) -> tuple[dict[str, Any], dict[str, str]]:
    """The same as field values and as what the county's own columns keep. Raises Refusal."""
    (told,) = books.with_others(book, [cleaned(request, columns)])
    try:
        return books.values_of(book, told, books.named(book, [told], request.post))
    except CellProblem as problem:
        raise Refusal(problem.message, problem.remedy) from None


def chosen(request: Any, book: books.Book) -> Mapping[str, str]:
    """What the list is narrowed to."""
    asked = {name: request.GET.get(name, "") for name in ("state", "late", "mark", *book.filters)}
    return {**asked, "of": str(above.uid)} if (above := row_above(request, book)) else asked


def row_above(request: Any, book: books.Book) -> Any:
    """The row of the ledger above that the address names; None where it names none, 404 where it is not reached."""
    told = request.GET.get("of", "") if book.of else ""
    if not told:
        return None
    try:
        uid = UUID(told)
    except ValueError:
        raise Http404 from None
    return row_asked(request, books.book(book.parent), uid)


def _type(column: Column) -> str:
    if isinstance(column, Choice):
        return "select"
    if isinstance(column, Day):
        return "date"
    if isinstance(column, books.UnitName | books.PlaceName):
        return "unit" if isinstance(column, books.UnitName) else "place"
    return "long" if type(column) is Column and column.longest > LONG else "text"


def filled(row: Any, column: Column) -> str:
    """What stands in a form or a workbook, so that the same taken back means the same."""
    named = getattr(row, column.code) if isinstance(column, books.PlaceName | books.RowName) else None
    if named is not None:
        return books.place_label(named) if isinstance(column, books.PlaceName) else books.row_label(named)
    value = books.told(row, column.code)
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
