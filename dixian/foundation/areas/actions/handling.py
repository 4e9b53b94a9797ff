"""Who answers for streets, forest and stock farms (代管), from-to, by which paper."""

from datetime import date

from django.db import transaction

from dixian.foundation.areas.actions.days import close, in_order, refuse_overlap, update
from dixian.foundation.areas.enums import Level
from dixian.foundation.areas.models import Area, HandledBy, Unit
from dixian.foundation.areas.selectors import own_unit
from dixian.foundation.kernel.problems import Refusal


@transaction.atomic
def confirm_handler(*, area: Area, unit: Unit, since: date, source: str) -> HandledBy:
    """From `since` on, `unit` answers for `area`; whoever did before ends that day.

    Raises Refusal where the area is one of the 各乡镇 or no township-level area, where the unit is the
    area's own or has ended, where no source is named, and for a day before the one that is noted.
    """
    _may_be_handled(area, unit, source)
    handlers = HandledBy.objects.filter(area=area)
    current = handlers.filter(valid_to__isnull=True).select_related("unit").first()
    if current is not None and since < current.valid_from:
        raise Refusal(f"{area}自 {current.valid_from} 起已由{current.unit}代管", "要改日期，在那一行里更正")
    close(handlers, since)
    refuse_overlap(handlers, since, None, f"{area}的代管")
    return HandledBy.objects.create(
        area=area, unit=unit, valid_from=since, source=source.strip(), confirmed=True
    )


def correct_handler(
    *, handled: HandledBy, unit: Unit, valid_from: date, valid_to: date | None, source: str
) -> None:
    """What was noted wrongly, or the day it ended. Correcting it confirms it. Raises Refusal as above."""
    _may_be_handled(handled.area, unit, source)
    in_order(valid_from, valid_to)
    others = HandledBy.objects.filter(area=handled.area).exclude(pk=handled.pk)
    refuse_overlap(others, valid_from, valid_to, f"{handled.area}的代管")
    update(
        handled, unit=unit, valid_from=valid_from, valid_to=valid_to, source=source.strip(), confirmed=True
    )


def _may_be_handled(area: Area, unit: Unit, source: str) -> None:
    if area.is_township_proper:
        raise Refusal(f"{area}是乡镇，由本乡镇负责，不设代管")
    if area.level != Level.TOWNSHIP:
        raise Refusal(f"{area}不是乡镇级区划，不设代管", "给它所在的街道、林场或农场明确代管")
    if unit == own_unit(area):
        raise Refusal(f"{unit}就是{area}自己，不算代管")
    if unit.has_ended():
        raise Refusal(f"{unit}已撤销，不能代管")
    if not source.strip():
        raise Refusal("没有写明代管的依据", "写上文件名或会议纪要")
