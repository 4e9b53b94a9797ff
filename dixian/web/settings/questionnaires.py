"""调查表: what is asked at a visit, through time; changed by a proposal of the whole list of questions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.forms.api import (
    TYPES,
    Option,
    Question,
    Questionnaire,
    propose_questions,
    questions_of,
    versions_of,
)
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.text import one_line
from dixian.foundation.policy.api import coming
from dixian.warning.visits.api import FACT_KINDS
from dixian.web.settings.forms import dated, proposed
from dixian.web.shell.pages import page
from dixian.web.shell.versions import unchanged

BETWEEN = re.compile(r"[、；;\n]+")
FREE = 3
FIGURES = {"satisfaction": "满意度", "awareness": "政策知晓"}


@dataclass(frozen=True)
class Line:
    """A question as the form shows it; an empty one where there is none."""

    question: Question
    options: str = ""
    raises: str = ""
    of: str = ""


@page(C.SEE_POLICY)
def questionnaire(request: Any, code: str) -> HttpResponse:
    """The questions in force or coming last, and the form to propose others."""
    versions = _versions(code)
    questions = questions_of(versions[0])
    values = {
        "shown": versions[0],
        "versions": versions,
        "coming": coming("questionnaire", versions),
        "lines": _lines(questions),
        "types": TYPES.items(),
        "facts": [(kind.code, kind.title) for kind in FACT_KINDS.values()],
        "figures": FIGURES.items(),
        "today": clock.today(),
        "may_propose": request.post.can(C.PROPOSE_POLICY),
    }
    return render(request, "settings/questionnaire.html", values)


@page(C.PROPOSE_POLICY, methods=("POST",))
def propose(request: Any, code: str) -> HttpResponse:
    """Ask for these questions from a day on."""
    latest = _versions(code)[0]
    unchanged(request, latest)
    questions = questions_sent(request.POST, questions_of(latest))
    propose_questions(code=code, questions=questions, facts=list(FACT_KINDS), **dated(request))
    return proposed(request)


def questions_sent(sent: Mapping[str, str], before: Sequence[Question]) -> list[Question]:
    """The questions of the form; a line without words is none. What an option was called it keeps its code by."""
    known = {one.code: one for one in before}
    numbers = [at for at in range(len(before) + FREE) if one_line(sent.get(f"title-{at}", ""))]
    free = (code for at in count(1) if (code := f"local_{at}") not in known)
    found: dict[str, Question] = {}
    for at in numbers:
        code = sent.get(f"code-{at}", "")
        code = code if code in known and code not in found else next(free)
        found[code] = _question(sent, at, code, known.get(code), found)
    return list(found.values())


def _question(
    sent: Mapping[str, str], at: int, code: str, known: Question | None, earlier: Mapping[str, Question]
) -> Question:
    kind = sent.get(f"type-{at}", "")
    raises = set(_listed(sent.get(f"raises-{at}", "")))
    labels = _listed(sent.get(f"options-{at}", "")) if kind == "choice" else []
    codes = {one.label: one.code for one in known.options} if known else {}
    options = tuple(
        Option(codes.get(label, f"o{place}_{len(labels)}" if known else f"o{place}"), label, label in raises)
        for place, label in enumerate(labels, start=1)
    )
    after = sent.get(f"after-{at}", "")
    of_before = {one.label: one.code for one in earlier[after].options} if after in earlier else {}
    return Question(
        code=code,
        title=one_line(sent.get(f"title-{at}", "")),
        type=kind,
        part=one_line(sent.get(f"part-{at}", ""))[:40],
        options=options,
        needed=sent.get(f"needed-{at}") == "1",
        after=after,
        of=tuple(of_before[one] for one in _listed(sent.get(f"of-{at}", "")) if one in of_before),
        fact=sent.get(f"fact-{at}", ""),
        figure=sent.get(f"figure-{at}", ""),
    )


def _lines(questions: Sequence[Question]) -> list[Line]:
    titles = {one.code: one for one in questions}
    empty = Question(code="", title="", type="")
    return [*(_line(one, titles) for one in questions), *(Line(empty) for _ in range(FREE))]


def _line(one: Question, titles: Mapping[str, Question]) -> Line:
    before = titles.get(one.after)
    of = [option.label for option in before.options if option.code in one.of] if before else []
    return Line(
        one,
        "、".join(option.label for option in one.options),
        "、".join(option.label for option in one.options if option.raises),
        "、".join(of),
    )


def _listed(text: str) -> list[str]:
    return list(dict.fromkeys(one for part in BETWEEN.split(text) if (one := one_line(part))))


def _versions(code: str) -> list[Questionnaire]:
    found = versions_of(code)
    if not found:
        raise Http404
    return found
