"""A corrected paper is adopted by two people: one asks, another approves; then it is announced."""

import re
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from dixian.directives.workplans.enums import UnitRole, WorkplanState
from dixian.directives.workplans.models import Corrector, Item, ItemUnit, Workplan
from dixian.directives.workplans.states import WORKPLAN
from dixian.directives.workplans.topics import WorkplanAdopted
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.audit.api import take_step
from dixian.foundation.files.api import StoredFile
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import Proposal, Subject, approved_by, propose

CODE = "workplan"
NAMED_AT_MOST = 5
# What a paper without a title is called until somebody writes it.
FILE_NAME = re.compile(r"\.(?:docx|pdf|txt)$", re.IGNORECASE)


def propose_adoption(*, workplan: Workplan, post: Post) -> Proposal:
    """Ask for the adoption of a corrected draft. Raises Refusal where something is still to be settled."""
    live = Item.objects.filter(workplan=workplan, struck="")
    counted = {
        "人工补充": live.filter(by_hand=True).count(),
        "改写原文": live.exclude(as_read="").count(),
    }
    own = "、".join(f"{what} {count} 项" for what, count in counted.items() if count)
    source = f"{workplan.issuer}《{workplan.title}》{workplan.document_number}"
    return propose(
        code=CODE,
        label=f"下达任务：{f'（{own}）' if own else ''}{workplan.title}",
        arguments={"workplan": str(workplan.uid)},
        source=source[:200],
        post=post,
    )


def waiting_proposals(workplan: Workplan) -> list[Proposal]:
    """What asks for its adoption and is not decided."""
    waiting = Proposal.objects.filter(subject=CODE, state="waiting")
    return [one for one in waiting if one.arguments["workplan"] == str(workplan.uid)]


def what_is_missing(workplan: Workplan) -> list[str]:
    """What has to be done before adoption, a sentence each; empty where it is ready."""
    missing = []
    if FILE_NAME.search(workplan.title):
        missing.append("标题还是文件名")
    if workplan.issued_on is None:
        missing.append("没有印发日期")
    elif workplan.issued_on > clock.today():
        missing.append(f"印发日期 {workplan.issued_on} 在今天以后")
    twice = _adopted_already(workplan)
    if twice:
        missing.append(f"{twice}已经下达过，要重新下达的先停止执行")
    live = Item.objects.filter(workplan=workplan, struck="")
    if not live.exists():
        missing.append("没有一项任务")
    counting = ItemUnit.objects.filter(item__workplan=workplan, item__struck="", struck="")
    told = counting.filter(Q(unit=None) | Q(role=UnitRole.LEAD)).values_list("item_id", "role", "unit_id")
    # By values: PostgreSQL guesses that a new paper has few units, and would look through all of them for each item.
    marks = list(told)
    unsettled = {item for item, _, unit in marks if unit is None}
    led = {item for item, role, _ in marks if role == UnitRole.LEAD}
    wanting = list(live.filter(Q(pk__in=unsettled) | ~Q(pk__in=led)).order_by("position"))
    missing += _of_items("还有单位没有认定", [one for one in wanting if one.pk in unsettled])
    return missing + _of_items("没有牵头单位", [one for one in wanting if one.pk not in led])


def _adopted_already(workplan: Workplan) -> str:
    """The paper of the same number, or the same file, whose tasks are out; "" where there is none."""
    alike = Q(source__sha256__in=StoredFile.objects.filter(pk=workplan.source_id).values("sha256"))
    if workplan.document_number:
        alike |= Q(document_number=workplan.document_number)
    going_on = Workplan.objects.filter(state=WorkplanState.ADOPTED).exclude(pk=workplan.pk)
    there = going_on.filter(alike).order_by("-id").first()
    return f"《{there.title}》{there.document_number}" if there else ""


def _of_items(what: str, items: Sequence[Item]) -> list[str]:
    found = [str(one) for one in items]
    if not found:
        return []
    more = "等" if len(found) > NAMED_AT_MOST else ""
    return [f"{len(found)} 项{what}：{'、'.join(found[:NAMED_AT_MOST])}{more}"]


def _workplan(arguments: dict[str, Any]) -> Workplan:
    return Workplan.objects.select_for_update().get(uid=arguments["workplan"])


def _version(arguments: dict[str, Any]) -> str:
    return str(_workplan(arguments).version)


def _check(arguments: dict[str, Any]) -> None:
    workplan = _workplan(arguments)
    WORKPLAN.target("adopt", workplan.state)
    missing = what_is_missing(workplan)
    if missing:
        raise Refusal(f"还不能下达：{'；'.join(missing)}", "在校对页逐项认定、补上，或者写明理由划去")


def _apply(arguments: dict[str, Any], _source: str) -> None:
    workplan = _workplan(arguments)
    take_step(workplan, WORKPLAN, "adopt", called="这份文件", adopted_on=clock.today())
    publish(WorkplanAdopted(workplan_id=workplan.pk))


def _correctors(arguments: dict[str, Any]) -> set[int]:
    corrected = Corrector.objects.filter(workplan__uid=arguments["workplan"])
    return set(corrected.values_list("by_id", flat=True))


# What is adopted stands on the paper's own page, which a proposal leads to: no lines, which every list would ask for.
ADOPTION = Subject(
    CODE,
    "下达工作要点任务",
    Capability.PROPOSE_POLICY,
    approved_by(Capability.APPROVE_POLICY),
    _version,
    _apply,
    _check,
    hands=_correctors,
    hand_in="校对过这份文件",
    named=lambda arguments: {arguments["workplan"]},
    holds="正在后台办理，办完可在原页面看到",
)
