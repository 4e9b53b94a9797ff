"""A blank is read, its columns are matched with figures, it is split by township, filled in and merged."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from dixian.directives.blanks.engine.filling import filled
from dixian.directives.blanks.engine.layout import guessed, layout_from
from dixian.directives.blanks.known import choices, guessed_of_subject
from dixian.directives.blanks.listed import require_sees
from dixian.directives.blanks.models import Blank, BlankPart, BlankStep
from dixian.directives.blanks.reading import READER, RETURNED, content_of_blank, layout_of_blank, read_apart
from dixian.directives.blanks.rolls import WHOSE, doubts_of, filled_roll, take_back, whole_roll
from dixian.directives.blanks.rules import wrong_cell
from dixian.directives.blanks.selectors import matched_before
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.books.api import act, book, redate
from dixian.foundation.figures.api import figures
from dixian.foundation.files.api import StoredFile, content_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import header_key
from dixian.foundation.policy.api import latest

AHEAD = "slip.blank.ahead"


def of_blank(row: Blank, memo: dict[Any, Any]) -> None:
    """Raises Refusal without a limit, and for one that has passed before it was sent out."""
    if row.due_on is None:
        raise Refusal("没有写期限", "填各乡镇什么时候报来")
    today = clock.today()
    if AHEAD not in memo:
        memo[AHEAD] = latest(AHEAD, today)
    if row.state in ("new", "read") and not today <= row.due_on <= memo[AHEAD]:
        raise Refusal(f"期限 {row.due_on} 已经过了，或者在 {memo[AHEAD]} 以后", "填各乡镇来得及报来的日期")


def redated(row: Blank, before: Mapping[str, Any], _post: Post) -> None:
    """Raises Refusal for a limit that has passed, or years to come, of a report that was sent out."""
    today = clock.today()
    if row.due_on != before["due_on"] and row.due_on and not today <= row.due_on <= latest(AHEAD, today):
        raise Refusal(f"期限 {row.due_on} 已经过了，或者太远", "填各乡镇来得及报来的日期")


def follow(rows: Sequence[Blank], post: Post) -> None:
    """What townships have not reported yet is due when the report is."""
    for row in rows:
        left = BlankPart.objects.filter(blank=row, state__in=("waiting", "returned")).exclude(
            due_on=row.due_on
        )
        parts = list(left.select_related("blank", "unit").order_by("id"))
        if parts and row.due_on:
            why = f"期限随报表改为 {row.due_on}"
            redate(book=book("blank-parts"), rows=parts, due_on=row.due_on, post=post, text=why)


def read(row: Blank, _on: date, post: Post) -> None:
    """The file of the step that was just taken: its columns, and which figures they mean. Raises Refusal."""
    step = BlankStep.objects.filter(row=row, verb="load").select_related("evidence").latest("id")
    row.source = step.evidence
    found = read_apart(READER, content_of_blank(row), "另存为 .xlsx 再上传")
    if isinstance(found, str):
        raise Refusal("这份表格读不了", found)
    known = {one.code: (one.title, *one.also) for one in figures()}
    layout = layout_from(found)
    matched = matched_before(row)
    if layout.is_roll:
        row.meant = {
            str(column): guessed_of_subject(title, layout.kind) for column, title in layout.columns.items()
        }
        # Whose household it is stands in the file alone: everybody reads what a report is.
        row.layout, row.whose = {**found, "rows": {}}, "" if layout.rows else next(iter(WHOSE))
    else:
        row.meant = {
            str(column): guessed(title, known) or matched.get(header_key(title), "")
            for column, title in layout.columns.items()
        }
        row.layout, row.whose = found, ""
    if layout.is_roll:
        row.layout = {**row.layout, **doubts_of(row, layout, post)}
    _keep(row, "source", "layout", "meant", "whose")


@transaction.atomic
def match(*, blank: Blank, meant: Mapping[str, str], post: Post, whose: str = "") -> None:
    """Which figure a column means, "" for what townships fill in. whose: which households stand in a table that lists none.

    Raises NotAllowed, Refusal (sent already, no such figure).
    """
    post.require(Capability.CHECK_BOOKS)
    if blank.state != "read":
        raise Refusal("现在不能改栏目对应的指标", "上传空表以后、分发以前改")
    layout = layout_from(blank.layout)
    known = {"", *(one.code for one in (choices(layout.kind) if layout.is_roll else figures()))}
    told = {column: meant.get(column, "") for column in blank.meant}
    unknown = next((column for column, code in told.items() if code not in known), None)
    if unknown is not None:
        raise Refusal(
            f"“{blank.layout['columns'][unknown]}”对应的指标系统里没有", "从列表里选一个，或者选由乡镇填"
        )
    if blank.whose:
        if whose not in WHOSE:
            raise Refusal("没有选“列哪些户”", "从列表里选一个")
        blank.whose = whose
    blank.meant = told
    _keep(blank, "meant", "whose")


@transaction.atomic
def fill(*, part: BlankPart, values: Mapping[str, str], returned: StoredFile | None, post: Post) -> None:
    """What a township says, from the form or from its workbook.

    Raises NotAllowed; Refusal for a workbook that is not the one that was sent, a number of a person, what is too long,
    no count where a figure is meant, and a cell left empty where the system had a figure.
    """
    if part.sent_id:
        take_back(part, returned)
        _keep(part, "roll", "back")
        act(book=book("blank-parts"), row=part, verb="fill", post=post, on=clock.today(), evidence=returned)
        return
    told, row = (
        ({key: text.strip() for key, text in values.items()}, None)
        if returned is None
        else _sent_back(part, returned)
    )
    part.told = {column: told.get(column, "") for column in part.blank.meant}
    for column, text in part.told.items():
        wrong = wrong_cell(
            text, prefilled=part.prefilled.get(column, ""), counted=bool(part.blank.meant[column])
        )
        if wrong:
            raise Refusal(f"{_where(part, column, row)}{wrong[0]}", wrong[1])
    if not any(part.told.values()):
        raise Refusal("一格也没有填", "填上数再报；确实没有的填 0 或“无”")
    _keep(part, "told")
    act(book=book("blank-parts"), row=part, verb="fill", post=post, on=clock.today())


def _sent_back(part: BlankPart, returned: StoredFile) -> tuple[dict[str, str], int]:
    """The values of the part's row in a workbook that came back, and where that row stands. Raises Refusal."""
    alike = list(
        BlankPart.objects.filter(blank=part.blank, name=part.name)
        .order_by("line")
        .values_list("pk", flat=True)
    )
    given = {
        "content": content_of(returned),
        "sent": part.blank.layout,
        "original": content_of_blank(part.blank),
        "name": part.name,
        "which": alike.index(part.pk),
        "of": len(alike),
    }
    found = read_apart(RETURNED, given, "用下载的那一份填写，另存为 .xlsx 再上传")
    return found["values"], found["row"]


