"""满意度和政策知晓: what people said, by township, village and helper; every figure is a list."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Area
from dixian.foundation.forms.api import Question, questionnaire, questions_of
from dixian.foundation.kernel import clock
from dixian.warning.visits import api as visits
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.pages import page, uid_of
from dixian.web.visits.columns import VISITS

SEES = (C.ANSWER, C.SEE_LOOP)
HALF = re.compile(r"20[0-9]{2}H[12]")


@dataclass(frozen=True)
class Row:
    """A place or helper with the counts of each option, question by question."""

    told: visits.Told
    cells: list[tuple[str, str, str, int]]


@page(SEES, methods=("GET", "POST"), look_up=True)
def satisfaction(request: Any) -> HttpResponse:
    """Of this half-year by township, of a township by village, or by helper; one answer opened is its list of visits."""
    first, last = _half(request.GET.get("half", ""))
    said = visits.said(request.post, first, last)
    township, by = request.GET.get("township", ""), request.GET.get("by", "")
    question, choice = request.GET.get("question", ""), request.GET.get("choice", "")
    kept = {
        name: request.GET.get(name, "")
        for name in ("half", "township", "village", "helper", "question", "choice")
    }
    if question or request.method == "POST":
        return _listed(request, _narrowed(said, kept), kept)
    if by == "helper":
        rows = visits.told_by_helper(said)
    else:
        rows = visits.told_by_village(said, township) if township else visits.told_by_township(said)
    asked = [one for one in questions_of(questionnaire(visits.FORM)) if one.figure]
    values = {
        "rows": [_row(one, asked) for one in rows],
        "whole": _row(visits.told_together(rows), asked),
        "asked": asked,
        "first": first,
        "last": last,
        "half": request.GET.get("half", ""),
        "earlier": f"{first.year - 1}H2" if first.month == 1 else f"{first.year}H1",
        "by": by,
        "choice": choice,
        "township": Area.objects.filter(code=township).first() if township else None,
    }
    return render(request, "visits/satisfaction.html", values)


def _row(told: visits.Told, asked: list[Question]) -> Row:
    """Question, option, both in words, how many."""
    return Row(
        told,
        [
            (one.code, option.code, f"{one.title}：{option.label}", told.of(one.code, option.code))
            for one in asked
            for option in one.options
        ],
    )


def _narrowed(said: Any, kept: dict[str, str]) -> Any:
    said = said.filter(question=kept["question"], choice=kept["choice"])
    if kept["township"]:
        said = said.filter(village__parent__code=kept["township"])
    if kept["helper"]:
        said = visits.of_helper(said, uid_of(kept["helper"]))
    return said.filter(village__code=kept["village"]) if kept["village"] else said


def _listed(request: Any, said: Any, kept: dict[str, str]) -> HttpResponse:
    found = visits.visits(request.post).filter(pk__in=said.values("visit"))
    look = Look.of(request, VISITS, **kept)
    if request.method == "POST":
        return export(request, look, found)
    asked = {one.code: one for one in questions_of(questionnaire(visits.FORM))}
    question = asked.get(kept["question"])
    option = question.option(kept["choice"]) if question else None
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "title": f"{question.title}：{option.label}" if question and option else "回答",
        "half": kept["half"],
    }
    return render(request, "visits/told.html", values)


def _half(text: str) -> tuple[date, date]:
    """The days of `2024H1`; this half-year where it says none."""
    if not HALF.fullmatch(text):
        today = clock.today()
        text = f"{today.year}H{1 if today.month < 7 else 2}"
    year, _, half = text.partition("H")
    if half == "1":
        return date(int(year), 1, 1), date(int(year), 6, 30)
    return date(int(year), 7, 1), date(int(year), 12, 31)
