"""Small forms, declared: a verb is a title, its fields as column objects, and the action they go to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from dixian.foundation.areas import api as areas
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Choice, Column, Day, Phone, Text
from dixian.foundation.kernel.problems import CellProblem, Refusal
from dixian.web.settings.columns import AreaColumn, Coded, GroupColumn, UnitColumn

# The day a change takes effect is today unless somebody says otherwise.
TODAY_AT_FIRST = ("since", "on")
# What an action calls otherwise than the record.
KNOWN_AS = {"on": "valid_to", "source": "ended_source"}
HTML_TYPES = {Day: "date", Phone: "tel"}
LISTS = {AreaColumn: "all-areas", UnitColumn: "all-units", GroupColumn: "all-groups"}


def always(_record: Any) -> bool:
    """A verb for every record."""
    return True


@dataclass(frozen=True)
class Verb:
    """Something done to a record by a small form.

    run: the action; gets the record as `word` (the kind's own word where empty) and each field by its code.
    when: whether it can be done to this record now. known: the fields show what the record has.
    asks: the question before it is done, where it can't be undone by the same form.
    """

    title: str
    fields: tuple[Column, ...]
    run: Callable[..., Any]
    word: str = ""
    when: Callable[[Any], bool] = always
    known: bool = False
    hint: str = ""
    asks: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of record with its verbs. home: the attribute that leads to the record whose page it stands on."""

    model: Any
    word: str
    verbs: Mapping[str, Verb]
    select: tuple[str, ...] = ()
    home: str = ""

    def page_record(self, record: Any) -> Any:
        """The record whose page shows this one."""
        return getattr(record, self.home) if self.home else record


@dataclass(frozen=True)
class Field:
    """A field as it is drawn."""

    column: Column
    id: str
    type: str
    value: str
    list: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """A verb of a record as it is drawn; open and with a message where it was refused."""

    verb: Verb
    action: str
    version: int
    fields: list[Field]
    message: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class Attempt:
    """A form that was sent and refused: what was typed is shown again."""

    action: str
    posted: Mapping[str, str]
    message: str
    remedy: str


def draw(kinds: Mapping[str, Kind], code: str, record: Any, attempt: Attempt | None) -> list[Form]:
    """The forms of what can be done to a record now."""
    return [
        _form(verb, reverse("change-place", args=(code, record.uid, name)), record, attempt)
        for name, verb in kinds[code].verbs.items()
        if verb.when(record)
    ]


def read(verb: Verb, posted: Mapping[str, str]) -> dict[str, Any]:
    """The clean values of a sent form, texts never None. Raises Refusal that names the field."""
    values = {}
    for column in verb.fields:
        text = posted.get(column.code, "")
        if column.required and not text.strip():
            raise Refusal(f"“{column.title}”没有填", "补填后再保存")
        try:
            value = column.clean(text)
        except CellProblem as problem:
            said = (
                problem.message if column.title in problem.message else f"“{column.title}”：{problem.message}"
            )
            raise Refusal(said, problem.remedy) from None
        values[column.code] = "" if value is None and type(column) in (Text, Phone) else value
    return values


def draw_one(verb: Verb, action: str, attempt: Attempt | None = None) -> Form:
    """The form of a verb that needs no record."""
    return _form(verb, action, None, attempt)


def _form(verb: Verb, action: str, record: Any, attempt: Attempt | None) -> Form:
    mine = attempt if attempt and attempt.action == action else None
    fields = [
        _field(column, f"{action.replace('/', '-')}{column.code}", _shown(column, verb, record, mine))
        for column in verb.fields
    ]
    version = record.version if record is not None else 0
    said = (mine.message, mine.remedy) if mine else ("", "")
    return Form(verb, action, version, fields, *said)


def _field(column: Column, id_: str, value: str) -> Field:
    options = column.options if isinstance(column, Choice) else ()
    kind = "select" if options else HTML_TYPES.get(type(column), "text")
    return Field(column, id_.strip("-"), kind, value, LISTS.get(type(column), ""), options)


def _shown(column: Column, verb: Verb, record: Any, attempt: Attempt | None) -> str:
    if attempt is not None:
        return attempt.posted.get(column.code, "")
    # A sealed number is typed anew, never shown in a field.
    value = _value(record, column.code) if verb.known and not isinstance(column, Phone) else None
    if value is None and column.code in TODAY_AT_FIRST:
        return clock.today().isoformat()
    if isinstance(column, Coded):
        return column.label_of(value)
    if isinstance(value, areas.Area | areas.Unit):
        return areas.label_of(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _value(record: Any, code: str) -> Any:
    return getattr(record, code, None) or getattr(record, KNOWN_AS.get(code, code), None)
