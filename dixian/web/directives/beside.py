"""A paper beside another, last year's for example."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from dixian.directives.workplans import api as workplans
from dixian.web.shell.pages import get_visible, page

FIELDS = {
    "title": "任务",
    "text": "内容",
    "lead": "牵头单位",
    "responsible": "责任单位",
    "limits": "时限",
    "figures": "指标",
}
NOTHING = "没有写"


@dataclass(frozen=True)
class Shown:
    """What became of some tasks: what that is called, and each task with what differs (field, before, after).

    told: whether each is shown with its words, since nothing says what differs.
    """

    name: str
    tasks: Sequence[tuple[Any, Sequence[tuple[str, str, str]]]]
    told: bool


@page()
def beside(request: Any, uid: UUID) -> HttpResponse:
    """Which tasks are carried over, changed, new and gone, compared with the paper that is asked for; the latest other one."""
    found = get_visible(workplans.Workplan.objects, request, uid)
    others = workplans.others_of(found)
    asked = request.GET.get("old", "")
    old = next((one for one in others if str(one.uid) == asked), None if asked else next(iter(others), None))
    if asked and old is None:
        raise Http404
    values = {"found": found, "others": others, "old": old, "lists": _lists(old, found) if old else []}
    return render(request, "directives/beside.html", values)


def _lists(old: Any, new: Any) -> list[Shown]:
    made = workplans.beside(old, new)
    named = (
        ("有变", made.changed, False),
        ("新增", made.new, True),
        ("不再列入", made.gone, True),
        ("沿用", made.carried, False),
    )
    return [
        Shown(name, [(one.after or one.before, _told(one.differences)) for one in changes], told)
        for name, changes, told in named
    ]


def _told(differences: dict[str, tuple[Any, Any]]) -> list[tuple[str, str, str]]:
    return [(FIELDS[name], _said(before), _said(after)) for name, (before, after) in differences.items()]


def _said(value: Any) -> str:
    return (value if isinstance(value, str) else "、".join(value)) or NOTHING
