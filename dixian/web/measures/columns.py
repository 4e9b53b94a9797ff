"""The columns of the lists of measures and of households not eliminated."""

from typing import Any

from django.utils.html import format_html

from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import labels
from dixian.warning.measures import api as measures
from dixian.web.lists.columns import Column, Listing
from dixian.web.lists.whose import whose
from dixian.web.shell.templatetags.dixian import day


def _kind(one: measures.Measure) -> str:
    return str(one.kind_word)  # type: ignore[attr-defined]


def _named(found: Any, _post: Any) -> Any:
    names = labels("measure_kind")
    for one in found:
        one.kind_word = names.get(one.kind, one.kind)
    return found


def _state(one: measures.Measure) -> Any:
    late = one.is_late(clock.today())
    word = "超期未落实" if late else one.get_state_display()
    colour = "red" if late else {"delivered": "green", "due": "blue"}.get(one.state, "grey")
    return format_html('<span class="tag tag-{}">{}</span>', colour, word)


MEASURES = Listing(
    "measures",
    "帮扶措施",
    rows_of=_named,
    uids_of=lambda one: one.household.uid,
    columns=(
        Column("uid", "措施编号", lambda one: str(one.uid), extra=True),
        *whose("measure"),
        Column("kind", "类别", _kind),
        Column("what", "帮扶内容", lambda one: one.what),
        Column("unit", "落实单位", lambda one: one.unit.short_name),
        Column("until", "落实期限", lambda one: day(one.until_on), sort="until_on"),
        Column("state", "状态", lambda one: one.get_state_display(), _state),
        Column("on", "落实日期", lambda one: day(one.delivered_on)),
        Column("amount", "落实金额", lambda one: one.amount, number=True),
        Column("told", "落实情况", lambda one: one.told, extra=True),
    ),
)


def _plan(one: measures.Standing) -> str:
    return f"{one.plan}，{one.plan.get_state_display()}" if one.plan else "没有"


def _delivered(one: measures.Standing) -> str:
    late = f"，超期 {one.late}" if one.late else ""
    return f"{one.delivered}/{one.measures}{late}"


LEDGER = Listing(
    "monitored",
    "未消除风险户",
    rows_of=lambda found, post: measures.standings(found, post),
    uids_of=lambda one: one.case.household.uid,
    columns=(
        *whose("plan", lambda one: one.case),
        Column("type", "监测类别", lambda one: one.case.get_monitoring_type_display()),
        Column("risks", "风险", lambda one: "、".join(one.risks)),
        Column("since", "批复日期", lambda one: day(one.case.approved_on), sort="approved_on"),
        Column("plan", "帮扶计划", _plan),
        Column("measures", "措施落实", _delivered),
        Column("last", "最近跟踪", lambda one: day(one.last.on) if one.last else "没有"),
        Column("blocker", "堵点症结", lambda one: one.blocker),
        Column("remedy", "针对性措施", lambda one: one.last.remedy if one.last else "", extra=True),
    ),
)
