"""What waits at the township's desk: by village and clock, and what comes after the one just done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from urllib.parse import parse_qs, urlencode
from uuid import UUID

from django.db.models import Case, Count, Q, When
from django.urls import reverse

from dixian.commons.leads.api import Lead, leads
from dixian.commons.leads.enums import TO_ANSWER, LeadState
from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.web.shell.keyset import page_by_place, place_of

TO_CONFIRM = (LeadState.ANSWERED,)
ANSWER = "answer"


@dataclass(frozen=True)
class Chosen:
    """Which of its two steps is worked at, and what the list is narrowed to; `at`: where in the order the post is."""

    step: str = ""
    village: str = ""
    late: str = ""
    at: str = ""

    @classmethod
    def sent(cls, request: Any) -> "Chosen | None":
        """What a form of the desk carries along; None for a form that stood elsewhere."""
        if "desk" not in request.POST:
            return None
        told = {name: texts[0] for name, texts in parse_qs(request.POST["desk"]).items()}
        return cls(told.get("step", ""), told.get("village", ""), told.get("late", ""), told.get("at", ""))

    @property
    def states(self) -> tuple[LeadState, ...]:
        """What waits at this step."""
        return TO_ANSWER if self.step == ANSWER else TO_CONFIRM

    @property
    def carried(self) -> str:
        """What the next page's address carries on."""
        told = {"step": self.step, "village": self.village, "late": self.late}
        return urlencode({name: value for name, value in told.items() if value})

    def prefix(self, after: str) -> str:
        """How the address of a lead on this page of the list begins behind the question mark."""
        parts = [self.carried, urlencode({"after": after}) if after else ""]
        return "".join(f"{part}&" for part in parts if part)

    def told(self, lead: Lead) -> str:
        """What the forms about `lead` carry along."""
        return urlencode(
            {"step": self.step, "village": self.village, "late": self.late, "at": place_of(lead)}
        )

    def address(self, uid: UUID | None = None) -> str:
        """The desk so narrowed, with this lead opened."""
        parts = [self.carried, f"lead={uid}" if uid else ""]
        query = "&".join(part for part in parts if part)
        return reverse("confirm-desk") + (f"?{query}" if query else "")

    def narrowed(self, waiting: Any) -> Any:
        """The leads of this step, so narrowed."""
        found = waiting.filter(state__in=self.states)
        if self.village:
            # Written by a person it may hold what no text of the database can.
            found = found.filter(village__code=self.village.replace("\0", ""))
        return found.filter(due_on__lt=clock.today()) if self.late else found


@dataclass(frozen=True)
class Village:
    """How many leads wait for the post in a village at one step, and how many of them are late."""

    pk: int
    code: str
    name: str
    count: int
    late: int


def villages(post: Post) -> dict[str, list[Village]]:
    """Step -> the villages in which something waits, by code; both steps in one query."""
    rows = (
        leads(post)
        .filter(state__in=(*TO_CONFIRM, *TO_ANSWER))
        .annotate(to_answer=Case(When(state__in=TO_ANSWER, then=True), default=False))
        .values_list("to_answer", "village_id", "village__code", "village__name")
        .annotate(n=Count("id"), late=Count("id", filter=Q(due_on__lt=clock.today())))
        .order_by("village__code")
    )
    found: dict[str, list[Village]] = {"": [], ANSWER: []}
    for to_answer, *village in rows:
        found[ANSWER if to_answer else ""].append(Village(*village))
    return found


def by_village(lines: Sequence[Any], known: Sequence[Village]) -> list[tuple[Village, bool, int, list[Any]]]:
    """The lines of a page under their villages, as they come: the village, whether these are late, of how many."""
    of = {one.pk: one for one in known}
    today = clock.today()

    def heading(line: Any) -> tuple[int, bool]:
        lead = line.lead
        return lead.village_id, bool(lead.due_on and lead.due_on < today)

    return [
        (of[village], late, of[village].late if late else of[village].count - of[village].late, list(some))
        for (village, late), some in groupby(lines, heading)
    ]


def after_this(post: Post, chosen: Chosen) -> tuple[str, str]:
    """What comes next at the desk, in words, and its address: the following one, else the first, else elsewhere."""
    for narrowed in (chosen, replace(chosen, village="", late="")):
        waiting = narrowed.narrowed(leads(post))
        today = clock.today()
        rows = page_by_place(waiting, today, chosen.at, size=1).rows if chosen.at else []
        rows = rows or page_by_place(waiting, today, "", size=1).rows
        if rows:
            words = f"下面是下一户：{rows[0].household.head_name}户，还有 {waiting.count()} 户"
            return words, narrowed.address(rows[0].uid)
    return "这一类都办完了", Chosen(step=chosen.step).address()
