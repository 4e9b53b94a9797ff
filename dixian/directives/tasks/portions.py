"""Which share a portion belongs to, by what people write, and which village it is for."""

from typing import Any

from dixian.directives.tasks.models import Portion, Share
from dixian.directives.workplans.enums import WorkplanState
from dixian.foundation.areas.api import find_area
from dixian.foundation.areas.enums import Level
from dixian.foundation.kernel.problems import Refusal


def prepare(row: Portion, memo: dict[Any, Any]) -> None:
    """Find the unit's share in the task that is meant, and the village. Raises Refusal where none or several fit."""
    if row.due_on is None:
        raise Refusal("没有写期限", "填这件事什么时候落实")
    if row.unit_id not in memo:
        shares = Share.objects.filter(unit=row.unit_id, task__workplan__state=WorkplanState.ADOPTED)
        memo[row.unit_id] = list(shares.select_related("task").order_by("id"))
    fitting = [share for share in memo[row.unit_id] if _is_meant(share, row.task.strip())]
    if len(fitting) != 1:
        how = "有几项" if fitting else "没有"
        raise Refusal(f"{row.unit}{how}叫“{row.task}”的任务", "照“任务”页写全名称，如：1. 开展集中排查")
    row.share, row.task = fitting[0], fitting[0].task.title
    if row.village:
        row.village = _village(row.village, memo)


def _is_meant(share: Share, text: str) -> bool:
    if text.isdecimal():
        return share.task.position == int(text)
    return share.task.title == text or share.task.title.partition(" ")[2] == text


def _village(text: str, memo: dict[Any, Any]) -> str:
    if text not in memo:
        memo[text] = find_area(text)
    found = memo[text]
    if found is None or found.level != Level.VILLAGE:
        raise Refusal(
            f"没有找到村“{text}”，或者同名的有几个", "写村名，同名的加代码，如 东方红村（231226100201）"
        )
    return f"{found.parent.name}{found.name}"
