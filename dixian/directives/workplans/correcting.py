"""A person puts right what was read: units chosen, struck, added; roles; what the paper says of itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max, Q

from dixian.directives.workplans.enums import UnitRole, WorkplanState
from dixian.directives.workplans.models import Item, ItemUnit, Workplan
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Unit, in_force
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal

CHOOSE = "从列出的单位里选，或者写单位全称"


@dataclass(frozen=True)
class UnitSaid:
    """What the form says of one unit of an item: its name, its role, why it is struck ("" where it counts).

    uid: the row it is about; None adds one.
    """

    uid: UUID | None
    name: str
    role: str
    struck: str = ""


@transaction.atomic
def correct_item(*, item: Item, said: Sequence[UnitSaid], title: str, struck: str, post: Post) -> None:
    """Put an item right. Rows not spoken of stay. Raises NotAllowed, Refusal (no draft, unknown unit, no title)."""
    _open_for(item.workplan_id, post)
    if not title.strip():
        raise Refusal("任务没有名称", "写上任务名称")
    named = _units_named({one.name for one in said if one.name and not one.struck})
    rows = {row.uid: row for row in ItemUnit.objects.filter(item=item).select_related("unit")}
    changed = [
        row
        for one in said
        if one.uid is not None and (row := rows.get(one.uid)) is not None and _change(row, one, named)
    ]
    ItemUnit.objects.bulk_update(changed, ["unit", "role", "struck", "version"])
    _add(item, [one for one in said if one.uid is None and one.name], named)
    _refuse_doubles(item)
    Item.objects.filter(pk=item.pk).update(title=title.strip(), struck=struck, version=F("version") + 1)
    _touched(item.workplan_id)


@transaction.atomic
def correct_head(
    *, workplan: Workplan, title: str, issuer: str, document_number: str, issued_on: date | None, post: Post
) -> None:
    """Put right what the paper says of itself. Raises NotAllowed, Refusal (no draft, no title)."""
    _open_for(workplan.pk, post)
    if not title.strip():
        raise Refusal("文件没有标题", "写上文件标题")
    Workplan.objects.filter(pk=workplan.pk).update(
        title=title, issuer=issuer, document_number=document_number, issued_on=issued_on
    )
    _touched(workplan.pk)


@transaction.atomic
def first_ones_lead(*, workplan: Workplan, post: Post) -> int:
    """In each item without a lead the first responsible unit leads. Returns in how many; a person asked for it."""
    _open_for(workplan.pk, post)
    counting = ItemUnit.objects.filter(item__workplan=workplan, item__struck="", struck="")
    led = counting.filter(role=UnitRole.LEAD).values("item")
    first: dict[int, int] = {}
    for pk, item in counting.exclude(item__in=led).order_by("item", "position").values_list("id", "item_id"):
        first.setdefault(item, pk)
    ItemUnit.objects.filter(pk__in=first.values()).update(role=UnitRole.LEAD, version=F("version") + 1)
    Item.objects.filter(pk__in=first).update(version=F("version") + 1)
    if first:
        _touched(workplan.pk)
    return len(first)


def _open_for(workplan_id: int, post: Post) -> None:
    """Only a draft is corrected; it is held until the transaction ends."""
    post.require(Capability.PROPOSE_POLICY)
    held = Workplan.objects.select_for_update().get(pk=workplan_id)
    if held.state != WorkplanState.DRAFT:
        raise Refusal(f"文件现在是“{held.get_state_display()}”，不能再校对", "刷新页面看最新情况")


def _touched(workplan_id: int) -> None:
    """A proposal made before this correction is stale."""
    Workplan.objects.filter(pk=workplan_id).update(version=F("version") + 1)


def _units_named(names: Iterable[str]) -> Mapping[str, Unit]:
    """Name -> the one unit in force with this full or short name. Raises Refusal for none or several."""
    wanted = {name.strip() for name in names}
    found: dict[str, set[Unit]] = {name: set() for name in wanted}
    known = Unit.objects.filter(in_force(clock.today())).filter(Q(name__in=wanted) | Q(short_name__in=wanted))
    for unit in known:
        for name in {unit.name, unit.short_name} & wanted:
            found[name].add(unit)
    # A full name comes before somebody else's short one.
    full = {unit.name: unit for unit in known}
    for name, units in found.items():
        if name not in full and len(units) != 1:
            what = "有几个单位都叫" if units else "县里没有单位叫"
            raise Refusal(f"{what}“{name}”", CHOOSE)
    return {name: full.get(name) or next(iter(units)) for name, units in found.items()}


def _change(row: ItemUnit, said: UnitSaid, named: Mapping[str, Unit]) -> bool:
    """Put what was said into the row; whether anything changed. Raises Refusal for a name taken away."""
    before = (row.unit_id, row.role, row.struck)
    row.struck = said.struck
    if not said.struck:
        if not said.name and row.unit_id is not None:
            raise Refusal(f"“{row.written or row.unit}”的单位空着", "不该列的，写明划去的理由")
        row.unit = named[said.name.strip()] if said.name else None
        row.role = UnitRole(said.role)
    row.version += 1
    return before != (row.unit_id, row.role, row.struck)


def _add(item: Item, said: Sequence[UnitSaid], named: Mapping[str, Unit]) -> None:
    last = ItemUnit.objects.filter(item=item).aggregate(last=Max("position"))["last"] or 0
    ItemUnit.objects.bulk_create(
        ItemUnit(item=item, position=place, role=UnitRole(one.role), unit=named[one.name.strip()])
        for place, one in enumerate(said, start=last + 1)
    )


def _refuse_doubles(item: Item) -> None:
    """A unit has one part in an item, but for groups, in which a lead may stand again."""
    seen: dict[int, str] = {}
    counting = ItemUnit.objects.filter(item=item, struck="", unit__isnull=False, group="")
    for row in counting.select_related("unit").order_by("position"):
        if row.unit_id in seen and seen[row.unit_id] == row.role:
            raise Refusal(f"“{row.unit}”在这一项里列了两次", "留一处，另一处写明理由划去")
        seen[row.unit_id or 0] = row.role
