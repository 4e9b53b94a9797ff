"""The fields of a ledger's model as column objects, values out of cells and into them; and the county's own columns."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models

from dixian.foundation.books.book import Act, Book
from dixian.foundation.books.enums import ColumnKind
from dixian.foundation.books.models import BookColumn, SeriesRow
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.columns import Choice, Column, Day, Money, MonthColumn, Text, Whole
from dixian.foundation.kernel.limit_day import LimitDay
from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.kernel.text import as_written, tidy

YES_NO = ("是", "否")


@dataclass(frozen=True)
class UnitName(Column):
    """A unit as people write it; `reading` finds which one it is."""

    rule: ClassVar[str] = "单位全称或简称"


@dataclass(frozen=True)
class UnitNames(Column):
    """Several units as people write them."""

    rule: ClassVar[str] = "单位全称或简称，几个之间用顿号隔开"


@dataclass(frozen=True)
class PlaceName(Column):
    """A village or township as people write it."""

    rule: ClassVar[str] = "村名，同名的前面加乡镇，如 绥棱镇东方红村"


@dataclass(frozen=True)
class RowName(Column):
    """A row of the ledger above, by what it is called there; of several the place or unit behind it says which."""

    rule: ClassVar[str] = "照台账里的名称写，同名的后面加村或单位，如 王强（富民村）"


@dataclass(frozen=True)
class PeriodName(Column):
    """A period as the ledger calls it; a month however written, and the day a spreadsheet makes of it."""

    rule: ClassVar[str] = "照台账里的期次写，如 2024年4月"

    def convert(self, raw: object, text: str) -> str:
        """`2024年4月`; what is no month as it stands."""
        try:
            return Month.parse(MonthColumn(self.code, self.title).convert(raw, text)).label
        except CellProblem:
            return text


def columns_of(book: Book, codes: tuple[str, ...] | None = None) -> list[Column]:
    """The column objects of the ledger's fields, or of some of them."""
    found = [
        column_of(book.model._meta.get_field(code)) for code in (book.columns if codes is None else codes)
    ]
    return [_as_the_book_says(book, one) for one in found]


def _as_the_book_says(book: Book, one: Column) -> Column:
    if one.code == book.others or one.code in book.seconds.values():
        one = UnitNames(one.code, one.title, longest=one.longest)
    named = replace(
        one,
        title=book.titles.get(one.code, one.title),
        required=one.required or one.code in book.needs,
        aliases=book.also.get(one.code, ()),
        instead=book.instead.get(one.code, ()),
    )
    if isinstance(named, LimitDay):
        return replace(named, undated=book.undated)
    if isinstance(named, Choice) and one.code in book.means:
        return replace(named, means=tuple(book.means[one.code].items()))
    return named


def columns_asked(book: Book, act: Act) -> list[Column]:
    """The columns filled in with a step: those it asks for must be, those it offers may."""
    needed = [replace(column, required=True) for column in columns_of(book, act.fields)]
    return [*needed, *(replace(column, required=False) for column in columns_of(book, act.offers))]


def column_of(field: Any) -> Column:
    """The column object of a field: its type, title, whether it must be filled in, how long it may be."""
    named: dict[str, Any] = {
        "code": field.name,
        "title": str(field.verbose_name),
        "required": not (field.blank or field.has_default()),
        "example": str(field.help_text),
    }
    if field.choices:
        return Choice(**named, options=tuple(str(label) for _, label in field.choices))
    if isinstance(field, models.BooleanField):
        return Choice(**named, options=YES_NO)
    if issubclass(field.model, SeriesRow) and field.name == "period":
        return PeriodName(**named, longest=field.max_length)
    if isinstance(field, models.ForeignKey):
        return NAMES.get(field.related_model._meta.label, RowName)(**named)
    if isinstance(field, models.DateField):
        return (LimitDay if field.name == "due_on" else Day)(**named)
    if isinstance(field, models.DecimalField):
        return Money(**named)
    if isinstance(field, models.IntegerField):
        return Whole(**named)
    return Text(**named, longest=field.max_length or 2000, verbatim=True)


NAMES: dict[str, type[Column]] = {"foundation_areas.Unit": UnitName, "foundation_areas.Area": PlaceName}


def own_columns(book: Book) -> list[BookColumn]:
    """The columns the county added and has not ended, in the order they came."""
    return list(BookColumn.objects.filter(book=book.code, ended_on=None).order_by("id"))


def own_column(row: BookColumn) -> Column:
    """The column object of a county's own column."""
    if row.kind == ColumnKind.CHOICE:
        return Choice(row.code, row.title, options=tuple(row.options.split("、")))
    kinds = {ColumnKind.WHOLE: Whole, ColumnKind.MONEY: Money, ColumnKind.DAY: Day}
    kind = kinds.get(ColumnKind(row.kind))
    return kind(row.code, row.title) if kind else Text(row.code, row.title, verbatim=True)


def all_columns(book: Book) -> list[Column]:
    """The columns of forms and of Excel: the ledger's that people fill in, then the county's own."""
    return [one for one in shown_columns(book) if one.code not in book.counted]


def typed_columns(book: Book) -> list[Column]:
    """The columns of forms: those of Excel without what the file's verb fills in, which has a form of its own, and what a
    series has set."""
    asked = book.act(book.loads)
    apart = {*asked.fields, *asked.offers} if asked else set()
    return [one for one in all_columns(book) if one.code not in apart | set(set_by_series(book))]


def set_by_series(book: Book) -> tuple[str, ...]:
    """What stands in a row that came by itself, and stays: its period, its limit, whom it is of."""
    return ("period", "due_on", book.of) if book.series else ()


def shown_columns(book: Book) -> list[Column]:
    """The columns of a row's page: the ledger's, then the county's own."""
    return [*columns_of(book), *map(own_column, own_columns(book))]


def to_field(field: Any, value: Any) -> Any:
    """A cleaned cell as the field keeps it."""
    if value is None:
        return None if field.null else field.get_default() if field.has_default() else ""
    if isinstance(field, models.BooleanField):
        return value == YES_NO[0]
    if field.choices:
        return next(kept for kept, label in field.choices if str(label) == value)
    return value


def told(row: Any, code: str) -> Any:
    """What a cell of a row shows: a label, a unit's name, a day, a number, a text."""
    if code not in _fields(type(row)):
        return row.extra.get(code, "")
    field = row._meta.get_field(code)
    value = getattr(row, code)
    if field.choices:
        return getattr(row, f"get_{code}_display")()
    if isinstance(value, bool):
        return YES_NO[not value]
    if value is None or isinstance(value, date | Decimal | int):
        return value
    return str(value)


def is_field(book: Book, code: str) -> bool:
    """Whether a code is of a field of the ledger's model, shown in its list or asked for by an act only."""
    return code in _fields(book.model)


def said(row: Any, code: str) -> Any:
    """What a cell says, for comparing: the row or unit meant, not what that is called; text without blanks at its ends."""
    if code in _fields(type(row)) and (field := row._meta.get_field(code)).is_relation:
        return getattr(row, field.attname)
    value = told(row, code)
    return as_written(value) if isinstance(value, str) else value


def key_of(book: Book, row: Any) -> tuple[str, ...]:
    """What a row names, however that is written; two of one name apart: by the row meant, not by what that is called."""
    return tuple(tidy(said(row, code)) for code in book.key)


def kept_text(value: Any) -> str:
    """What a county's own column keeps."""
    return "" if value is None else str(value)


def _fields(model: Any) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}
