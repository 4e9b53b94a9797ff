"""登记走访: one form, filled in with what is known, that does with every duty on the household it can."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dixian.commons.leads.enums import FINDINGS, Verdict
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Area, Unit
from dixian.foundation.audit.api import reading
from dixian.foundation.files.api import SealedUpload
from dixian.foundation.forms.api import Question, questionnaire, questions_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import items_of
from dixian.registry.households.api import Household
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import ONE_BY_ONE, Method
from dixian.warning.visits import api as visits
from dixian.warning.visits.enums import Outcome
from dixian.web.shell.pages import day_of, get_visible, page, uid_of
from dixian.web.shell.words import free_text
from dixian.web.visits.choices import choices_of
from dixian.web.visits.following import follow_values, followed

# Who goes: the village, and helpers to their own households.
GOES = (C.ANSWER, C.VISIT)
# What concludes something on the form; whoever met nobody concludes nothing.
CONCLUDING = ("finding", "effect", "stable")
# As many as policy can allow, and a few more, so that too many are told in words.
PHOTOS = ("photo",) * 12


@page(GOES)
def new_visit(request: Any, uid: UUID) -> HttpResponse:
    """The form: what can be done with at once, the questions with what is known, what follows."""
    household = get_visible(_households(), request, uid)
    owed = visits.owed(household, request.post)
    asked = questions_of(questionnaire(visits.FORM))
    known = visits.known(asked, household=household.pk, post=request.post)
    values = {
        "household": household,
        "owed": owed,
        "parts": _parts(asked, known),
        "outcomes": Outcome.choices,
        "methods": [(one.value, one.label) for one in ONE_BY_ONE],
        "looks_back": owed.has(visits.LOOK_BACK),
        "today": clock.today(),
        "back": request.GET.get("sweep", ""),
        **follow_values(owed, request),
        **choices_of(owed, household, items_of(*set(verification.REASONS.values()))),
    }
    return render(request, "visits/new.html", values)


def _photos(request: Any, uid: UUID) -> verification.Looked:
    sent = [one for one in request.FILES.getlist("photo") if isinstance(one, SealedUpload)]
    told = [verification.Sent(one.content, one.name or "未命名", one.content_type or "") for one in sent]
    with reading():
        return verification.look_at(told)


@page(GOES, methods=("POST",), files=PHOTOS, prepare=_photos)
def make_visit(request: Any, uid: UUID) -> HttpResponse:
    """Record it; then the village's grid it came from, or what was recorded."""
    household = get_visible(_households(), request, uid)
    outcome, method = request.POST.get("outcome", ""), request.POST.get("method", "")
    if outcome not in Outcome.values or method not in {one.value for one in ONE_BY_ONE}:
        raise Refusal("没有选择怎样走访、见到没有", "选好再登记")
    made = visits.visit(
        household=household,
        on=day_of(request, "on"),
        method=Method(method),
        outcome=Outcome(outcome),
        person_seen=free_text(request, "person_seen", called="见到的人", longest=60),
        note=free_text(request, "note", called="情况说明", longest=300),
        answers=_answers(request),
        concluded=_concluded(request),
        followed=followed(request),
        stable={"yes": True, "no": False}.get(request.POST.get("stable", "")),
        post=request.post,
    )
    visits.keep_photos(visit=made, looked=request.prepared, post=request.post)
    if request.prepared.problems:
        messages.warning(request, "；".join(request.prepared.problems) + "。没有收，其余的已收")
    messages.success(request, _said(made))
    if made.outcome != Outcome.MET and any(request.POST.get(name) for name in CONCLUDING):
        messages.warning(request, "没有见到人，后面选的结论没有登记，待办还在；见到人或打通电话以后再登记")
    back = request.POST.get("back", "")
    if back:
        return redirect(f"{reverse('grid', args=[uid_of(back)])}?village={made.village.code}")
    return redirect("visit", made.uid)


def _said(made: visits.Visit) -> str:
    done = "、".join(made.discharged.order_by("id").values_list("title", flat=True))
    found = made.findings.count()
    told = f"，办结：{done}" if done else ""
    return f"已登记{made.household}走访{told}" + (f"；发现的 {found} 个问题已列为线索" if found else "")


def _answers(request: Any) -> dict[str, str]:
    begins = "q-"
    codes = [name.removeprefix(begins) for name in request.POST if name.startswith(begins)]
    return {code: free_text(request, f"{begins}{code}", called="回答", longest=200) for code in codes}


def _concluded(request: Any) -> visits.Conclusion:
    verdict, _, reason = request.POST.get("finding", "").partition(":")
    if not verdict:
        return visits.Conclusion()
    if verdict not in FINDINGS:
        raise Refusal("没有这种结论", "刷新页面后再选")
    unit = request.POST.get(f"unit_{verdict}", "")
    village = request.POST.get("to_village", "") if verdict == Verdict.TRANSFER else ""
    return visits.Conclusion(
        verdict=verdict,
        reason=reason,
        unit=Unit.objects.filter(uid=uid_of(unit)).first() if unit else None,
        to_village=Area.objects.filter(uid=uid_of(village)).first() if village else None,
    )


@dataclass(frozen=True)
class Asked:
    """A question of the form: what is known, what was said last in words, and when it is asked only then."""

    question: Question
    filled: str
    last: str
    when: str


def _parts(asked: list[Question], known: dict[str, visits.Known]) -> list[tuple[str, list[Asked]]]:
    """Heading -> its questions."""
    titles = {one.code: one for one in asked}
    parts: dict[str, list[Asked]] = {}
    for one in asked:
        before, told = titles.get(one.after), known.get(one.code)
        options = [before.option(code) for code in one.of] if before else []
        labels = "、".join(option.label for option in options if option)
        when = f"“{before.title}”选“{labels}”时填" if before else ""
        line = Asked(one, told.filled if told else "", told.said if told else "", when)
        parts.setdefault(one.part, []).append(line)
    return list(parts.items())


def _households() -> Any:
    return Household.objects.select_related("village__parent")
