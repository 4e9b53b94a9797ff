"""信息比对: which households are to be compared, the request to each unit as a workbook, and what came back."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.columns import Column, IdNumberColumn, Text
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import items
from dixian.foundation.sheets.api import write_table
from dixian.registry.households.api import Household, Person
from dixian.warning.cases import api as cases
from dixian.web.cases.columns import REQUESTS
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.downloads import workbook
from dixian.web.shell.pages import chosen_uids, get_visible, page
from dixian.web.shell.reasons import duty_in_hand, why_sent
from dixian.web.shell.uploads import SentRows, read_rows, sent_file

MOST = 200
SHOWN_PROBLEMS = 5
NUMBER = Text("number", "户编号", required=True, longest=30)
NAME = Text("name", "姓名", required=True, longest=60)
FOUND = Text("found", "比对结果", ("比对情况", "核查结果", "备注"), longest=300)
OUT: tuple[Column, ...] = (
    NUMBER,
    Text("head", "户主", longest=60),
    NAME,
    Text("relation", "与户主关系", longest=20),
    IdNumberColumn("id_number", "身份证号"),
    FOUND,
)
BACK: tuple[Column, ...] = (NUMBER, NAME, FOUND)


@page(C.RELEASE, methods=("GET", "POST"), look_up=True)
def request_list(request: Any) -> HttpResponse:
    """Who has authorised and was not compared yet, and the requests there have been. POST is their workbook."""
    look = Look.of(request, REQUESTS)
    found = cases.requests(request.post)
    if request.method == "POST":
        return export(request, look, found)
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "to_compare": list(cases.to_compare(request.post).order_by("due_on", "id")[:MOST]),
        "units": [one.label for one in items("comparison_unit")],
    }
    return render(request, "cases/comparisons.html", values)


@page(C.RELEASE, methods=("POST",))
def ask(request: Any) -> HttpResponse:
    """Ask the units of the list about what was ticked."""
    made = cases.ask_comparison(case_uids=chosen_uids(request), post=request.post)
    said = "、".join(one.unit.short_name for one in made)
    messages.success(request, f"已发起比对：{said}。逐个单位下载名单发出，收回后导入")
    return redirect("comparisons")


@page(C.RELEASE)
def comparison(request: Any, uid: UUID) -> HttpResponse:
    """One request: the households, and what came back of each."""
    found = get_visible(cases.requests(request.post), request, uid)
    lines = found.comparisons.visible_to(request.post).select_related("case__household", "village")
    return render(request, "cases/comparison.html", {"asked": found, "lines": list(lines.order_by("id"))})


@page(C.RELEASE, methods=("POST",), look_up=True)
def comparison_workbook(request: Any, uid: UUID) -> HttpResponse:
    """The list for the unit: all members with their numbers; noted with the duty or the reason."""
    found = get_visible(cases.requests(request.post), request, uid)
    told = why_sent(request, duty_in_hand(request.post, subjects=[uid]))
    homes = [one.household_id for one in found.comparisons.all()]
    people = Person.objects.visible_to(request.post).filter(household__in=homes, valid_to=None)
    rows = list(people.select_related("household").order_by("household_id", "id"))
    told.note(what="信息比对名单", subject="户", uids=sorted({one.household.uid for one in rows}))
    content = write_table(title="信息比对", columns=OUT, rows=[_line(one) for one in rows])
    return workbook(content, f"信息比对-{found.unit.short_name}-{found.asked_on}.xlsx")


def _rows(request: Any, uid: UUID) -> SentRows:
    get_visible(cases.requests(request.post), request, uid)
    return read_rows(request, BACK)


@page(C.RELEASE, methods=("POST",), files=("file",), prepare=_rows)
def answer(request: Any, uid: UUID) -> HttpResponse:
    """What the unit sent back. A row that can't be read stops all of it, named."""
    found = get_visible(cases.requests(request.post), request, uid)
    sent_file(request, purpose="信息比对结果")
    sent: SentRows = request.prepared
    if sent.problems:
        more = f"……共 {len(sent.problems)} 处" if len(sent.problems) > SHOWN_PROBLEMS else ""
        raise Refusal("；".join(sent.problems[:SHOWN_PROBLEMS]) + more, "改好后重新导入，这次没有登记")
    told = _found([values for _, values in sent.rows], request)
    count = cases.answer_comparison(request=found, found=told, post=request.post)
    left = found.households - len(told) if found.answered == 0 else None
    more = f"，还有 {left} 户没有收回" if left else ""
    messages.success(request, f"已登记 {count} 户的比对结果{more}。比对到的只作提示，不自动拒绝")
    return redirect("comparison", uid)


def _line(one: Person) -> list[object]:
    number = one.id_number.open() if one.id_number else ""
    return [one.household.number, one.household.head_name, one.name, one.relation, number, ""]


def _found(rows: Sequence[dict[str, Any]], request: Any) -> dict[int, str]:
    """Household id -> what was found of its members, each with the name."""
    numbers = {row["number"] for row in rows}
    homes = Household.objects.visible_to(request.post).filter(number__in=numbers)
    ids = dict(homes.values_list("number", "id"))
    if missing := sorted(numbers - set(ids)):
        raise Refusal(f"户编号“{missing[0]}”不在户档案里", "用发出的表填写，不要改户编号")
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        here = found[ids[row["number"]]]
        if row["found"]:
            here.append(f"{row['name']}：{row['found']}")
    return {pk: "；".join(texts) for pk, texts in found.items()}
