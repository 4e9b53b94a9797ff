"""What a form or a workbook says as values of a row; and a workbook as new, changed and known rows, before any is written."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.books.acting import act, may_keep, may_take, register_many
from dixian.foundation.books.book import Book
from dixian.foundation.books.columns import (
    UnitName,
    UnitNames,
    all_columns,
    columns_of,
    is_field,
    kept_text,
    key_of,
    said,
    to_field,
)
from dixian.foundation.books.correcting import alter, correct
from dixian.foundation.books.naming import UNKNOWN, Named, named
from dixian.foundation.books.selectors import rows_of
from dixian.foundation.books.several import parted, with_others
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.masking import holds_number
from dixian.foundation.kernel.problems import CellProblem, Refusal

BY_EXCEL = "Excel 导入"
Rows = Sequence[tuple[int, dict[str, Any]]]
# A row that is there, other values of its columns, and what the county's own columns are to keep.
Change = tuple[Any, dict[str, Any], dict[str, str]]


@dataclass
class Plan:
    """What a workbook would do. problems: (row number, sentence) of rows that are not taken; known: rows that say nothing new.

    done: those that the verb a file does (`Book.loads`) is taken with.
    """

    new: list[Any] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    done: list[Change] = field(default_factory=list)
    known: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


def values_of(book: Book, cleaned: Mapping[str, Any], things: Named) -> tuple[dict[str, Any], dict[str, str]]:
    """Cleaned cells as field values, and as what the county's own columns keep. Raises CellProblem for a name nobody knows."""
    values: dict[str, Any] = {}
    of_model = tuple(code for code in cleaned if is_field(book, code))
    for column in columns_of(book, of_model):
        value = cleaned[column.code]
        if type(column) in UNKNOWN and value is not None:
            value = things.get((column.code, value))
            if value is None:
                what, remedy = UNKNOWN[type(column)]
                raise CellProblem(f"“{column.title}”里的“{cleaned[column.code]}”{what}", remedy)
        if isinstance(column, UnitNames) and value is not None:
            value = _units_beside(column, value, things)
        values[column.code] = to_field(book.model._meta.get_field(column.code), value)
    own = {code: kept_text(value) for code, value in cleaned.items() if code not in of_model}
    return values, own


def _units_beside(column: UnitNames, written: str, things: Named) -> str:
    names = parted(written)
    unknown = "、".join(f"“{name}”" for name in names if things.get((column.code, name)) is None)
    if unknown:
        what, remedy = UNKNOWN[UnitName]
        raise CellProblem(f"“{column.title}”里的{unknown}{what}", remedy)
    return "、".join(str(things[column.code, name]) for name in names)


def planned(*, book: Book, rows: Rows, post: Post) -> Plan:
    """What the rows of a workbook would do; nothing is written. Every row ends as new, changed, known or with a problem."""
    post.require(book.write)
    told = with_others(book, (row for _, row in rows))
    plan, things = Plan(), named(book, told, post)
    there = _there(book, post)
    titles = {column.code: column.title for column in all_columns(book)}
    seen: set[tuple[str, ...]] = set()
    memo: dict[Any, Any] = {}
    for (number, _), cleaned in zip(rows, told, strict=True):
        try:
            _require_clean(cleaned, titles)
            values, own = values_of(book, cleaned, things)
            row = book.model(
                state=book.begins, extra={code: one for code, one in own.items() if one}, **values
            )
            if _as_it_stands(book, there, row, cleaned, own):
                seen.add(key_of(book, row))
                plan.known += 1
                continue
            book.prepare(row, memo)
            if not may_keep(book, row, post):
                raise CellProblem(f"{row.unit}的不由本单位登记", "删去这一行，或请县农业农村局登记")
            key = key_of(book, row)
            if key in seen:
                raise CellProblem("与文件里前面的一行相同", "删去重复的一行")
            seen.add(key)
            known = _only(there.get(key, []))
            if known is not None and _does(book, known, row, cleaned):
                plan.done.append(_to_do(book, known, row, cleaned, own, post))
            else:
                _sort(plan, book, row, known, cleaned, own, post, memo)
        except (CellProblem, Refusal) as problem:
            plan.problems.append((number, f"{problem.message}。{problem.remedy}"))
    return plan


@transaction.atomic
def apply(*, book: Book, plan: Plan, post: Post) -> None:
    """Write what was planned: new rows are registered, changed ones corrected, the file's verb is taken with the others."""
    register_many(book=book, rows=plan.new, post=post, text=BY_EXCEL)
    for row, values, own in plan.changed:
        correct(book=book, row=row, values=values, extra=own, post=post, text=BY_EXCEL)
    asked = book.act(book.loads)
    for row, values, own in plan.done:
        filled = {
            code: one for code, one in values.items() if asked and code in (*asked.fields, *asked.offers)
        }
        beside = {code: one for code, one in values.items() if code not in filled}
        if beside or own:
            correct(book=book, row=row, values=beside, extra=own, post=post, text=BY_EXCEL)
        act(book=book, row=row, verb=book.loads, post=post, on=clock.today(), text=BY_EXCEL, values=filled)


