"""What is proposed already for the people and households of some events, and not applied yet."""

from collections.abc import Collection
from typing import Any

from dixian.foundation.kernel.text import name_key
from dixian.registry.households.changes.content import open_content
from dixian.registry.households.enums import BatchState, ChangeKind, Outcome, Source
from dixian.registry.households.importing.known import pieces
from dixian.registry.households.models import Change

OPEN = (BatchState.PREPARED, BatchState.PROPOSED, BatchState.APPLYING, BatchState.UNAPPLIED)
COMING = (ChangeKind.ADD_PERSON, ChangeKind.RETURN_PERSON, ChangeKind.MOVE_PERSON)


class Pending:
    """What waits, each with the words of its batch.

    ends: by person, who is to end. comes: by uid of a household and name, who is to come there; new: by number.
    """

    def __init__(self, *, persons: Collection[int], households: Collection[int]) -> None:
        self.ends: dict[int, str] = {}
        self.comes: dict[tuple[str, str], str] = {}
        self.new: dict[str, str] = {}
        for some in pieces(persons):
            self._take(person_id__in=some)
        for homes in pieces(households):
            self._take(household_id__in=homes, kind=ChangeKind.ADD_PERSON)
        self._take(batch__source=Source.ROSTER, kind=ChangeKind.ADD_PERSON)

    def _take(self, **wanted: Any) -> None:
        waiting = Change.objects.filter(batch__state__in=OPEN, outcome=Outcome.WAITING, **wanted)
        for kind, person, content, what in waiting.filter(
            kind__in=(*COMING, ChangeKind.END_PERSON)
        ).values_list("kind", "person_id", "content", "batch__what"):
            if kind == ChangeKind.END_PERSON:
                self.ends[person] = what
                continue
            opened = open_content(content)
            home = str(opened["after"].get("household", ""))
            self.comes[home, name_key(opened["name"])] = what
            if kind == ChangeKind.ADD_PERSON and (number := opened["after"].get("id_number")):
                self.new[number] = what
