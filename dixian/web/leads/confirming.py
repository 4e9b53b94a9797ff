"""The township's desk: what waits by village and clock, beside it the household in question and the step to take.

Several that hold are ticked and confirmed together, each for itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.commons.leads.api import Lead, leads
from dixian.commons.leads.enums import Verdict
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import labels
from dixian.registry.facts.api import current, kinds_by_code
from dixian.registry.households.api import members_of
from dixian.warning.verification import api as verification
from dixian.web.leads.desk import ANSWER, Chosen, Village, by_village, villages
from dixian.web.leads.shown import shown
from dixian.web.shell.keyset import page_by_place
from dixian.web.shell.pages import get_visible, page, uid_of

SHOWN_REFUSALS = 5
EARLIER = 10


@dataclass(frozen=True)
class Line:
    """A lead in the list; alone: why it can't be confirmed together with others; hands: whose answer it waits for."""

    lead: Lead
    basis: verification.Basis
    answer: verification.Answer | None
    reason: str
    alone: str
    hands: Post | None = None


@page(C.CONFIRM)
def desk(request: Any) -> HttpResponse:
    """What waits, by village and clock, and one of them opened; asked for by a part alone, the part.

    What is at risk, typed in, one's own, or was overtaken by a further warning asks for a look of its own.
    """
    chosen = Chosen(
        ANSWER if request.GET.get("step", "") == ANSWER else "",
        request.GET.get("village", ""),
        request.GET.get("late", "")[:1],
    )
    asked, post = request.GET.get("lead", ""), request.post
    opened = get_visible(leads(post), request, uid_of(asked)) if asked else None
    if opened and request.htmx.target == "opened":
        return render(request, "leads/opened.html", _opened(opened, post, chosen, _reasons()))
    waiting = chosen.narrowed(leads(post))
    after = request.GET.get("after", "")
    found = page_by_place(waiting, clock.today(), after)
    opened = opened or next(iter(found.rows), None)
    known = villages(post)
    here = known[chosen.step]
    reasons = _reasons()
    lines = _lines(found.rows, post, chosen, reasons)
    values = {
        "groups": by_village(lines, here),
        "together": any(not line.alone for line in lines),
        "to_give": _to_give(found.rows, known[ANSWER]) if chosen.step else [],
        "own": verification.own_answers(post) if here and not chosen.step else 0,
        "next_key": found.next_key,
        "carried": chosen.carried,
        "prefix": chosen.prefix(after),
        "chosen": chosen,
        "villages": here,
        "totals": {step: sum(one.count for one in some) for step, some in known.items()},
        "late": sum(one.late for one in here),
        "asked": bool(asked),
        "opened": None,
        **(_opened(opened, post, chosen, reasons) if opened else {}),
    }
    return render(request, "leads/confirm_desk.html", values)


@page(C.CONFIRM, methods=("POST",))
def confirm_many(request: Any) -> HttpResponse:
    """Confirm what was ticked, each for itself; what can't be is named, the rest goes on."""
    chosen = [text.partition(".") for text in request.POST.getlist("chosen")]
    versions = {uid_of(uid): version for uid, _, version in chosen}
    if not versions:
        raise Refusal("没有选中任何一户", "勾选后再确认")
    refused = []
    for lead in leads(request.post).filter(uid__in=versions).order_by("id"):
        try:
            with transaction.atomic():
                _confirm(lead, versions.pop(lead.uid), request.post, many=len(chosen) > 1)
        except Refusal as refusal:
            refused.append(f"{lead.household.head_name}户：{refusal.message}")
    done = len(chosen) - len(refused) - len(versions)
    if done:
        messages.success(request, f"已确认 {done} 户，答复已送回报送的部门")
    if refused or versions:
        more = f"等 {len(refused)} 户" if len(refused) > SHOWN_REFUSALS else ""
        gone = f"；{len(versions)} 户已不在您的范围" if versions else ""
        messages.warning(request, "没有确认：" + "；".join(refused[:SHOWN_REFUSALS]) + more + gone)
    return redirect((Chosen.sent(request) or Chosen()).address())


def _reasons() -> dict[str, str]:
    """Code of an answer's reason -> its words."""
    return labels(*set(verification.REASONS.values()))


def _opened(lead: Lead, post: Post, chosen: Chosen, reasons: dict[str, str]) -> dict[str, Any]:
    """One lead with its step, and what is known of the household."""
    values = {
        **shown(lead, post, reasons),
        "desk": chosen.told(lead),
        "back": chosen.address(),
        "opened": lead,
    }
    earlier = leads(post).filter(household=lead.household_id).exclude(pk=lead.pk).order_by("-id")
    values["earlier"] = list(earlier[:EARLIER])
    if post.can(C.SEE_HOUSEHOLDS):
        kinds = kinds_by_code()
        facts = current(household=lead.household_id, post=post)
        values["members"] = members_of([lead.household_id], post=post).get(lead.household_id, [])
        values["facts"] = [
            (kinds[one.kind], one.person, one.fact, kinds[one.kind].in_words(one.fact.value)) for one in facts
        ]
    return values


def _lines(shown_: Sequence[Lead], post: Post, chosen: Chosen, reasons: dict[str, str]) -> list[Line]:
    """The leads of a page with why they wait; where they wait to be confirmed, with what the village found."""
    if chosen.step == ANSWER:
        hands, bases = verification.in_hands(shown_), verification.bases_of(shown_, {}, post)
        return [Line(one, bases[one.pk], None, "", "", hands.get(one.pk)) for one in shown_]
    given = verification.latest_answers(shown_, post)
    bases = verification.bases_of(shown_, given, post)
    return [_line(lead, bases[lead.pk], given.get(lead.pk), reasons, post) for lead in shown_]


def _to_give(shown_: Sequence[Lead], known: Sequence[Village]) -> list[tuple[str, list[Post]]]:
    """Village -> whom its leads can be given to, of the villages on the page."""
    found = verification.to_choose(shown_)
    return [(one.name, found[one.pk]) for one in known if one.pk in found]


def _line(
    lead: Lead,
    basis: verification.Basis,
    answer: verification.Answer | None,
    reasons: dict[str, str],
    post: Post,
) -> Line:
    if answer is None:
        return Line(lead, basis, None, "", "没有反馈")
    alone = _why_alone(answer, post, len(basis.newer))
    return Line(lead, basis, answer, reasons.get(answer.reason, answer.reason), alone)


def _confirm(lead: Lead, version: str, post: Post, *, many: bool) -> None:
    if version != str(lead.version):
        raise Refusal("在您打开页面之后又有变化，请打开再看")
    answer = verification.latest_answers([lead], post).get(lead.pk)
    newer = verification.unseen_sources(answer).count() if answer else 0
    why = _why_alone(answer, post, newer) if answer else "没有反馈"
    if why:
        raise Refusal(why if "单独" in why else f"{why}，请打开单独办理")
    verification.confirm(lead=lead, post=post, many=many)


def _why_alone(answer: verification.Answer, post: Post, newer: int) -> str:
    if answer.answered_by_id == post.acting_person.pk:
        return "本人的反馈，须由另一位同事确认"
    if newer:
        return f"答复后又来了 {newer} 条预警，点开单独确认"
    if answer.verdict == Verdict.AT_RISK:
        return "有风险的逐户确认"
    if answer.verdict != Verdict.NO_RISK:
        return "这类结论逐户确认"
    if answer.on_behalf and answer.on_behalf.confirmed_by_id is None:
        return "代录的先对照签字原件"
    return ""
