"""Reads of changes: within the post's scope, opened for the page, numbers masked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Area
from dixian.foundation.jobs.api import Job, latest_job
from dixian.foundation.kernel.masking import mask_birth, mask_id, mask_phone
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.policy.api import labels
from dixian.foundation.vault.blind import blind
from dixian.foundation.worklist.api import Obligation
from dixian.registry.households.changes.checking import CHOICES, TABLES
from dixian.registry.households.changes.content import open_content
from dixian.registry.households.changes.duties import APPROVE
from dixian.registry.households.changes.rules import HOUSEHOLD_FIELDS, OF_HOUSEHOLDS, PERSON_FIELDS
from dixian.registry.households.enums import BatchState, ChangeKind, Outcome
from dixian.registry.households.models import Change, ChangeBatch, Household, Person

MASKED = {"id_number": mask_id, "certificate_number": mask_id, "phone": mask_phone}
OPEN = (BatchState.PREPARED, BatchState.PROPOSED, BatchState.APPLYING, BatchState.UNAPPLIED)


@dataclass(frozen=True)
class Difference:
    """A field: its name, the old side and the new one, masked; held: only where ticked."""

    title: str
    before: str
    after: str
    held: bool


@dataclass(frozen=True)
class ShownChange:
    """A change as a page shows it; problems: why a row could not be taken; id_index: of the ID number it gives."""

    change: Change
    name: str
    differences: list[Difference]
    problems: list[str]
    on: date | None
    id_index: bytes | None


def change_batch(*, uid: UUID, post: Post) -> ChangeBatch:
    """Raises ChangeBatch.DoesNotExist where it is out of the post's scope."""
    found = ChangeBatch.objects.visible_to(post).select_related(
        "stored", "area", "undoes", "proposal__submitter", "proposal__approver"
    )
    return found.get(uid=uid)


def open_changes(*, household: Household, post: Post) -> list[ChangeBatch]:
    """The batches under way that touch a household, single changes first to last."""
    own = Change.objects.visible_to(post).filter(household=household, batch__state__in=OPEN)
    batches = ChangeBatch.objects.visible_to(post).filter(pk__in=own.values("batch_id"))
    return list(batches.order_by("id"))


def changes_of_roster(*, source_uid: UUID, post: Post) -> list[ChangeBatch]:
    """What came from a department's file, in order, as far as the post reaches it: the area's or the department's."""
    found = ChangeBatch.objects.visible_to(post).filter(source_uid=source_uid)
    return list(found.select_related("area", "proposal__approver").order_by("id"))


def changed_households(*, batch_id: int, most: int) -> list[int]:
    """The households an applied batch has touched or entered, at most so many."""
    made = Change.objects.filter(batch_id=batch_id, outcome=Outcome.WAITING)
    touched = Q(pk__in=made.values("household_id")) | Q(pk__in=made.values("person__household_id"))
    entered = Q(uid__in=made.filter(kind=ChangeKind.ADD_HOUSEHOLD).values("made_uid"))
    found = Household.objects.filter(touched | entered).order_by("id")
    return list(found.values_list("id", flat=True)[:most])


def persons_added(batch: ChangeBatch) -> list[Person]:
    """Whom an applied batch has entered; nobody who was left out."""
    made = Change.objects.filter(batch=batch, kind=ChangeKind.ADD_PERSON, outcome=Outcome.WAITING)
    return list(Person.objects.filter(uid__in=made.values("made_uid")).order_by("id"))


def sums() -> list[Sum]:
    """Whatever waits for somebody's word is a duty."""
    waiting = ChangeBatch.objects.filter(state=BatchState.PROPOSED)
    duties = Obligation.objects.filter(kind=APPROVE.code, state="open", subject_uid__in=waiting.values("uid"))
    return [Sum("待审批的户档案变更都有待办", waiting.count(), duties.count())]


def job_of(batch: ChangeBatch) -> Job | None:
    """The latest background work on a batch; each step has a key of its own."""
    steps = ("import", "undo", "again", "apply")
    return latest_job(
        keys=[f"{step}:{batch.uid}:{number}" for step in steps for number in range(1, batch.version + 1)]
    )


