"""The columns of the lists of what became of what departments pushed."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html

from dixian.commons.leads.api import LeadSource
from dixian.commons.leads.enums import LeadState
from dixian.foundation.accounts.api import Post, span_of
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.policy.api import labels
from dixian.warning.cases import api as cases
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Settled
from dixian.web.lists.columns import Column, Listing, link
from dixian.web.shell.templatetags.dixian import day, state_tag, unsourced


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


class ResultRow(NamedTuple):
    """A warning with the village's reason and note, where it is answered and the post reaches the answer.

    outcome: how the identification of the household ended, with its paper. asks: whether the post may doubt the answer;
    asked, word: the last question about it, and how it ended.
    """

    source: LeadSource
    reason: str
    note: str
    opens: bool
    outcome: str = ""
    asks: bool = False
    asked: UUID | None = None
    word: str | None = None

    @property
    def question(self) -> str:
        """How far what the unit asked about the answer has come; "" where it asked nothing."""
        if self.asked is None:
            return ""
        return Settled(self.word).label if self.word else "等候答复"

    @property
    def answer(self) -> str:
        """The answer in words."""
        if not self.source.answer:
            return "还没推送" if self.source.lead.state == LeadState.WAITING else "核实中"
        told = str(self.source.get_answer_display())
        told = f"{told}：{self.reason}" if self.reason else told
        return f"{told}；识别结果：{self.outcome}" if self.outcome else told


def _findings(sources: Sequence[LeadSource], post: Post) -> list[ResultRow]:
    answered = [one.lead for one in sources if one.answer]
    given = verification.latest_answers(answered, post) if answered else {}
    named = labels(*set(verification.REASONS.values())) if given else {}
    passed = cases.cases_of_leads(answered, post)
    opens = post.can(C.SEE_LEADS)
    mine = span_of(post).units if post.can(C.SUBMIT) else ()
    found = []
    for one in sources:
        answer = given.get(one.lead_id) if one.answer else None
        reason, note = (named.get(answer.reason, answer.reason), answer.note) if answer else ("", "")
        outcome = _decided(passed.get(one.lead_id))
        asks = bool(one.answered_on) and one.unit_id in mine
        asked = (getattr(one, "question_uid", None), getattr(one, "question_word", None))
        found.append(ResultRow(one, reason, note, opens, outcome, asks, *asked))
    return found


def _decided(case: cases.Case | None) -> str:
    """How the identification of the household ended, with the number of the paper; "" where it has not."""
    decision = cases.decision_of(case) if case else None
    if case is None or decision is None:
        return ""
    return f"{decision.label}（{case.approval_number}）" if case.approval_number else str(decision.label)


def _state(row: ResultRow) -> Any:
    lead = row.source.lead
    tag = state_tag(lead.state, lead.get_state_display())
    if not row.opens:
        return tag
    return format_html('{} <a class="nowrap" href="{}">看线索</a>', tag, reverse("lead", args=[lead.uid]))


def _answered(row: ResultRow) -> Any:
    if not row.note:
        return row.answer
    return format_html('{}<br><span class="muted">{}</span>', row.answer, row.note)


def _question(row: ResultRow) -> Any:
    if row.asked:
        return link(reverse("question", args=[row.asked]), row.question)
    if not row.asks:
        return ""
    return format_html(
        '<a class="btn btn-sm" href="{}">提出疑问</a>', reverse("ask-question", args=[row.source.uid])
    )


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
        Column("question", "疑问", lambda row: row.question, _question, named=False),
    ),
)
