"""What changes have done to a household and its people: for its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.registry.households.changes.content import open_content
from dixian.registry.households.changes.rules import HOUSEHOLD_FIELDS, OF_HOUSEHOLDS, PERSON_FIELDS, written
from dixian.registry.households.enums import BatchState, ChangeKind, HouseholdKind, Outcome
from dixian.registry.households.models import Change, ChangeBatch, Household, Membership

# More than any household has; a trail is read from its newest end.
MOST = 200
NAMED = {ChangeKind.CORRECT_PERSON, ChangeKind.CORRECT_HOUSEHOLD, ChangeKind.MOVE_PERSON}
# Said by the kind itself.
SILENT = {"household", "village", "number", "head_name", "size"}


@dataclass(frozen=True)
class Happened:
    """A batch that was applied: when, what it did here without the values, who asked and who approved."""

    at: datetime
    what: str
    submitter: str
    approver: str


def history_of(*, household: Household, post: Post) -> list[Happened]:
    """The batches the post reaches that have changed this household or its people while they were here, newest first.

    Two queries.
    """
    people = dict(Membership.objects.filter(household=household).values_list("person_id", "person__uid"))
    about = Q(household=household) | Q(person_id__in=list(people))
    about |= Q(made_uid__in=[household.uid, *people.values()])
    applied = Change.objects.visible_to(post).filter(about, outcome=Outcome.WAITING)
    reached = ChangeBatch.objects.visible_to(post).filter(state=BatchState.APPLIED)
    rows = applied.filter(batch__in=reached).exclude(kind=ChangeKind.REJECTED)
    shown = rows.select_related("batch__proposal__submitter", "batch__proposal__approver").order_by("-id")
    by_batch: dict[int, list[tuple[Change, dict[str, Any]]]] = {}
    for change in shown[:MOST]:
        opened = open_content(change.content)
        if _here(change, opened, household):
            by_batch.setdefault(change.batch_id, []).append((change, opened))
    found = [_happened(changes) for changes in by_batch.values()]
    return sorted(found, key=lambda one: one.at, reverse=True)


def kind_on(*, household: Household, day: date, post: Post) -> str:
    """The kind of household it was in the register at the end of a day, in words: what the first change since had before it."""
    since = Change.objects.visible_to(post).filter(
        household=household,
        outcome=Outcome.WAITING,
        batch__applied_at__gte=clock.midnight(day + timedelta(days=1)),
    )
    for change in since.exclude(kind=ChangeKind.REJECTED).order_by("batch__applied_at", "id"):
        if "kind" in written(change.fields, change.held, ticked=change.ticked):
            return HouseholdKind(open_content(change.content)["before"]["kind"]).label
    return HouseholdKind(household.kind).label


def _here(change: Change, opened: dict[str, Any], household: Household) -> bool:
    """Whether it is about this household, and not one they lived in before or after."""
    to = opened["after"].get("household")
    uids: set[UUID | str] = {household.uid, str(household.uid)}
    return change.household_id == household.pk or change.made_uid in uids or to in uids


def _happened(changes: list[tuple[Change, dict[str, Any]]]) -> Happened:
    batch = changes[0][0].batch
    proposal = batch.proposal
    said = "；".join(_said(change, opened) for change, opened in reversed(changes))
    return Happened(
        at=batch.applied_at or batch.made_at,
        what=f"{batch.what}：{said}",
        submitter=proposal.submitter.name if proposal else "",
        approver=proposal.approver.name if proposal and proposal.approver else "",
    )


def _said(change: Change, opened: dict[str, Any]) -> str:
    name = opened.get("name", "")
    kind = ChangeKind(change.kind)
    fields = _titles(change, written(change.fields, change.held, ticked=change.ticked))
    inside = f"（{'、'.join(fields)}）" if kind in NAMED and fields else ""
    on = f"，{opened['on']} 起" if "on" in opened else ""
    on = on or (f"，{opened['after']['valid_to']}" if kind == ChangeKind.END_PERSON else "")
    return f"{name}{kind.label}{inside}{on}"


def _titles(change: Change, fields: Iterable[str]) -> list[str]:
    titles = HOUSEHOLD_FIELDS if change.kind in OF_HOUSEHOLDS else PERSON_FIELDS
    return [titles.get(name, name) for name in fields if name not in SILENT]
