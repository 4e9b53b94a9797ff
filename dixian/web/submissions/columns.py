"""The columns of the lists of rows and of register checks."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html

from dixian.foundation.kernel.masking import mask_cell, mask_id
from dixian.foundation.policy.api import number
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import BY_REGISTER, BatchState, Bin, CheckState, Outcome
from dixian.web.lists.columns import Column, Listing, link
from dixian.web.shell.templatetags.dixian import day, due_tag, state_tag, unsourced, yuan
from dixian.web.submissions.raised import Shown, shown_rows

# What these came to says more than how they were placed.
TOLD = (*BY_REGISTER, Outcome.NO_RULE, Outcome.REPEAT, Outcome.SUPPRESSED)


def _name(one: Shown) -> Any:
    row = one.row
    if row.household is None or row.person is None:
        return one.name
    return link(reverse("household", args=[row.household.uid]), row.person.name)


def _why(one: Shown) -> str:
    """Of a roster, and of what was warned of before, what the row came to; else how it was placed."""
    row = one.row
    if row.outcome not in TOLD:
        return str(row.reason)
    became = f"{row.get_outcome_display()}：{row.outcome_reason}"
    return f"{row.reason}；{became}" if row.bin == Bin.REPAIRED else became


def _handled(one: Shown) -> str:
    if one.row.settled_on:
        return f"{day(one.row.settled_on)} {one.row.settled_how}"
    return _where(one) if _with_township(one) else ""


def _with_township(one: Shown) -> bool:
    """Whether a township checks it."""
    return one.row.bin == Bin.STRANGER and one.row.area is not None and not one.row.settled_on


def _next_step(one: Shown) -> Any:
    if one.lead:
        return format_html('<a class="btn btn-sm" href="{}">看线索</a>', reverse("lead", args=[one.lead]))
    if one.may_settle and one.row.batch.state == BatchState.COMMITTED and submissions.waits(one.row):
        verb = "处理" if submissions.duty_of(one.row) in submissions.OF_THE_UNIT else "比对"
        button = format_html(
            '<a class="btn btn-sm" href="{}">{}</a>', reverse("row", args=[one.row.uid]), verb
        )
        told = format_html("{} ", _where(one)) if _with_township(one) else ""
        return format_html("{}{}", told, button)
    return _handled(one)


def _where(one: Shown) -> str:
    assert one.row.area is not None  # noqa: S101 - asked by `_with_township`
    return f"地址在{one.row.area.name}，由乡镇核对"


OF_A_FILE = (
    Column("line", "行号", lambda one: one.row.at if one.row.batch.sheets else one.row.number, number=True),
    Column(
        "name",
        "姓名",
        lambda one: one.row.person.name if one.row.person else one.name,
        _name,
        whole=True,
        kept=True,
    ),
    Column("place", "所写地址", lambda one: one.place),
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


class CheckRow(NamedTuple):
    """A check, what was sent last of the person, from how many rows, and how many days before its limit it is near."""

    check: submissions.RegisterCheck
    source: submissions.CheckSource | None
    rows: int
    warn: int


def _check_rows(checks: Sequence[submissions.RegisterCheck], post: Any) -> list[CheckRow]:
    warn, known = int(number("warn.days")), submissions.sources_of(checks, post)
    by_check: dict[int, list[submissions.CheckSource]] = {}
    for source in known:
        by_check.setdefault(source.check_of_id, []).append(source)
    return [
        CheckRow(one, next(iter(by_check.get(one.pk, [])), None), len(by_check.get(one.pk, [])), warn)
        for one in checks
    ]


def _whom(row: CheckRow) -> str:
    return mask_cell(row.check.name.open()) if row.check.name else "没有姓名"


def _sent(row: CheckRow) -> str:
    if row.source is None:
        return ""
    more = f"等 {row.rows} 次" if row.rows > 1 else ""
    return f"{row.source.unit.short_name} {row.source.label} {row.source.month}{more}"


CHECKS = Listing(
    "register-checks",
    "档案核对",
    order="due",
    rows_of=_check_rows,
    uids_of=lambda row: row.check.uid,
    subject="档案核对",
    columns=(
        Column(
            "name",
            "姓名",
            _whom,
            lambda row: link(reverse("register-check", args=[row.check.uid]), _whom(row)),
            whole=True,
            kept=True,
        ),
        Column(
            "number",
            "身份证号",
            lambda row: mask_id(row.check.number.open()) if row.check.number else "",
            whole=True,
        ),
        Column("township", "乡镇", lambda row: row.check.township.name, sort="township__code"),
        Column(
            "address",
            "报来的地址",
            lambda row: mask_cell(row.source.address.open()) if row.source and row.source.address else "",
        ),
        Column("sent", "谁报来的", _sent),
        Column(
            "state",
            "状态",
            lambda row: row.check.get_state_display(),
            lambda row: state_tag(row.check.state, row.check.get_state_display()),
            named=False,
        ),
        Column("opened", "转交日期", lambda row: day(row.check.opened_on), sort="opened_on", extra=True),
        Column(
            "due",
            "期限",
            lambda row: day(row.check.due_on),
            lambda row: (
                due_tag(row.check.due_on, row.warn)
                if row.check.state == CheckState.OPEN
                else day(row.check.due_on)
            ),
            sort="due_on",
            whole=True,
        ),
        Column(
            "result",
            "核对结果",
            lambda row: f"{row.check.get_result_display()}{'：' if row.check.why else ''}{row.check.why}",
        ),
    ),
)
