"""Registering a row, taking a step with it; each is a step of its timeline and keeps its duties."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from dixian.foundation.accounts.api import NotAllowed, Post, span_of
from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.audit.api import take_step
from dixian.foundation.books.beginning import stop_series
from dixian.foundation.books.book import Act, Book, children
from dixian.foundation.books.duties import keep_duties, owe_duties
from dixian.foundation.books.repeating import once, require_new
from dixian.foundation.books.rules import may_act, may_write
from dixian.foundation.books.series import open_rows
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal

SHORTEST, BUREAU = 2, "nyncj"
REGISTERED = ("register", "登记")


def mine(post: Post) -> frozenset[int]:
    """The units a post speaks for: its own with those below it."""
    return frozenset({post.unit_id, *span_of(post).units})


def may_keep(book: Book, row: Any, post: Post) -> bool:
    """Whether a post may register and correct this row."""
    return may_speak_for(row.unit_id, post) or (book.keepers == "reach" and _reaches(row, post))


def _reaches(row: Any, post: Post) -> bool:
    scope, span = type(row).scope, span_of(post)
    places = [(scope.area, span.areas), (scope.unit, span.units)]
    return any(getattr(row, column) in ids for column, ids in places if column)


def may_speak_for(unit_id: int, post: Post) -> bool:
    """Whether a post may register and correct rows of this unit."""
    return may_write(unit=unit_id, mine=mine(post), everything=span_of(post).everything)


@transaction.atomic
def register(
    *, book: Book, values: Mapping[str, Any], extra: Mapping[str, str], post: Post, text: str = ""
) -> Any:
    """A new row. Raises NotAllowed, Refusal (somebody else's unit, what `prepare` refuses)."""
    post.require(book.write)
    row = book.model(state=book.begins, extra={code: told for code, told in extra.items() if told}, **values)
    book.prepare(row, {})
    require_own(book, row, post)
    require_new(book, row)
    with once():
        row.save(force_insert=True)
    note_step(book, row, REGISTERED, clock.today(), post, text=text)
    owe_duties(book, [row], clock.today())
    _open_below(book, [row])
    book.kept([row], post)
    return row


def _open_below(book: Book, rows: Sequence[Any]) -> None:
    for one in children(book):
        open_rows(one, clock.today(), rows)


@transaction.atomic
def register_many(*, book: Book, rows: Sequence[Any], post: Post, text: str) -> None:
    """Several new rows, prepared already, in a fixed number of queries but for their duties."""
    post.require(book.write)
    for row in rows:
        require_own(book, row, post)
    with once():
        made = book.model.objects.bulk_create(rows, batch_size=500)
    told = [step_of(book, row, REGISTERED, clock.today(), post, text=text) for row in made]
    book.step.objects.bulk_create(told, batch_size=500)
    owe_duties(book, made, clock.today())
    _open_below(book, made)
    book.kept(made, post)


def judged_by_whom(book: Book, row: Any, act: Act) -> Any:
    """The last step an act judges; None where it judges none."""
    steps = book.step.objects.filter(row=row, verb=act.judges) if act.judges else book.step.objects.none()
    return steps.select_related("by").order_by("-id").first()


def may_take(book: Book, row: Any, act: Act, post: Post, judged: Any) -> bool:
    """Whether the acting person may take this step now. judged: the step it judges."""
    step = book.states.step(act.verb)
    if row.state not in step.sources or not _has_right(row, act, step.capability, post):
        return False
    if act.elsewhere and row.unit_id in mine(post):
        return False
    return may_act(
        by=act.by,
        unit=row.unit_id,
        mine=mine(post),
        everything=span_of(post).everything,
        approves=post.can(Capability.APPROVE_POLICY),
        judged=judged.by_id if judged else None,
        me=post.acting_person.pk,
    )


def _has_right(row: Any, act: Act, right: str, post: Post) -> bool:
    """A county leader has it over what the unit did that has it over all others; the unit an act names too, by its ledgers; and
    whom the row is about."""
    if act.whose(row, post):
        return True
    if act.also and post.unit.code == act.also and post.can(Capability.KEEP_BOOKS):
        return True
    over = act.elsewhere and post.role == Role.COUNTY_LEADER and row.unit.code == BUREAU
    return over or post.can(Capability(right))


@transaction.atomic
def act(
    *,
    book: Book,
    row: Any,
    verb: str,
    post: Post,
    on: date,
    text: str = "",
    values: Mapping[str, Any] | None = None,
    evidence: StoredFile | None = None,
) -> Any:
    """Take a step with a row. Returns it as it was written.

    Raises NotAllowed (not one's own business, one's own work to judge); Refusal (state, no text, no evidence, a day to
    come, what the act's check refuses, somebody was faster).
    """
    asked = book.act(verb)
    if asked is None:
        raise Refusal("没有选择怎么办理", "点页面上要办的那一项")
    step = book.states.step(verb)
    if not _has_right(row, asked, step.capability, post):
        post.require(Capability(step.capability))
    book.states.target(verb, row.state)
    judged = judged_by_whom(book, row, asked)
    if not may_take(book, row, asked, post, judged):
        own = judged is not None and judged.by_id == post.acting_person.pk
        if own:
            raise Refusal(f"“{step.label}”不能由原来的经办人办理", "请另一位同事办理")
        if asked.elsewhere and row.unit_id in mine(post):
            who = "县领导" if span_of(post).everything else "县农业农村局"
            raise NotAllowed(f"“{step.label}”不由{row.unit}自己办理，由{who}办理")
        raise NotAllowed(f"“{step.label}”不由本单位办理")
    _require_said(asked, text, on, evidence)
    for name, value in (values or {}).items():
        setattr(row, name, value)
    asked.check(row, on)
    changes = {name: getattr(row, name) for name in (*asked.fields, *asked.offers, *asked.sets)}
    take_step(row, book.states, verb, called=f"这件{book.noun}", **changes)
    made = note_step(
        book, row, (verb, step.label), on, post, text=text.strip(), evidence=evidence,
        over=judged.by if judged else None,
    )  # fmt: skip
    asked.then(row, on, post)
    keep_duties(book, [row], on)
    stop_series(book, row, on)
    return made


def _require_said(asked: Act, text: str, on: date, evidence: StoredFile | None) -> None:
    if asked.says and asked.needed and len(text.strip()) < SHORTEST:
        raise Refusal(f"没有写{asked.says}", f"写明{asked.says}")
    if asked.evidence == "must" and evidence is None:
        raise Refusal("没有上传佐证", "上传照片、文件或表格再提交")
    if on > clock.today():
        raise Refusal("日期在今天以后", "填实际办理的日期")


def require_own(book: Book, row: Any, post: Post) -> None:
    """Raises NotAllowed for a row that somebody else keeps."""
    if not may_keep(book, row, post):
        raise NotAllowed("只能登记和更正本单位的")


def note_step(book: Book, row: Any, what: tuple[str, str], on: date, post: Post, **more: Any) -> Any:
    """A step of a row's timeline, written."""
    made = step_of(book, row, what, on, post, **more)
    made.save(force_insert=True)
    return made


def step_of(book: Book, row: Any, what: tuple[str, str], on: date, post: Post, **more: Any) -> Any:
    """A step of a row's timeline: its verb with label, its day, who took it. Not written yet."""
    verb, label = what
    return book.step(
        row=row, unit_id=row.unit_id, verb=verb, label=label, state=row.state, on=on,
        by=post.acting_person, **{name: getattr(row, name) for name in book.step.carried},
        **{name: getattr(post, told) for name, told in book.step.of_post.items()}, **more,
    )  # fmt: skip
