"""The columns of the list of rows."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from dixian.warning.submissions.enums import BY_REGISTER, BatchState, Bin
from dixian.web.lists.columns import Column, Listing, link
from dixian.web.shell.templatetags.dixian import day, state_tag, unsourced, yuan
from dixian.web.submissions.raised import Shown, shown_rows


def _name(one: Shown) -> Any:
    row = one.row
    if row.household is None or row.person is None:
        return one.name
    return link(reverse("household", args=[row.household.uid]), row.person.name)


def _why(one: Shown) -> str:
    """Of a roster what the row came to; else how it was placed."""
    row = one.row
    return f"{row.get_outcome_display()}：{row.outcome_reason}" if row.outcome in BY_REGISTER else row.reason


def _handled(one: Shown) -> str:
    return f"{day(one.row.settled_on)} {one.row.settled_how}" if one.row.settled_on else ""


def _next_step(one: Shown) -> Any:
    if one.lead:
        return format_html('<a class="btn btn-sm" href="{}">看线索</a>', reverse("lead", args=[one.lead]))
    waits = one.row.batch.state == BatchState.COMMITTED and not one.row.settled_on and not one.row.person_id
    if one.may_settle and waits:
        verb = "处理" if one.row.bin == Bin.REJECTED else "比对"
        return format_html('<a class="btn btn-sm" href="{}">{}</a>', reverse("row", args=[one.row.uid]), verb)
    return _handled(one)


OF_A_FILE = (
    Column("line", "行号", lambda one: one.row.number, number=True),
    Column(
        "name",
        "姓名",
        lambda one: one.row.person.name if one.row.person else one.name,
        _name,
        whole=True,
        kept=True,
    ),
    Column(
        "bin",
        "归类",
        lambda one: one.row.get_bin_display(),
        lambda one: state_tag(one.row.bin, one.row.get_bin_display()),
        named=False,
    ),
    Column(
        "why",
        "依据",
        lambda one: one.sentence or _why(one),
        lambda one: unsourced(one.sentence) if one.sentence else _why(one),
    ),
    Column(
        "amount",
        "金额",
        lambda one: one.row.amount,
        lambda one: yuan(one.row.amount),
        sort="amount",
        number=True,
    ),
    Column("handled", "处理", _handled, _next_step),
)


def _of(name: str, *before: Column, **more: Any) -> Listing:
    return Listing(
        name,
        "报送的行",
        (*before, *OF_A_FILE),
        rows_of=shown_rows,
        uids_of=lambda one: one.row.uid,
        subject="报送的行",
        **more,
    )


BATCH_ROWS = _of("batch-rows")
ROWS = _of(
    "rows",
    Column(
        "kind",
        "报送",
        lambda one: one.row.batch.submission.kind.name,
        lambda one: link(reverse("batch", args=[one.row.batch.uid]), one.row.batch.submission.kind.name),
    ),
    Column("month", "月份", lambda one: one.row.batch.submission.month),
)
