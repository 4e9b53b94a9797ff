"""A department's month: the window as a strip, its kinds as cards, what comes back on each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.api import Post, span_of
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month, left_words
from dixian.foundation.kernel.problems import CellProblem, Refusal
from dixian.foundation.policy.api import number
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import BatchState, Mode, Timeliness
from dixian.warning.verification import api as verification
from dixian.web.shell.pages import page

# What is to be done about a file, by its state; a state that is not named waits for nobody.
NEXT = {
    BatchState.STAGING: "正在读取，读完就能核对",
    BatchState.UNSTAGED: "读取没有完成，打开后重试或撤回",
    BatchState.PREVIEWED: "已读取，请核对后提交",
    BatchState.SIGNING: "已提交，等本单位负责人签发",
    BatchState.REFUSED: "上次的文件读不了，改好后重新上传",
    BatchState.COMMITTING: "正在与户档案比对，可以离开",
    BatchState.UNLINKED: "提交没有完成，打开后重试",
}


@dataclass(frozen=True)
class Card:
    """A kind in a month: what is to be done next, whether a file may come, what came back of its files that warned.

    signs: whether the post may sign the nil return that waits.
    """

    of: submissions.KindMonth
    next: str
    open: bool
    results: list[verification.Result]
    signs: bool


@page(C.SEE_SUBMISSIONS)
def month(request: Any) -> HttpResponse:
    """The window as a strip, the kinds as cards: 未报, 按时, 逾期, 零报告; narrowed to one of these, and to a unit."""
    return month_page(request, month_asked(request.GET.get("month", "")))


def of_a_form(request: Any, uid: UUID) -> HttpResponse:
    """The same page after a form of a card that was refused; uid: of its kind."""
    try:
        shown = month_asked(request.POST.get("month", ""))
    except Refusal:
        shown = Month.of(clock.today())
    return month_page(request, shown, refused=uid)


def month_page(request: Any, shown: Month, *, refused: UUID | None = None) -> HttpResponse:
    """A month. refused: the kind whose form was, for the message on its card."""
    state = request.GET.get("state", "")
    first, last = (int(number(f"window.push.{end}", shown.first)) for end in ("first", "last"))
    today = clock.today()
    all_kinds = submissions.month_of(request.post, shown)
    units = {one.kind.unit.code: one.kind.unit.short_name for one in all_kinds}
    unit = request.GET.get("unit", "")
    kinds = [one for one in all_kinds if unit not in units or one.kind.unit.code == unit]
    counts = Counter(one.timeliness for one in kinds)
    counts[Timeliness.UNSIGNED] = sum(one.unsigned for one in kinds)
    known = state in Timeliness.values
    values = {
        "month": shown,
        "before": shown.previous(),
        "after": shown.next() if shown < Month.of(today) else None,
        "cards": _cards([one for one in kinds if not known or _is(one, state)], request.post),
        "states": [(one.value, one.label, counts[one]) for one in Timeliness if counts[one] or one.always],
        "state": state if known else "",
        "all": len(kinds),
        "units": list(units.items()) if len(units) > 1 else [],
        "unit": unit if unit in units else "",
        "days": _strip(shown, first, last, today),
        "window": _window(shown, first, last, today),
        "mine": span_of(request.post).units,
        "refused_kind": refused if any(one.kind.uid == refused for one in kinds) else None,
    }
    return render(request, "submissions/month.html", values)


def month_asked(text: str) -> Month:
    """The month an address or a form names, this one where it names none. Raises Refusal."""
    try:
        return Month.parse(text) if text else Month.of(clock.today())
    except CellProblem as problem:
        raise Refusal(f"月份“{text}”看不懂", problem.remedy) from None


def _is(one: submissions.KindMonth, state: str) -> bool:
    """What waits for a signature does so whether or not the window is over."""
    return one.unsigned if state == Timeliness.UNSIGNED else one.timeliness == state


def _strip(shown: Month, first: int, last: int, today: date) -> list[tuple[int, str]]:
    """The days of the window, each open or today; where today lies in this month beside them, it stands there."""
    here = today.day if Month.of(today) == shown else 0
    days = [(day, "today" if day == here else "open") for day in range(first, last + 1)]
    if here > last:
        return [*days, (here, "today")]
    return [(here, "today"), *days] if 0 < here < first else days


def _window(shown: Month, first: int, last: int, today: date) -> str:
    """How the window stands today, in words."""
    if shown > Month.of(today):
        return f"{shown.label}还没有到"
    if today < shown.day(first):
        return f"窗口 {first} 日开始，可以提前报送"
    if today > shown.day(last):
        return "窗口已过；仍可报送，记为逾期"
    return f"窗口期内报送为按时，{left_words(shown.day(last), today)}"


def _cards(kinds: Sequence[submissions.KindMonth], post: Post) -> list[Card]:
    """One for each kind; what came back of all of them in one query."""
    files = {one.kind.pk: one.files for one in kinds}
    done = [batch for some in files.values() for batch in some if batch.state == BatchState.COMMITTED]
    found = {one.batch.pk: one for one in verification.results_of(done, post)} if done else {}
    came = {pk: [found[batch.pk] for batch in some if batch.pk in found] for pk, some in files.items()}
    return [_card(one, [result for result in came[one.kind.pk] if result.sources], post) for one in kinds]


def _card(of: submissions.KindMonth, results: list[verification.Result], post: Post) -> Card:
    mine = post.can(C.SUBMIT) and of.kind.unit_id in span_of(post).units
    nil = bool(of.submission and of.submission.nil)
    unsent = not nil and not (of.submission and of.submission.submitted_on)
    # New events come as they come; urgent ones after a nil return too.
    more = of.kind.mode == Mode.INCREMENT and (not nil or of.kind.urgent)
    state = of.batch.state if of.batch else BatchState.REFUSED
    free = (state == BatchState.REFUSED and (unsent or more)) or (more and state == BatchState.COMMITTED)
    may_come = mine and free and of.month <= Month.of(clock.today())
    return Card(of, _next(of, results, mine=mine), may_come, results, _signs(of, post))


def _signs(of: submissions.KindMonth, post: Post) -> bool:
    said = of.submission
    waits = said is not None and said.nil and said.submitted_on is None
    return waits and said is not None and may_sign(post, of.kind.unit_id, said.confirmed_by_id)


def may_sign(post: Post, unit_id: int, confirmed_by: int | None) -> bool:
    """Whether this post signs what somebody of the unit confirmed."""
    other = post.acting_person.pk != confirmed_by
    return other and post.can(C.SIGN_OFF) and unit_id in span_of(post).units


def _next(of: submissions.KindMonth, results: Sequence[verification.Result], *, mine: bool) -> str:
    """What is to be done next, in one sentence."""
    if of.submission and of.submission.nil:
        return "" if of.submission.submitted_on else "已报零报告，等本单位负责人签发"
    if of.batch is None:
        return "拖一个文件到这张卡片上，或者点“选择文件”" if mine and of.timeliness.asks else ""
    if of.batch.state == BatchState.COMMITTED and of.kind.change:
        return "已与户档案对照，变更由各乡镇审批；打开看办到哪一步"
    if of.batch.state == BatchState.COMMITTED:
        if not results:
            return "没有形成预警"
        return "等村里核实、乡镇确认" if any(one.unanswered for one in results) else "都答复了"
    return NEXT.get(BatchState(of.batch.state), "")
