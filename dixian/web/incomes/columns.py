"""The columns of a village's list of statements."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from dixian.registry.incomes.api import Statement
from dixian.registry.incomes.enums import StatementState
from dixian.web.lists.columns import Column, Listing, link
from dixian.web.shell.templatetags.dixian import day, state_tag


def _tick(one: Statement) -> Any:
    return format_html(
        '<label><input type="checkbox" name="chosen" value="{}" form="chosen" data-choose>'
        '<span class="visually-hidden">选中{}</span></label>',
        one.uid,
        one.household,
    )


def _per_head(one: Statement) -> Decimal | None:
    """None before anything was collected."""
    return None if one.state == StatementState.TO_FILL else one.per_head


def _change(one: Statement) -> str:
    """By how much the income per head has changed since the last time."""
    if one.state == StatementState.TO_FILL or one.before is None or one.before.per_head <= 0:
        return ""
    return f"{(one.per_head - one.before.per_head) / one.before.per_head * 100:+.0f}%"


STATEMENTS = Listing(
    "income-list",
    "家庭收支",
    uids_of=lambda one: one.household.uid,
    columns=(
        Column("choose", "选", lambda one: "", _tick, named=False, act=True),
        Column(
            "household",
            "户主",
            lambda one: one.household.head_name,
            lambda one: link(reverse("income", args=[one.uid]), one.household.head_name),
            kept=True,
        ),
        Column("group", "屯", lambda one: one.household.group_name),
        Column(
            "kind",
            "户类型",
            lambda one: one.household.get_monitored_display() or one.household.get_kind_display(),
        ),
        Column("size", "人口", lambda one: one.size, number=True),
        Column(
            "before", "上次人均（元）", lambda one: one.before.per_head if one.before else None, number=True
        ),
        Column("per_head", "人均纯收入（元）", _per_head, sort="per_head", number=True),
        Column("change", "变动", _change, number=True),
        Column("word", "变动说明", lambda one: one.word, extra=True),
        Column(
            "state",
            "状态",
            lambda one: one.get_state_display(),
            lambda one: state_tag(one.state, one.get_state_display()),
        ),
        Column("signed", "签字日期", lambda one: day(one.signed_on), extra=True),
    ),
)
