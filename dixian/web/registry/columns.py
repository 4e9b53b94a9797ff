"""The columns of the list of households."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from dixian.registry.focus.api import FocusMembership
from dixian.registry.households.api import Household
from dixian.web.lists.columns import Column, Listing, link
from dixian.web.shell.templatetags.dixian import day


def _monitored(one: Household) -> Any:
    return (
        format_html('<span class="tag tag-amber">{}</span>', one.get_monitored_display())
        if one.monitored
        else "无"
    )


HOUSEHOLDS = Listing(
    "households",
    "户名单",
    columns=(
        Column(
            "head",
            "户主",
            lambda one: one.head_name,
            lambda one: link(reverse("household", args=[one.uid]), one.head_name),
            kept=True,
        ),
        Column("number", "户编号", lambda one: one.number, sort="number"),
        Column("village", "村", lambda one: one.village.name, sort="village__code"),
        Column("group", "屯", lambda one: one.group_name),
        Column("address", "住址", lambda one: one.address, extra=True),
        Column("kind", "户类型", lambda one: one.get_kind_display()),
        Column("monitored", "监测类别", lambda one: one.get_monitored_display() or "无", _monitored),
        Column("eliminated", "风险已消除", lambda one: "是" if one.risk_eliminated else "", extra=True),
        Column("size", "人口", lambda one: one.size, sort="size", number=True),
    ),
)


def _of(one: FocusMembership) -> Household:
    return one.household


FOCUS = Listing(
    "focus",
    "重点人群",
    uids_of=lambda one: one.household.uid,
    columns=(
        Column(
            "head",
            "户主",
            lambda one: _of(one).head_name,
            lambda one: link(reverse("household", args=[_of(one).uid]), _of(one).head_name),
            kept=True,
        ),
        Column("number", "户编号", lambda one: _of(one).number, extra=True),
        Column("township", "乡镇", lambda one: one.village.parent.name, sort="village__parent__code"),
        Column("village", "村", lambda one: one.village.name, sort="village__code"),
        Column("group", "类别", lambda one: one.get_group_display(), whole=True),
        Column("why", "依据", lambda one: one.sentence),
        Column("since", "列入日期", lambda one: day(one.valid_from), sort="valid_from"),
        Column("rule", "规则版本", lambda one: one.rule, extra=True),
    ),
)
