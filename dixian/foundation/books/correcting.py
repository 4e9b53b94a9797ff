"""Other values in the columns of rows that are there; what changed stands in their timeline."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.audit.api import beyond_scope
from dixian.foundation.books.acting import note_step, require_own, step_of
from dixian.foundation.books.book import Book
from dixian.foundation.books.changing import all_told, changed
from dixian.foundation.books.columns import columns_of, set_by_series, shown_columns
from dixian.foundation.books.duties import keep_duties
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal

LONGEST = 500
NEVER_CORRECTED = ("unit", "state", "version")
CORRECTED = ("correct", "更正")


@transaction.atomic
def correct(
    *,
    book: Book,
    row: Any,
    values: Mapping[str, Any],
    extra: Mapping[str, str],
    post: Post,
    text: str = "",
) -> None:
    """Other values in the columns of a row that is not at its end; whose it is stays. Nothing is noted where none is other.

    Raises NotAllowed, Refusal (at its end, changed meanwhile, what `prepare` refuses).
    """
    post.require(book.write)
    require_own(book, row, post)
    if not book.may_correct(row.state):
        raise Refusal(f"这件已经是“{book.states.labels[row.state]}”，不再更正", "另行登记一件，写明原因")
    columns = shown_columns(book)
    before, shown = _columns(row), all_told(columns, row)
    alter(book, row, values, extra, post, {})
    kept = {name: value for name, value in _columns(row).items() if value != before[name]}
    if not kept:
        return
    same = book.model.objects.filter(pk=row.pk, version=row.version)
    if not same.update(**kept, version=row.version + 1):
        raise Refusal("这件刚被别人办理过", "刷新页面看最新情况")
    row.version += 1
    said = [text, *changed(shown, all_told(columns, row))]
    note_step(book, row, CORRECTED, clock.today(), post, text="；".join(filter(None, said))[:LONGEST])
    keep_duties(book, [row], clock.today(), anew=before["due_on"] != row.due_on)
    book.kept([row], post)


def alter(
    book: Book,
    row: Any,
    values: Mapping[str, Any],
    extra: Mapping[str, str],
    post: Post,
    memo: dict[Any, Any],
) -> None:
    """Put other values into a row that is written afterwards. Raises Refusal (`prepare`, `altering`)."""
    _require_not_judged(book, row, values)
    before = _columns(row)
    for name, value in values.items():
        if name != "unit":
            setattr(row, name, value)
    row.extra = {**row.extra, **extra}
    book.prepare(row, memo)
    _require_as_set(book, row, before)
    book.altering(row, before, post)


def _require_as_set(book: Book, row: Any, before: Mapping[str, Any]) -> None:
    """Raises Refusal for another period, limit or subject of a row that came by itself: the one meant is there, or comes."""
    names = (row._meta.get_field(name).attname for name in set_by_series(book))
    if any(getattr(row, name) != before[name] for name in names):
        raise Refusal(f"这件{book.noun}是按期自动列出的，期次、期限和对象不能改", "打开要办的那一期办理")


def _require_not_judged(book: Book, row: Any, values: Mapping[str, Any]) -> None:
    """Raises Refusal for what somebody reported and another is to look at: it goes back first, so that nobody confirms their own."""
    locked = _judged_columns(book, row.state)
    other = [code for code in locked if code in values and values[code] != getattr(row, code)]
    if other:
        titles = "、".join(f"“{one.title}”" for one in columns_of(book, tuple(other)))
        raise Refusal(f"{titles}已经报来核对，不能直接更正", "退回以后重新登记")


def _judged_columns(book: Book, state: str) -> tuple[str, ...]:
    """What an act has filled in that another is to look at in this state, and can send back."""
    found = []
    for one in book.acts:
        step = book.states.step(one.verb)
        back = {book.states.step(it.verb).target for it in book.acts if it.judges == one.verb}
        if step.target == state and back & set(step.sources):
            found += [*one.fields, *one.offers]
    return tuple(found)


@transaction.atomic
def redate(*, book: Book, rows: Sequence[Any], due_on: date, post: Post, text: str) -> None:
    """Rows are due by another day, by the word of who sets the days of what they are part of; it has asked whether it may."""
    with beyond_scope():
        book.model.objects.filter(pk__in=[row.pk for row in rows]).update(
            due_on=due_on, version=F("version") + 1
        )
        for row in rows:
            row.due_on = due_on
        told = [step_of(book, row, CORRECTED, clock.today(), post, text=text) for row in rows]
        book.step.objects.bulk_create(told, batch_size=500)
    keep_duties(book, rows, clock.today(), anew=True)


def _columns(row: Any) -> dict[str, Any]:
    """What stands in a row, what `prepare` fills in besides included; whose it is, is never corrected."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in NEVER_CORRECTED
    }