def _as_it_stands(
    book: Book,
    there: dict[tuple[str, ...], list[Any]],
    row: Any,
    cleaned: Mapping[str, Any],
    own: dict[str, str],
) -> bool:
    """Whether a row says what one that is there says already; that one is passed over from then on."""
    alike = there.get(key_of(book, row), [])
    same = next((one for one in alike if not any(_other(book, row, one, cleaned, own))), None)
    if same is None:
        return False
    alike.remove(same)
    return True


def _only(alike: list[Any]) -> Any:
    """Raises CellProblem where several could be meant."""
    if len(alike) > 1:
        raise CellProblem(f"台账里这样的有 {len(alike)} 件", "在台账里打开要改的那一件更正")
    return alike[0] if alike else None


def _does(book: Book, known: Any, row: Any, cleaned: Mapping[str, Any]) -> bool:
    """Whether the file's verb is taken: its columns are all filled in, and one of them says something new."""
    asked = book.act(book.loads)
    if asked is None or known.state not in book.states.step(book.loads).sources:
        return False
    filled = all(cleaned.get(code) is not None for code in asked.fields)
    return filled and any(said(row, code) != said(known, code) for code in asked.fields)


def _to_do(
    book: Book, known: Any, row: Any, cleaned: Mapping[str, Any], own: dict[str, str], post: Post
) -> Change:
    """Raises CellProblem or Refusal for what the act would refuse."""
    asked = book.act(book.loads)
    if asked is None or not may_take(book, known, asked, post, None):
        raise CellProblem(f"“{book.states.step(book.loads).label}”不由本单位办理", "删去这一行")
    values, extra = _other(book, row, known, cleaned, own)
    tried = copy(known)
    for code, value in values.items():
        setattr(tried, code, value)
    asked.check(tried, clock.today())
    return known, values, extra


def _other(
    book: Book, row: Any, known: Any, cleaned: Mapping[str, Any], own: dict[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    filled = [code for code in book.columns if cleaned.get(code) is not None and code not in book.key]
    values = {code: getattr(row, code) for code in filled if said(row, code) != said(known, code)}
    return values, {code: one for code, one in own.items() if one and one != known.extra.get(code, "")}


def _sort(
    plan: Plan,
    book: Book,
    row: Any,
    known: Any,
    cleaned: Mapping[str, Any],
    own: dict[str, str],
    post: Post,
    memo: dict[Any, Any],
) -> None:
    """Raises CellProblem or Refusal for what a correction would refuse."""
    _require_by_verb(book, known, cleaned, row)
    if known is None:
        if not book.registers:
            raise CellProblem("台账里没有这一件", "名称照台账里的写，还没有列出的列出以后再报")
        plan.new.append(row)
        return
    values, extra = _other(book, row, known, cleaned, own)
    if not values and not extra:
        plan.known += 1
    elif not book.may_correct(known.state):
        raise CellProblem(f"这件已经是“{book.states.labels[known.state]}”，不再更正", "删去这一行")
    else:
        alter(book, copy(known), values, extra, post, memo)
        plan.changed.append((known, values, extra))


def _require_by_verb(book: Book, known: Any, cleaned: Mapping[str, Any], row: Any) -> None:
    """Raises CellProblem for what the file's verb fills in by a right of its own, where it can't be taken with this row."""
    asked = book.act(book.loads)
    if asked is None or book.states.step(book.loads).capability == book.write.value:
        return
    told = [one for one in columns_of(book, asked.fields) if cleaned.get(one.code) is not None]
    other = [one for one in told if known is None or said(row, one.code) != said(known, one.code)]
    if other:
        verb = book.states.step(book.loads).label
        raise CellProblem(
            f"“{other[0].title}”由“{verb}”登记，这一行还不能办", "这一格先空着导入，能办的时候再传一次"
        )


def _there(book: Book, post: Post) -> dict[tuple[str, ...], list[Any]]:
    found: dict[tuple[str, ...], list[Any]] = {}
    for row in rows_of(book, post).iterator(chunk_size=2000):
        found.setdefault(key_of(book, row), []).append(row)
    return found


def _require_clean(cleaned: Mapping[str, Any], titles: Mapping[str, str]) -> None:
    for code, value in cleaned.items():
        if isinstance(value, str) and holds_number(value):
            raise CellProblem(f"“{titles[code]}”里有证件号、手机号或账号", "删去号码，写姓名和村名就可以")
