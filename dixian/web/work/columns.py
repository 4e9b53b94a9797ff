"""The columns of the lists of duties."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from dixian.foundation.worklist.enums import DutyState
from dixian.web.lists.columns import Column, Listing, link
from dixian.web.shell.templatetags.dixian import clock_tag, day, unsourced
from dixian.web.work.rows import Row, held_rows, waiting_rows


def _because(row: Row) -> Any:
    told = unsourced(row.duty.about)
    if row.duty.state != DutyState.OPEN:
        return told
    return format_html('{} <span class="because">{}</span>', told, row.because)


def _act(row: Row) -> Any:
    if not row.address:
        return ""
    colour = " btn-primary" if row.mine and row.duty.state == DutyState.OPEN else ""
    verb = row.verb if row.duty.state == DutyState.OPEN else "查看"
    return format_html(
        '<a class="btn btn-sm{}" href="{}">{}<span class="visually-hidden">{}</span></a>',
        colour,
        row.address,
        verb,
        row.duty.subject_label,
    )


def _left(row: Row) -> Any:
    return clock_tag(row.clock.colour, row.clock.left, row.clock.word, row.clock.rule)


def _place(row: Row) -> str:
    if row.duty.unit:
        return str(row.duty.unit.short_name)
    return str(row.duty.area.name) if row.duty.area else ""


def _holders(row: Row) -> Any:
    named = "、".join(f"{one.user.name}（{one.get_role_display()}）" for one in row.held_by)
    return named or format_html('<span class="tag tag-red">{}</span>', "没有能办的岗位")


def _steps(row: Row) -> Any:
    return format_html_join(
        "",
        '<span class="nowrap">{} 报{}{}</span><br>',
        ((day(one.on_day), one.get_step_display(), one.head_name) for one in row.steps),
    )


def _escalated(row: Row) -> Any:
    why_not = row.unescalated
    if why_not is None:
        return _steps(row) if row.steps else format_html('<span class="muted">{}</span>', "未超期")
    if not why_not.unit:
        return format_html('{}<span class="muted">{}</span>', _steps(row), why_not.sentence)
    told = (
        link(reverse("unit", args=[why_not.unit.uid]), why_not.sentence)
        if row.sees_units
        else why_not.sentence
    )
    ask = "" if row.enters_heads else format_html('<br><span class="muted">{}</span>', "请系统管理员登记")
    return format_html('{}<span class="tag tag-red">报不到</span> {}{}', _steps(row), told, ask)


def _escalated_words(row: Row) -> str:
    steps = [f"{day(one.on_day)} 报{one.get_step_display()}{one.head_name}" for one in row.steps]
    return "；".join([*steps, *([row.unescalated.sentence] if row.unescalated else [])])


TITLE = Column(
    "title",
    "事项",
    lambda row: row.duty.title,
    lambda row: format_html('<b class="wraps">{}</b>', row.duty.title),
    sort="title",
    kept=True,
)
SUBJECT = Column(
    "subject",
    "对象",
    lambda row: row.duty.subject_label,
    lambda row: format_html('<span class="wraps">{}</span>', row.duty.subject_label),
)
VILLAGE = Column("village", "村", lambda row: row.village, whole=True)
ABOUT = Column("about", "为什么", lambda row: row.duty.about, _because)
PLACE = Column("place", "承办", _place)
OPENED = Column("opened", "起算日", lambda row: day(row.duty.opened_on), sort="opened_on", extra=True)
DUE = Column("due", "期限", lambda row: day(row.duty.due_on), sort="due_on", whole=True)
LEFT = Column("left", "还剩", lambda row: f"{row.clock.left} {row.clock.word}", _left, named=False)
ACT = Column("act", "办理", lambda _row: "", _act, named=False, act=True)


def _of(name: str, title: str, rows_of: Callable[..., Any], *columns: Column, **more: Any) -> Listing:
    return Listing(
        name, title, columns, rows_of=rows_of, uids_of=lambda row: row.duty.uid, subject="待办", **more
    )


WAITING = _of(
    "home", "待办", waiting_rows, TITLE, SUBJECT, VILLAGE, ABOUT, OPENED, DUE, LEFT, ACT, order="due"
)
DONE = _of(
    "done",
    "我办结的",
    waiting_rows,
    TITLE,
    SUBJECT,
    VILLAGE,
    ABOUT,
    DUE,
    Column("done", "办结日", lambda row: day(row.duty.done_on)),
    LEFT,
    ACT,
    newest_first=True,
)
HELD = (
    TITLE,
    SUBJECT,
    VILLAGE,
    Column("about", "为什么", lambda row: row.duty.about, _because, extra=True),
    PLACE,
    Column("holders", "在谁手上", lambda row: "、".join(one.user.name for one in row.held_by), _holders),
    OPENED,
    Column("due", "期限", lambda row: day(row.duty.due_on), sort="due_on", extra=True),
    LEFT,
    Column("escalated", "上报", _escalated_words, _escalated),
    ACT,
)
DUTIES = _of("duties", "辖区待办", held_rows, *HELD, order="due")
LATE = _of("late", "超期事项", held_rows, *HELD, order="due")
