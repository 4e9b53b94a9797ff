"""The columns of the list of samples."""

from typing import Any

from django.urls import reverse

from dixian.warning.verification import api as verification
from dixian.web.lists.columns import Column, Listing, link
from dixian.web.shell.templatetags.dixian import day


def _examined(one: verification.Sample) -> str:
    result: verification.Examination | None = getattr(one, "examination", None)
    if result is None:
        return "待抽查"
    return "认可" if result.agreed else f"重新核实：{result.reason}"


def _how(one: Any) -> str:
    if one.many:
        return "村里批量核实"
    return "电话核实或批量确认" if one.desk else "入户、逐户"


SAMPLES = Listing(
    "samples",
    "抽查",
    newest_first=True,
    uids_of=lambda one: one.household.uid,
    columns=(
        Column(
            "household",
            "户主",
            lambda one: str(one.household),
            lambda one: link(reverse("sample", args=[one.uid]), one.household),
            kept=True,
        ),
        Column("township", "乡镇", lambda one: one.village.parent.name, sort="village__parent__code"),
        Column("village", "村", lambda one: one.village.name, sort="village__code"),
        Column("month", "月份", lambda one: one.draw.month, sort="draw__month"),
        Column("desk", "怎样核实", _how),
        Column("due", "抽查期限", lambda one: day(one.due_on), sort="due_on"),
        Column("result", "结果", _examined),
    ),
)
