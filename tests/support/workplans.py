"""A small paper of the county, taken in, corrected and adopted."""

from typing import Any

from dixian.directives.tasks.api import Task
from dixian.directives.workplans import api as workplans
from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain
from dixian.foundation.policy.api import Proposal, approve

TEXT = """中共绥棱县委农村工作领导小组文件
绥农组发〔2024〕3号
绥棱县2024年守住不返贫底线重点任务分工方案
各乡镇、县直各有关单位：
现将全年重点任务分工印发给你们，请认真抓好落实。
一、健全监测机制
1.开展集中排查。每月开展一次排查，2024年12月31日前全部完成。（牵头单位：县农业农村局；责任单位：县医保局、各乡镇）
2.落实医疗保障。监测对象参保率达到100%。（牵头单位：县医保局；责任单位：县农业农村局、县星火办）
二、强化帮扶
3.推进产业帮扶。每月5日前报告进展，联系电话13800000101。（牵头单位：县农业农村局；责任单位：县水务局）
中共绥棱县委农村工作领导小组
2024年2月20日
"""


def taken_in(post: Any, text: str = TEXT) -> Any:
    """The paper filed and read: a draft."""
    stored = store([text.encode()], name="工作要点.txt", content_type="", purpose="工作要点")
    made = workplans.receive(stored=stored, post=post)
    drain()
    return workplans.Workplan.objects.get(pk=made.pk)


def settled(draft: Any, post: Any) -> Any:
    """Every name nobody knows is struck with a word."""
    for unit in workplans.ItemUnit.objects.filter(item__workplan=draft, unit=None).select_related("item"):
        said = workplans.UnitSaid(unit.uid, "", unit.role, struck="县里没有这个单位")
        workplans.correct_item(
            item=unit.item, said=workplans.ItemSaid(unit.item.title, units=[said]), post=post
        )
    return workplans.Workplan.objects.get(pk=draft.pk)


def proposed(draft: Any, post: Any) -> Proposal:
    """Its adoption asked for."""
    return workplans.propose_adoption(workplan=draft, post=post)


def adopted(proposer: Any, approver: Any, text: str = TEXT) -> list[Task]:
    """The tasks of the paper once two people have adopted it."""
    draft = settled(taken_in(proposer, text), proposer)
    approve(proposal=proposed(draft, proposer), post=approver)
    drain()
    return list(Task.objects.filter(workplan=draft).order_by("position"))
