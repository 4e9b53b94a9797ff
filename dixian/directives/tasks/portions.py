"""Which share a portion belongs to, by what people write, and which village it is for."""

from collections.abc import Collection
from datetime import date
from typing import Any

from dixian.directives.tasks.models import Portion, Share
from dixian.directives.tasks.states import SHARE
from dixian.directives.workplans.enums import WorkplanState
from dixian.foundation.areas.api import Unit
from dixian.foundation.areas.enums import Level
from dixian.foundation.books.api import place_label, places_by_name
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import tidy
from dixian.foundation.policy.api import earliest, latest

VILLAGES, AHEAD, BACK = "villages", "slip.task.ahead", "slip.progress.back"
OVER = SHARE.step("end").target, SHARE.step("finish").target


def prepare(row: Portion, memo: dict[Any, Any]) -> None:
    """Find the unit's share in the task that is meant, and the village. Raises Refusal where none or several fit."""
    if row.due_on is None:
        raise Refusal("没有写期限", "填这件事什么时候落实")
    if row.unit_id not in memo:
        shares = Share.objects.filter(unit=row.unit_id, task__workplan__state=WorkplanState.ADOPTED)
        memo[row.unit_id] = list(shares.select_related("task__workplan").order_by("id"))
    fitting = [share for share in memo[row.unit_id] if _is_meant(share, tidy(row.task))]
    if len(fitting) != 1:
        how = "有几项" if fitting else "没有"
        raise Refusal(f"{row.unit}{how}叫“{row.task}”的任务", "照“任务”页写全名称，如：1. 开展集中排查")
    row.share, row.task = fitting[0], fitting[0].task.title
    _require_limit(row.due_on, row.share, memo)
    row.led_id = fitting[0].task_id
    if row.pk is None and row.share.state in OVER:
        raise Refusal(f"{row.unit}在“{row.task}”里的部分{row.share.get_state_display()}", "不用再分解")
    if row.village:
        row.village = _village(row.village, row.unit, memo)


def _require_limit(due_on: date, share: Share, memo: dict[Any, Any]) -> None:
    adopted = share.task.workplan.adopted_on
    if adopted is None:
        return
    if (AHEAD, adopted) not in memo:
        memo[AHEAD, adopted] = latest(AHEAD, adopted)
    last = memo[AHEAD, adopted]
    if not adopted <= due_on <= last:
        raise Refusal(f"期限 {due_on} 早于任务下达的 {adopted}，或者在 {last} 以后", "核对年份，填落实的期限")
    whole = share.due_on or share.task.due_on
    # What is late already is broken down all the same.
    if whole is not None and clock.today() <= whole < due_on:
        raise Refusal(f"期限 {due_on} 晚于本单位这项任务的期限 {whole}", "定在这一天或以前")


def finishing(row: Portion, on: date) -> None:
    """Raises Refusal for a day long before the task was there."""
    adopted = row.share.task.workplan.adopted_on
    if adopted is not None and on < (first := earliest(BACK, adopted)):
        raise Refusal(f"日期 {on} 比任务下达的 {adopted} 早得多，最早是 {first}", "填做完这件事的日期")


def later_portions(shares: Collection[Share], due_on: date) -> list[Portion]:
    """What of these parts was broken down and is to be done after a day, in order of its days."""
    found = Portion.objects.filter(share__in=shares, state="open", due_on__gt=due_on)
    return list(found.select_related("unit").order_by("due_on", "id"))


def _is_meant(share: Share, text: str) -> bool:
    """Whether a tidied text is the task's number, its name, or both as pages write them."""
    title = share.task.title
    return text in {str(share.task.position), tidy(title), tidy(title.partition(" ")[2])}


def _village(text: str, unit: Unit, memo: dict[Any, Any]) -> str:
    if VILLAGES not in memo:
        memo[VILLAGES] = places_by_name()
    found = [one for one in memo[VILLAGES].get(tidy(text), ()) if one.level == Level.VILLAGE]
    if len(found) != 1:
        raise Refusal(
            f"没有找到村“{text}”，或者同名的有几个",
            "写村名，同名的前面加乡镇或者后面加代码，如 绥棱镇东方红村、东方红村（231226100201）",
        )
    if unit.area is not None and not found[0].path.startswith(unit.area.path):
        raise Refusal(f"{found[0].name}不在{unit}的范围里", "填本单位范围里的村")
    return place_label(found[0])
