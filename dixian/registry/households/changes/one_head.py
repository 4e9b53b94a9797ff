"""A household has one head: a change that would give it a second is not written."""

from collections.abc import Sequence
from typing import Any

from dixian.registry.households.changes.columns import Values
from dixian.registry.households.changes.rules import HEAD, written
from dixian.registry.households.enums import ChangeKind, Outcome
from dixian.registry.households.models import Change, Person

GOING = (ChangeKind.END_PERSON, ChangeKind.MOVE_PERSON)
SECOND = "这一户另有户主，没有办理；先写明原户主与新户主的关系"
Prepared = tuple[Change, Values, dict[str, Any]]


def second_heads(
    prepared: Sequence[Prepared], known: dict[int, Values], homes: dict[str, tuple[int, int]]
) -> set[int]:
    """Which of these changes of persons would make a second head. Three queries at most, none where nobody becomes head.

    A head counts no more whom the same batch ends, moves, or makes something else, as far as it still can.
    """
    wanted = _becoming(prepared, known, homes)
    if not wanted:
        return set()
    there: dict[int, set[int]] = {}
    heads = Person.objects.filter(
        household_id__in=[home for home, _ in wanted.values()], valid_to=None, relation=HEAD
    )
    versions = {
        id_: (home, version) for id_, home, version in heads.values_list("id", "household_id", "version")
    }
    going = _going(prepared[0][0].batch_id, versions)
    for id_, (home, _) in versions.items():
        if id_ not in going:
            there.setdefault(home, set()).add(id_)
    second = set()
    for change, (home, person) in wanted.items():
        if there.get(home, set()) - {person}:
            second.add(change)
        else:
            # Of two in one piece the first is head; somebody new has no id yet.
            there.setdefault(home, set()).add(person or -change)
    return second


def _becoming(
    prepared: Sequence[Prepared], known: dict[int, Values], homes: dict[str, tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """Change -> household and person (0 for somebody new), of those who become head there."""
    found = {}
    for change, columns, opened in prepared:
        row = known.get(change.person_id or 0)
        relation = columns.get("relation", row["relation"] if row else "")
        home = homes.get(str(opened["after"].get("household", ""))) if "household" in change.fields else None
        place = home[0] if home else row["household_id"] if row else 0
        was = row is not None and row["relation"] == HEAD and row["valid_to"] is None
        stays = was and row is not None and row["household_id"] == place
        if relation == HEAD and change.kind != ChangeKind.END_PERSON and place and not stays:
            found[change.pk] = (place, change.person_id or 0)
    return found


def _going(batch: int, versions: dict[int, tuple[int, int]]) -> set[int]:
    """Those of these heads whom a change of the batch makes something else, and who were not altered since."""
    waiting = Change.objects.filter(batch_id=batch, outcome=Outcome.WAITING, person_id__in=list(versions))
    found = set()
    for person, kind, fields, held, ticked, touched in waiting.values_list(
        "person_id", "kind", "fields", "held", "ticked", "touched"
    ):
        leaves = kind in GOING or "relation" in written(fields, held, ticked=ticked)
        if person and leaves and touched == versions[person][1]:
            found.add(person)
    return found
