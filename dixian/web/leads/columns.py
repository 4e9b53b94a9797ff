"""The columns of the lists of leads and of what became of them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html

from dixian.commons.leads.api import Lead, LeadSource
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.policy.api import labels, number
from dixian.warning.cases import api as cases
from dixian.warning.verification import api as verification
from dixian.web.lists.columns import Column, Listing, link
from dixian.web.shell.templatetags.dixian import day, due_tag, state_tag, unsourced


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


def _counted(title: str, code: str, asked: str = "") -> Column:
    """A count of a batch's warnings, and the door to them."""
    return Column(
        code,
        title,
        lambda row: getattr(row, code),
        lambda row: link(reverse("results", args=[row.batch.uid]) + asked, getattr(row, code)),
        number=True,
    )


BATCH_RESULTS = Listing(
    "result-list",
    "核实结果",
    newest_first=True,
    rows_of=verification.results_of,
    uids_of=lambda row: row.batch.uid,
    subject="批次",
    columns=(
        Column("month", "月份", lambda row: row.batch.submission.month),
        Column("unit", "单位", lambda row: row.batch.unit.short_name),
        Column("kind", "报送", lambda row: row.batch.submission.kind.name),
        Column(
            "file",
            "文件",
            lambda row: row.batch.stored.name,
            lambda row: link(reverse("batch", args=[row.batch.uid]), row.batch.stored.name),
            kept=True,
        ),
        _counted("预警", "sources"),
        _counted("已答复", "answered", "?verdict=any"),
        _counted("有风险", "at_risk", "?verdict=at_risk"),
        _counted("未答复", "unanswered", "?verdict=none"),
        Column(
            "open",
            "明细",
            lambda _row: "",
            lambda row: format_html(
                '<a href="{}">看每一条<span class="visually-hidden">{}</span></a>',
                reverse("results", args=[row.batch.uid]),
                row.batch.submission.month,
            ),
            named=False,
            act=True,
        ),
    ),
)


class Finding(NamedTuple):
    """A warning with the village's reason and note, where it is answered and the post reaches the answer.

    outcome: how the identification of the household ended, with its paper.
    """

    source: LeadSource
    reason: str
    note: str
    opens: bool
    outcome: str = ""

    @property
    def answer(self) -> str:
        """The answer in words."""
        if not self.source.answer:
            return "还没推送" if self.source.lead.state == LeadState.WAITING else "核实中"
        told = str(self.source.get_answer_display())
        told = f"{told}：{self.reason}" if self.reason else told
        return f"{told}；识别结果：{self.outcome}" if self.outcome else told


def _findings(sources: Sequence[LeadSource], post: Post) -> list[Finding]:
    answered = [one.lead for one in sources if one.answer]
    given = verification.latest_answers(answered, post) if answered else {}
    named = labels(*set(verification.REASONS.values())) if given else {}
    at_risk = [one for one in answered if one.verdict == Verdict.AT_RISK]
    passed = cases.cases_of_leads(at_risk, post) if at_risk else {}
    opens = post.can(C.SEE_LEADS)
    found = []
    for one in sources:
        answer = given.get(one.lead_id) if one.answer else None
        reason, note = (named.get(answer.reason, answer.reason), answer.note) if answer else ("", "")
        case = passed.get(one.lead_id)
        decision = cases.decision_of(case) if case else None
        paper = f"（{case.approval_number}）" if case and case.approval_number else ""
        outcome = f"{decision.label}{paper}" if decision else ""
        found.append(Finding(one, reason, note, opens, outcome))
    return found


def _state(row: Finding) -> Any:
    lead = row.source.lead
    tag = state_tag(lead.state, lead.get_state_display())
    if not row.opens:
        return tag
    return format_html('{} <a class="nowrap" href="{}">看线索</a>', tag, reverse("lead", args=[lead.uid]))


def _answered(row: Finding) -> Any:
    if not row.note:
        return row.answer
    return format_html('{}<br><span class="muted">{}</span>', row.answer, row.note)


RESULTS = Listing(
    "results",
    "核实结果明细",
    rows_of=_findings,
    uids_of=lambda row: row.source.household.uid,
    columns=(
        Column(
            "household",
            "户主",
            lambda row: str(row.source.household),
            lambda row: link(reverse("household", args=[row.source.household.uid]), row.source.household),
            kept=True,
        ),
        Column("number", "户编号", lambda row: row.source.household.number, extra=True),
        Column("village", "村", lambda row: row.source.village.name, sort="village__code"),
        Column(
            "warning", "预警", lambda row: row.source.sentence, lambda row: unsourced(row.source.sentence)
        ),
        Column("state", "线索状态", lambda row: row.source.lead.get_state_display(), _state, named=False),
        Column("answer", "答复", lambda row: "，".join(filter(None, (row.answer, row.note))), _answered),
        Column("answered", "答复日期", lambda row: day(row.source.answered_on), sort="answered_on"),
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
