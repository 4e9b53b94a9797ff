"""A person puts right what was read: each part of an item, and what the paper says of itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from dixian.directives.workplans.enums import UnitRole, WorkplanState
from dixian.directives.workplans.models import Corrector, Item, ItemUnit, Workplan
from dixian.directives.workplans.parts import UnitSaid, correct_units
from dixian.directives.workplans.standing import stands_in
from dixian.directives.workplans.wording import FIGURES, LIMITS, WordsSaid, correct_words, tell_days
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel.masking import mask_numbers
from dixian.foundation.kernel.problems import Refusal


@dataclass(frozen=True)
class ItemSaid:
    """What the form says of an item. What is None, and rows not spoken of, stay; struck: why it is to be no task."""

    title: str
    struck: str = ""
    section: str | None = None
    marker: str | None = None
    text: str | None = None
    units: Sequence[UnitSaid] = ()
    limits: Sequence[WordsSaid] = ()
    figures: Sequence[WordsSaid] = ()


@transaction.atomic
def correct_item(*, item: Item, said: ItemSaid, post: Post) -> None:
    """Put an item right. Raises NotAllowed, Refusal (no draft, unknown unit, no title, the paper's words taken away,
    words that are no limit)."""
    plan = open_for(item.workplan_id, post)
    if not said.title.strip():
        raise Refusal("任务没有名称", "写上任务名称")
    if said.text is not None and not said.text.strip() and item.text.strip():
        raise Refusal("原文空着", "照文件写这一项的原文；不作为任务的，写明理由")
    correct_units(item, said.units)
    correct_words(item, plan, LIMITS, said.limits)
    correct_words(item, plan, FIGURES, said.figures)
    told = {"section": said.section, "marker": said.marker, "text": said.text}
    kept = {name: mask_numbers(value) for name, value in told.items() if value is not None}
    Item.objects.filter(pk=item.pk).update(
        title=said.title.strip(),
        struck=said.struck,
        version=F("version") + 1,
        **kept,
        **_whose_words(item, plan, kept.get("text", item.text)),
    )
    touched(plan, post)


def _whose_words(item: Item, plan: Workplan, text: str) -> dict[str, Any]:
    """Whether a new text is the paper's or somebody's own, as columns; what the paper says stays readable."""
    if text == item.text:
        return {}
    own = not stands_in(plan, text)
    if item.by_hand:
        return {"by_hand": own}
    return {"as_read": (item.as_read or item.text) if own else ""}


@transaction.atomic
def correct_head(
    *, workplan: Workplan, title: str, issuer: str, document_number: str, issued_on: date | None, post: Post
) -> None:
    """Put right what the paper says of itself, by which its days are told anew. Raises NotAllowed, Refusal (no draft, no
    title)."""
    open_for(workplan.pk, post)
    if not title.strip():
        raise Refusal("文件没有标题", "写上文件标题")
    Workplan.objects.filter(pk=workplan.pk).update(
        title=title, issuer=issuer, document_number=document_number, issued_on=issued_on
    )
    tell_days(Workplan.objects.get(pk=workplan.pk))
    touched(workplan, post)


@transaction.atomic
def first_ones_lead(*, workplan: Workplan, post: Post) -> int:
    """In each item without a lead the first responsible unit leads. Returns in how many; a person asked for it."""
    open_for(workplan.pk, post)
    counting = ItemUnit.objects.filter(item__workplan=workplan, item__struck="", struck="")
    led = set(counting.filter(role=UnitRole.LEAD).values_list("item_id", flat=True))
    first: dict[int, int] = {}
    for pk, item in counting.order_by("item", "position").values_list("id", "item_id"):
        if item not in led:
            first.setdefault(item, pk)
    ItemUnit.objects.filter(pk__in=first.values()).update(role=UnitRole.LEAD, version=F("version") + 1)
    Item.objects.filter(pk__in=first).update(version=F("version") + 1)
    if first:
        touched(workplan, post)
    return len(first)


def open_for(workplan_id: int, post: Post) -> Workplan:
    """Only a draft is corrected; it is held until the transaction ends. Raises NotAllowed, Refusal."""
    post.require(Capability.PROPOSE_POLICY)
    held = Workplan.objects.select_for_update().get(pk=workplan_id)
    if held.state != WorkplanState.DRAFT:
        raise Refusal(f"文件现在是“{held.get_state_display()}”，不能再校对", "刷新页面看最新情况")
    return held


def touched(of: Workplan, post: Post) -> None:
    """A proposal made before this correction is stale, and whoever corrects approves none (four eyes)."""
    Corrector.objects.get_or_create(workplan=of, by=post.acting_person)
    Workplan.objects.filter(pk=of.pk).update(version=F("version") + 1)
