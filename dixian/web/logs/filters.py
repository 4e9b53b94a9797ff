"""What of the history is asked for, as it stands in the address bar."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, Value
from django.db.models.functions import Concat

from dixian.foundation.accounts.api import User
from dixian.foundation.audit.api import Entry, id_range, of_days
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.web.logs.words import TABLES
from dixian.web.shell.keyset import Page, page_by_id, page_looking_back

MOST_PEOPLE = 20
# So many entries of one kind are sorted for a page; of more, the history is looked through from its end.
FEW = 5_000
YEARS = range(2000, 2100)


@dataclass(frozen=True)
class Chosen:
    """Who, from which day to which (both included), and of what kind; as it was typed."""

    who: str = ""
    since: str = ""
    until: str = ""
    what: str = ""

    @property
    def carried(self) -> dict[str, str]:
        """What the next page's address carries on; empty where nothing is left out."""
        return {name: value for name, value in asdict(self).items() if value}

    def days(self) -> tuple[date | None, date | None]:
        """Raises Refusal where one is no day, or the first comes after the last."""
        first, last = _day(self.since), _day(self.until)
        if first and last and first > last:
            raise Refusal(f"起始日期 {first} 在终止日期 {last} 之后", "请把两个日期对调")
        return first, last

    def actors(self) -> list[str]:
        """Whose entries are asked for. Raises Refusal where nobody, or too many, are called so."""
        called = Q(username__iexact=self.who) | Q(name__contains=self.who)
        people = list(
            User.objects.filter(called).order_by("id").values_list("id", flat=True)[: MOST_PEOPLE + 1]
        )
        if not people:
            raise Refusal(f"没有用户名或姓名是“{self.who}”的人", "换一个写法，或者清空“操作人”")
        if len(people) > MOST_PEOPLE:
            raise Refusal(f"姓名里有“{self.who}”的人太多", "请写全姓名，或者写用户名")
        return [f"user:{id_}" for id_ in people]


def entries_page(within: Any, chosen: Chosen, after: str, *, about_one: bool) -> Page:
    """Entries newest first. Raises Refusal where what is asked for can't be understood.

    about_one: they are of one household, which are few.
    """
    first, last = chosen.days()
    if chosen.who:
        # By the partial index, which holds what people did; jobs write the most and are not in it.
        within = within.filter(actor__gte="user:", actor__in=chosen.actors())
    if chosen.what and chosen.what not in TABLES:
        raise Refusal("没有这一类记录", "在“什么”里另选一类")
    ids = id_range(first, last) if first or last or chosen.what else range(0)
    if first or last:
        within = of_days(within, first, last, ids)
    if not chosen.what:
        return page_by_id(within, after, descending=True)
    few = Entry.objects.filter(table=chosen.what)[: FEW + 1].count() <= FEW
    if few or chosen.who or about_one:
        return page_by_id(within.filter(table=chosen.what), after, descending=True)
    # Not `table` itself: its index gives all entries of the kind, which then are sorted.
    looked = within.annotate(kind=Concat("table", Value(""))).filter(kind=chosen.what)
    return page_looking_back(looked, after, ids)


def reads_page(within: Any, chosen: Chosen, after: str) -> Page:
    """Reads newest first. Raises Refusal where what is asked for can't be understood."""
    first, last = chosen.days()
    if chosen.who:
        within = within.filter(actor__in=chosen.actors())
    if first:
        within = within.filter(at__gte=clock.midnight(first))
    if last:
        within = within.filter(at__lt=clock.midnight(last + timedelta(days=1)))
    return page_by_id(within, after, descending=True)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.year not in YEARS:
        raise Refusal(f"日期“{text[:20]}”看不懂", "写成 2026-04-03，或者清空")
    return day
