"""The list of declarations."""

from django.urls import reverse

from dixian.web.lists.columns import Column, Listing, link
from dixian.web.shell.templatetags.dixian import day, state_tag

DECLARATIONS = Listing(
    "declarations",
    "自主申报",
    newest_first=True,
    subject="自主申报",
    columns=(
        Column(
            "name",
            "申报的是谁",
            lambda one: one.name.open(),
            lambda one: link(reverse("declaration", args=[one.uid]), one.name.open()),
            kept=True,
        ),
        Column("township", "乡镇", lambda one: one.village.parent.name, sort="village__parent__code"),
        Column("village", "村", lambda one: one.village.name, sort="village__code"),
        Column("told", "申报日期", lambda one: day(one.told_on), sort="told_on"),
        Column("way", "来路", lambda one: one.get_way_display()),
        Column("filler", "谁填的", lambda one: one.get_filled_by_display()),
        Column(
            "state",
            "状态",
            lambda one: one.get_state_display(),
            lambda one: state_tag(one.state, one.get_state_display()),
        ),
        Column("household", "认到的户", lambda one: str(one.household or "")),
        Column("settled", "办理日期", lambda one: day(one.settled_on), sort="settled_on"),
        Column("reason", "办结理由", lambda one: one.reason, extra=True),
    ),
)