def shown_changes(changes: Iterable[Change]) -> list[ShownChange]:
    """Opened; the caller has narrowed them to what the post reaches. A few queries, however many they are."""
    opened = [(one, open_content(one.content)) for one in changes]
    words = _Words(opened)
    return [
        ShownChange(
            one,
            held["name"],
            words.differences(one, held),
            held.get("problems", []),
            date.fromisoformat(held["on"]) if "on" in held else None,
            blind(held["after"]["id_number"], "id") if held["after"].get("id_number") else None,
        )
        for one, held in opened
    ]


class _Words:
    """Codes, villages and households of some changes in words."""

    def __init__(self, opened: list[tuple[Change, dict[str, Any]]]) -> None:
        sides = [side for _, held in opened for side in (held["before"], held["after"])]
        villages = {side["village"] for side in sides if side.get("village")}
        homes = {side["household"] for side in sides if side.get("household")}
        places = Area.objects.filter(pk__in=villages).values_list("id", "name", "parent__name")
        self._villages = {id_: (name, township or "") for id_, name, township in places}
        rows = Household.objects.filter(uid__in=homes).values_list("uid", "head_name", "number")
        self._homes = {str(uid): f"{head}户（{number}）" for uid, head, number in rows}
        self._new = {
            str(one.made_uid): f"新立的{held['name']}户" for one, held in opened if one.kind in OF_HOUSEHOLDS
        }
        self._labels = labels(*TABLES.values())

    def differences(self, change: Change, held: dict[str, Any]) -> list[Difference]:
        """Field by field, in the order people know them in."""
        titles = HOUSEHOLD_FIELDS if change.kind in OF_HOUSEHOLDS else PERSON_FIELDS
        if change.kind == ChangeKind.REJECTED:
            return []
        before, after = (self._placed(_without_day(held[side]), held) for side in ("before", "after"))
        return [
            Difference(
                title,
                self._word(name, before.get(name)),
                self._word(name, after.get(name)),
                name in change.held,
            )
            for name, title in titles.items()
            if name in after
        ]

    def _placed(self, side: dict[str, Any], held: dict[str, Any]) -> dict[str, Any]:
        """A side with its village by name, with its township before it where the change leads to another."""
        if not side.get("village"):
            return side
        both = [self._villages.get(held[one].get("village"), ("", "")) for one in ("before", "after")]
        name, township = self._villages.get(side["village"], ("", ""))
        apart = all(at for at, _ in both) and both[0][1] != both[1][1]
        return {**side, "village": f"{township}{name}" if apart else name}

    def _word(self, name: str, value: Any) -> str:
        if value in (None, ""):
            return ""
        if name in MASKED:
            return MASKED[name](value)
        if name in CHOICES:
            return str(CHOICES[name](value).label)
        if name in TABLES:
            return self._labels.get(value, value)
        if name == "household":
            return self._homes.get(value) or self._new.get(value) or "新立的户"
        return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)


def _without_day(side: dict[str, Any]) -> dict[str, Any]:
    """A side that shows a number shows no day of birth beside it."""
    if not (side.get("id_number") and side.get("birth")):
        return side
    return {**side, "birth": mask_birth(str(side["birth"]))}


def of_kind(batch: ChangeBatch, kind: str, post: Post) -> QuerySet[Change]:
    """The changes of a kind the post reaches; `held` those that hold something back, "" all that do something."""
    found = Change.objects.visible_to(post).filter(batch=batch)
    if kind == "held":
        return found.exclude(held=[])
    if kind in ChangeKind.values:
        return found.filter(kind=kind)
    return found.filter(~Q(kind=ChangeKind.REJECTED))


def anything_done(batch: ChangeBatch) -> bool:
    """Whether any change of an applied batch has come into the register; a household without anybody has not."""
    done = Change.objects.filter(batch=batch).exclude(
        kind__in=(ChangeKind.REJECTED, ChangeKind.ADD_HOUSEHOLD)
    )
    return done.exclude(outcome=Outcome.SKIPPED).exists()
