"""What happens to an area or a unit alike: it is called or placed otherwise from a day on, ends, comes back."""

import re
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from dixian.foundation.areas.actions.days import not_later_than_today, update
from dixian.foundation.areas.models import Area, AreaFormer, Unit, UnitFormer
from dixian.foundation.kernel.problems import Refusal

Place = Area | Unit
# What is kept of a place when it becomes otherwise.
KEPT: dict[Any, tuple[Any, tuple[str, ...]]] = {
    Area: (AreaFormer, ("name", "kind", "parent")),
    Unit: (UnitFormer, ("name", "short_name", "parent")),
}
CODE = re.compile(r"[\w-]+")


def open_place(model: Any, *, code: str, parent: Place | None, **fields: Any) -> Any:
    """A new area or unit below `parent`. Raises Refusal for a code that is taken or can't be one."""
    if not CODE.fullmatch(code):
        raise Refusal(f"代码“{code}”里有不能用的字符", "只用字母、数字、下划线和短横线")
    if model.objects.filter(code=code).exists():
        raise Refusal(f"代码“{code}”已经有了", "换一个代码")
    if parent is not None and parent.has_ended():
        raise Refusal(f"{parent}已撤销，不能再增设下级")
    return model.objects.create(code=code, parent=parent, path=_path(model, parent, code), **fields)


def began_on(place: Place) -> date:
    """Since when it is as it is now."""
    last = place.formers.order_by("-valid_to").values_list("valid_to", flat=True).first()
    return last or place.valid_from


@transaction.atomic
def become(place: Place, *, since: date, source: str, **changes: Any) -> list[str]:
    """From `since` on the place has other values; what it was is kept. Returns the fields that changed.

    On the very day it became what it is, this corrects it and keeps nothing. Raises Refusal for a day
    before that or after today, and where no paper is named.
    """
    changed = {name: value for name, value in changes.items() if getattr(place, name) != value}
    if not changed:
        return []
    if not source.strip():
        raise Refusal("没有写明变更的依据", "写上文件名或会议纪要")
    not_later_than_today(since)
    began = began_on(place)
    if since < began:
        raise Refusal(f"{place}自 {began} 起就是现在这样，不能从 {since} 起变更", f"起始日期不早于 {began}")
    former, kept = KEPT[type(place)]
    if since > began:
        was = {name: getattr(place, name) for name in kept}
        former.objects.create(place=place, valid_from=began, valid_to=since, source=source.strip(), **was)
    if "parent" in changed:
        _carry_path(place, changed["parent"])
    update(place, **changed)
    return list(changed)


@transaction.atomic
def end_place(place: Place, *, on: date, successor: Place | None, source: str) -> None:
    """The place ends; what it had is reached through `successor`, which also takes what lies directly below.

    Said again of one that has ended, it corrects day and successor. Raises Refusal for a circle, a day too
    early or still to come, no paper, or a place without successor that still has something below it.
    """
    not_later_than_today(on)
    if on <= began_on(place):
        raise Refusal(f"{place}自 {began_on(place)} 起才有，不能在 {on} 撤销")
    if not source.strip():
        raise Refusal("没有写明撤销的依据", "写上文件名或会议纪要")
    step = successor
    while step is not None:
        if step.pk == place.pk:
            raise Refusal(f"{place}不能并入它自己")
        step = step.successor
    below: list[Any] = list(place.children.filter(valid_to__isnull=True))
    if below and successor is None:
        raise Refusal(f"{place}还有 {len(below)} 个下级", "写明并入哪里，或先把下级归到别处")
    if successor is not None and successor.path.startswith(place.path):
        raise Refusal(f"{place}不能并入它的下级{successor}", "先把它归到别处")
    for child in below:
        become(child, since=max(on, began_on(child)), source=source, parent=successor)
    update(place, valid_to=on, successor=successor, ended_source=source.strip())


def come_back(place: Place) -> None:
    """It had not ended after all. Raises Refusal where it stands, or what it lay in has ended itself."""
    if place.valid_to is None:
        raise Refusal(f"{place}没有撤销")
    if place.parent is not None and place.parent.has_ended():
        raise Refusal(f"{place}的上级{place.parent}已撤销", "先恢复上级，或先改变隶属")
    update(place, valid_to=None, successor=None, ended_source="")


def correct_beginning(place: Place, *, valid_from: date) -> None:
    """Since when there is the place. Raises Refusal where it has been something else since, or ended before."""
    if place.formers.exists():
        raise Refusal(f"{place}已有变更记录，不能改起始日期")
    if place.valid_to is not None and place.valid_to <= valid_from:
        raise Refusal(f"{place}已在 {place.valid_to} 撤销", "起始日期要早于这一天")
    update(place, valid_from=valid_from)


def _carry_path(place: Place, parent: Place | None) -> None:
    """Everything below comes along. Raises Refusal where the parent lies within the place itself."""
    if parent is not None and parent.path.startswith(place.path):
        raise Refusal(f"“{place.name}”不能归到它自己或它的下级")
    if parent is not None and parent.has_ended():
        raise Refusal(f"{parent}已撤销，不能归到它下面")
    model, old, new = type(place), place.path, _path(type(place), parent, place.code)
    below = model.objects.filter(path__startswith=old).exclude(pk=place.pk)
    below.update(path=Concat(Value(new), Substr("path", len(old) + 1)), version=F("version") + 1)
    model.objects.filter(pk=place.pk).update(path=new)
    place.path = new


def _path(model: Any, parent: Place | None, code: str) -> str:
    path = f"{parent.path if parent else ''}{code}/"
    if len(path) > model._meta.get_field("path").max_length:
        raise Refusal("上下级层次太深，放不下", "减少层次，或改短代码")
    return path
