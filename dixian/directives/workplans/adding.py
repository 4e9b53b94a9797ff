"""An item the reader missed, added by a person from the paper's own words; read by the rules that read the paper."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max, QuerySet

from dixian.directives.workplans.correcting import open_for, touched
from dixian.directives.workplans.engine.paper import Item as Read
from dixian.directives.workplans.engine.reading import read_item
from dixian.directives.workplans.keeping import keep_items
from dixian.directives.workplans.known import stored_units
from dixian.directives.workplans.models import Item, Passage, Workplan
from dixian.directives.workplans.standing import stands_in
from dixian.directives.workplans.wording import day_of_paper
from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal

# More than a paper has items: places are moved beyond it and back, for two items never share one.
BEYOND = 1_000_000
SHORTEST = 4


@dataclass(frozen=True)
class MissedSaid:
    """What the form says of a missed item: its words, and what is to hold instead of what is read in them.

    passages: the stretches of the paper it stands in. lead, responsible: names, besides those in its words.
    after: the item it stands behind; None leaves that to the first passage, else to the end of the paper.
    """

    text: str = ""
    passages: Collection[UUID] = ()
    title: str = ""
    section: str = ""
    marker: str = ""
    lead: str = ""
    responsible: str = ""
    after: UUID | None = None


@transaction.atomic
def add_item(*, workplan: Workplan, said: MissedSaid, post: Post) -> Item:
    """Make an item of words the reader made none of; words that don't stand in the paper are marked as somebody's own. Raises NotAllowed, Refusal (no draft, no words)."""
    plan = open_for(workplan.pk, post)
    passages = list(Passage.objects.filter(workplan=plan, uid__in=said.passages).order_by("after", "id"))
    words = "\n".join(filter(None, [*(one.text for one in passages), said.text.strip()]))
    if len(words) < SHORTEST:
        raise Refusal("没有写这一项的原文", "勾选文件里的段落，或者把原文粘贴进去")
    read = read_item(words + _named(said), stored_units(clock.today()), days=day_of_paper(plan))
    read = replace(
        read,
        title=said.title or read.title,
        text=_with_title(read) if said.title else read.text,
        section=said.section or read.section,
        marker=said.marker or read.marker,
        by_hand=not stands_in(plan, said.text),
    )
    place = _place(plan, said.after, passages)
    (made,) = keep_items(plan, [(place, read)])
    touched(plan, post)
    return made


def _with_title(read: Read) -> str:
    """Its words with those that were taken for its title, where another title stands over them."""
    return read.text if read.text.startswith(read.title) else f"{read.title}。{read.text}".rstrip("。") + "。"


def _named(said: MissedSaid) -> str:
    """The units named beside the words, as a paper would say them."""
    roles = (("牵头单位", said.lead), ("责任单位", said.responsible))
    told = "；".join(f"{label}：{names}" for label, names in roles if names)
    return f"\n（{told}）" if told else ""


def _place(plan: Workplan, after: UUID | None, passages: list[Passage]) -> int:
    """The place behind an item, made free; what stands there moves on."""
    items = Item.objects.filter(workplan=plan)
    if after is not None:
        behind = items.filter(uid=after).values_list("position", flat=True).first() or 0
    elif passages:
        behind = _behind_read(items, passages[0].after)
    else:
        behind = items.aggregate(last=Max("position"))["last"] or 0
    items.filter(position__gt=behind).update(position=F("position") + BEYOND)
    items.filter(position__gt=BEYOND).update(position=F("position") - BEYOND + 1)
    return int(behind) + 1


def _behind_read(items: QuerySet[Item], count: int) -> int:
    """Where the last of so many items stands that were read; they were filed first, whatever was added between."""
    read = list(items.order_by("id").values_list("position", flat=True)[:count])
    return read[-1] if read else 0