def _where(part: BlankPart, column: str, row: int | None) -> str:
    # As in `engine.layout`.
    from openpyxl.utils import get_column_letter

    title = f"“{part.blank.layout['columns'][column]}”"
    if row is None:
        return title
    return f"“{part.blank.layout['sheet']}”第 {row} 行 {get_column_letter(int(column))} 列{title}"


def merged(blank: Blank, post: Post) -> bytes:
    """The superior's workbook with what every township has filled in, so far as it was accepted or waits for it; of households or
    persons, before they are sent out, with what is known of each. Raises NotAllowed where the post doesn't see them."""
    if layout_from(blank.layout).is_roll:
        require_sees(blank.meant.values(), post)
        layout = layout_of_blank(blank)
        sent = BlankPart.objects.filter(blank=blank).exists()
        return whole_roll(blank, layout) if sent else filled_roll(blank, layout, post)
    parts = BlankPart.objects.filter(blank=blank).order_by("line")
    return _filled(blank, {one.line: (one.name, _columns(one.told)) for one in parts})


def part_of(part: BlankPart, post: Post) -> bytes:
    """The same workbook with one township's row only; of households or persons its list, as it sent it last. Raises NotAllowed."""
    if part.sent is not None:
        require_sees(part.blank.meant.values(), post)
        return content_of(part.back or part.sent)
    return _filled(part.blank, {part.line: (part.name, _columns(part.told))}, total=False)


def _filled(blank: Blank, rows: Any, *, total: bool = True) -> bytes:
    layout = blank.layout
    return filled(
        content_of_blank(blank),
        sheet=layout["sheet"],
        place=layout["place"],
        rows=rows,
        total=layout["total"] if total else None,
        titles={int(column): title for column, title in layout["columns"].items()},
    )


def _columns(told: Mapping[str, str]) -> dict[int, str]:
    return {int(column): text for column, text in told.items() if text}


def filling(part: BlankPart, _on: date) -> None:
    """Raises Refusal where nothing was said: a step is taken with the form of the part."""
    if not (part.back_id if part.sent_id else any(part.told.values())):
        raise Refusal("一格也没有填", "在本单位的一份里填，或者传回填好的表")


def closing(row: Blank, _on: date) -> None:
    """Raises Refusal while a township's part is not accepted, or none was sent out; a table of households needn't be."""
    if row.state == "read" and not layout_from(row.layout).is_roll:
        raise Refusal("还没有分发各乡镇", "分发、收齐以后办结；不用填的“取消”")
    left = BlankPart.objects.filter(blank=row).exclude(state="accepted").count()
    if left:
        raise Refusal(f"还有 {left} 份没有审核通过", "催报或审核以后再办结")


def _keep(row: Any, *names: str) -> None:
    row.version += 1
    row.save(update_fields=[*names, "version"])
