"""The columns of the lists of cases and of the steps taken of many."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.urls import reverse

from dixian.foundation.accounts.api import Post
from dixian.foundation.policy.api import labels, number
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import IDENTIFYING
from dixian.web.lists.columns import Column, Listing, link
from dixian.web.lists.whose import whose
from dixian.web.shell.templatetags.dixian import day, due_tag, state_tag


class CaseRow(NamedTuple):
    """A case, its risks in words, and how many days before its limit it is near."""

    case: cases.Case
    risks: str
    warn: int


def _rows(found: Sequence[cases.Case], post: Post) -> list[CaseRow]:
    warn, named = int(number("warn.days")), labels("at_risk_reason")
    risks = cases.risks_of(found, post)
    return [
        CaseRow(one, "、".join(named.get(risk.risk, risk.risk) for risk in risks[one.pk]), warn)
        for one in found
    ]


def _due(row: CaseRow) -> Any:
    return due_tag(row.case.due_on, row.warn) if row.case.state in IDENTIFYING else ""


CASES = Listing(
    "cases",
    "监测对象",
    order="due",
    rows_of=_rows,
    uids_of=lambda row: row.case.household.uid,
    columns=(
        *whose("case", lambda row: row.case),
        Column("number", "户编号", lambda row: row.case.household.number, extra=True),
        Column(
            "state",
            "状态",
            lambda row: row.case.get_state_display(),
            lambda row: state_tag(row.case.state, row.case.get_state_display()),
            named=False,
        ),
        Column("kind", "类别", lambda row: row.case.get_monitoring_type_display() or "待定"),
        Column("risks", "风险", lambda row: row.risks or "没有登记"),
        Column("event", "发现日期", lambda row: day(row.case.event_date), sort="event_date"),
        Column("due", "识别期限", lambda row: day(row.case.due_on), _due, sort="due_on", named=False),
        Column("approved", "批复日期", lambda row: day(row.case.approved_on), sort="approved_on"),
        Column("paper", "批复文号", lambda row: row.case.approval_number, extra=True),
        Column("announced", "公告日期", lambda row: day(row.case.announced_on), extra=True),
        Column("entered", "录入全国系统", lambda row: day(row.case.entered_on), extra=True),
        Column("ended", "结束日期", lambda row: day(row.case.ended_on), sort="ended_on", extra=True),
        Column("how", "怎样结束", lambda row: row.case.get_ended_how_display(), extra=True),
    ),
)
BATCHES = Listing(
    "case-batches",
    "批次记录",
    newest_first=True,
    subject="批次",
    columns=(
        Column(
            "batch",
            "批次",
            str,
            lambda one: link(reverse("case-batch", args=[one.uid]), one),
            kept=True,
        ),
        Column("proceeding", "事项", lambda one: one.get_proceeding_display()),
        Column("step", "环节", lambda one: one.get_step_display()),
        Column("on", "日期", lambda one: day(one.on), sort="on", whole=True),
        Column("until", "公示到", lambda one: day(one.until), whole=True),
        Column("closed", "公示结束", lambda one: day(one.closed_on), whole=True),
        Column("number", "文号", lambda one: one.number),
        Column("by", "登记人", lambda one: one.by.name if one.by else ""),
    ),
)
REQUESTS = Listing(
    "comparisons",
    "信息比对",
    newest_first=True,
    subject="信息比对",
    columns=(
        Column(
            "unit",
            "比对单位",
            lambda one: one.unit.short_name,
            lambda one: link(reverse("comparison", args=[one.uid]), one.unit.short_name),
            kept=True,
        ),
        Column("asked", "发出日期", lambda one: day(one.asked_on), sort="asked_on", whole=True),
        Column("households", "户数", lambda one: one.households, number=True),
        Column("answered", "已收回", lambda one: one.answered, number=True),
        Column("due", "期限", lambda one: day(one.due_on), sort="due_on", whole=True),
        Column("by", "发出人", lambda one: one.asked_by.name),
    ),
)
