"""The columns of the lists of leads and of what became of them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html

from dixian.commons.leads.api import Lead
from dixian.foundation.accounts.api import Post
from dixian.foundation.policy.api import number
from dixian.warning.verification import api as verification
from dixian.web.lists.columns import Column, Listing, link
from dixian.web.shell.templatetags.dixian import day, due_tag, state_tag


class LeadRow(NamedTuple):
    """A lead, and how many days before its limit it is near."""

    lead: Lead
    warn: int


def _lead_rows(leads: Sequence[Lead], _post: Post) -> list[LeadRow]:
    warn = int(number("warn.days"))
    return [LeadRow(lead, warn) for lead in leads]


LEADS = Listing(
    "leads",
    "线索",
    order="due",
    rows_of=_lead_rows,
    uids_of=lambda row: row.lead.household.uid,
    columns=(
        Column(
            "household",
            "户主",
            lambda row: str(row.lead.household),
            lambda row: link(reverse("lead", args=[row.lead.uid]), row.lead.household),
            kept=True,
        ),
        Column("number", "户编号", lambda row: row.lead.household.number, extra=True),
        Column("township", "乡镇", lambda row: row.lead.township.name, sort="township__code"),
        Column("village", "村", lambda row: row.lead.village.name, sort="village__code"),
        Column("group", "屯", lambda row: row.lead.household.group_name, extra=True),
        Column("kind", "户类型", lambda row: row.lead.household.get_kind_display(), extra=True),
        Column(
            "state",
            "状态",
            lambda row: row.lead.get_state_display(),
            lambda row: state_tag(row.lead.state, row.lead.get_state_display()),
            named=False,
        ),
        Column("opened", "发现日期", lambda row: day(row.lead.opened_on), sort="opened_on"),
        Column(
            "due",
            "本步期限",
            lambda row: day(row.lead.due_on),
            lambda row: due_tag(row.lead.due_on, row.warn),
            sort="due_on",
            named=False,
        ),
        Column("verdict", "结论", lambda row: row.lead.get_verdict_display() or "尚无"),
        Column("closed", "办结日期", lambda row: day(row.lead.closed_on), sort="closed_on", extra=True),
    ),
)


def receipt_of(sheet: verification.PushSheet) -> verification.Receipt | None:
    """The township's receipt of a push sheet."""
    return getattr(sheet, "receipt", None)


def _received(sheet: verification.PushSheet) -> str:
    receipt = receipt_of(sheet)
    return f"{receipt.received_by.name} {day(receipt.on)}" if receipt else "还没签收"


def _shown_receipt(sheet: verification.PushSheet) -> Any:
    told = _received(sheet)
    return told if receipt_of(sheet) else format_html('<span class="tag tag-amber">{}</span>', told)


SHEETS = Listing(
    "sheets",
    "推送单",
    newest_first=True,
    subject="推送单",
    columns=(
        Column("sheet", "编号", str, lambda one: link(reverse("push-sheet", args=[one.uid]), one), kept=True),
        Column("township", "乡镇", lambda one: one.township.name, sort="township__code"),
        Column("issued", "推送日期", lambda one: day(one.issued_on), sort="issued_on", whole=True),
        Column("count", "线索", lambda one: one.lead_count, sort="lead_count", number=True),
        Column(
            "receipt",
            "签收",
            _received,
            _shown_receipt,
        ),
    ),
)
