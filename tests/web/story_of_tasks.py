"""The story of a paper: pasted, corrected, adopted by two people, reported on by a unit, accepted by its lead."""

from collections.abc import Iterator
from typing import Any

from dixian.directives.inspections.api import Pack
from dixian.directives.tasks.api import ProgressEntry, Share, Task, TaskIndicator
from dixian.directives.workplans.api import ItemUnit, Workplan
from dixian.foundation.audit.api import acting, reading
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import Proposal
from tests.support.workplans import TEXT
from tests.web.conftest import SYSTEM
from tests.web.story_steps import Step, file_of, newest, one, work


def tasks_story(county: Any) -> Iterator[Step]:
    """The steps; each is made when the one before has been taken."""
    pasted = TEXT.replace("守住不返贫底线", "另一份").replace("3号", "5号")
    yield Step("workplans", "bureau", "/workplans/", {"pasted": pasted}, page="/workplans/", after=work)
    plan = newest(Workplan)
    at = f"/workplans/{plan.uid}/"
    unknown = one(ItemUnit, item__workplan=plan, unit=None)
    item = one(type(county.plan_item), pk=unknown.item_id)
    right = {
        "title": item.title,
        f"unit-{unknown.uid}": "绥棱县水务局",
        f"role-{unknown.uid}": "responsible",
        "limit-1": "每月5日至15日",
        "figure-1": "不低于20户",
    }
    said = f"已保存：{item}"
    missed = {"text": "四、加强监管。每季度公示一次。", "lead": "县水务局"}
    yield Step("add-item", "bureau", f"{at}items/", missed, page=at, says="已补上：四、 加强监管")
    yield Step("correct-item", "bureau", f"/workplan-items/{item.uid}/correct/", right, page=at, says=said)
    yield Step(
        "act-on-workplan", "bureau", f"{at}act/", {"verb": "propose"}, page=at, says="等另一位同事审批"
    )
    asked = f"/settings/proposals/{newest(Proposal).uid}/"
    yield Step("proposal", "reviewer", asked, {"verb": "approve"}, page=asked, says="已批准", after=work)
    task = one(Task, item=item)
    yield from _measured(f"/tasks/{task.uid}/")
    yield from _reported(county, _share_of(task), f"/tasks/{task.uid}/")


def _measured(at: str) -> Iterator[Step]:
    """A figure with a target, counted, and taken away again."""
    target = {"figure": "rectification.done", "bound": "least", "target": "100"}
    yield Step("set-indicator", "bureau", f"{at}indicators/", target, page=at, says="不低于 100%")
    yield Step(
        "count-figures", "bureau", "/figures/count/", page="/figures/", says="正在重新统计", after=work
    )
    path = f"/task-indicators/{newest(TaskIndicator).uid}/end/"
    yield Step("end-indicator", "bureau", path, page=at, says="指标已停用")


def _reported(county: Any, share: Share, at: str) -> Iterator[Step]:
    """The bureau answers for what the insurer leads."""
    deadline = {"share": str(share.uid), "due_on": str(clock.today()), "why": "会商会议定的"}
    yield Step("set-deadline", "insurer", f"{at}deadline/", deadline, page=at, says="已列入待办")
    photo = file_of(b"\xff\xd8\xff a photo", "照片.jpg")
    done = {"text": "已核对参保名单", "on": str(clock.today()), "finishes": "1", "evidence": photo}
    path = f"/task-shares/{share.uid}/report/"
    yield Step("report-progress", "bureau", path, done, page=at, says="等牵头单位认可")
    path = f"/task-entries/{newest(ProgressEntry).uid}"
    yield Step("decide-progress", "insurer", f"{path}/decide/", {"verb": "accept"}, page=at, says="已认可")
    yield Step("task-evidence", "bureau", f"{path}/evidence/", status=200, page=at, says="octet-stream")
    path = f"{at}pack/"
    yield Step("ask-for-pack", "bureau", path, page=at, says="正在生成迎检资料包", after=work)
    path = f"/task-packs/{newest(Pack).uid}/file/"
    yield Step("pack-file", "inspector", path, status=200, page=at, says="application/zip")
    at = f"/workplans/{share.task.workplan.uid}/"
    yield Step("workplan-original", "inspector", f"{at}original/", status=200, says="octet-stream")
    yield Step("task-report", "insurer", f"{at}report/", {"term": "year"}, status=200, says="wordprocessing")
    stopped = {"verb": "stop", "reason": "省里印发新的工作要点"}
    yield Step("act-on-workplan", "bureau", f"{at}act/", stopped, page=at, says="已提请停止执行")


def _share_of(task: Task) -> Share:
    """The bureau's share, with its task and paper."""
    with acting(SYSTEM), reading():
        return Share.objects.select_related("task__workplan").get(task=task, unit__code="nyncj")
