"""Who of a file moves together: a household all of whose people move with its head stays the household it is."""

from collections.abc import Sequence

from dixian.registry.households.changes.rules import HEAD
from dixian.registry.households.enums import EventKind
from dixian.registry.households.events.drafting import Home
from dixian.registry.households.events.event import Event
from dixian.registry.households.importing.known import Around, KnownPerson


class Families:
    """Read from the events of a file; told while they are gone through, those of heads first."""

    def __init__(self, events: Sequence[Event], around: Around) -> None:
        self._around = around
        self._with: dict[str, set[int]] = {}
        self._founded: dict[str, Home] = {}
        self._moved: dict[int, int] = {}
        for event in events:
            moves = event.kind == EventKind.MOVE_IN and event.found == "who"
            if moves and event.person and event.home.number:
                self._with.setdefault(event.home.number, set()).add(event.person)

    def whole(self, event: Event, head: KnownPerson | None) -> bool:
        """Whether this is the head of a household who takes everybody along."""
        if head is None or head.valid_to is not None or head.relation != HEAD:
            return False
        own = {one.id for one in self._around.living.get(head.household, [])}
        return own <= self._with.get(event.home.number, set()) | {head.id}

    def moved(self, household: int, row: int) -> None:
        """Everybody of this household has moved by this row."""
        self._moved[household] = row

    def moved_by(self, event: Event) -> int | None:
        """The row by which somebody has moved with the whole household."""
        known = self._around.people[event.person] if event.person and event.found == "who" else None
        return self._moved.get(known.household) if known and event.kind == EventKind.MOVE_IN else None

    def found(self, number: str, home: Home) -> None:
        """The person with this number heads a new household."""
        if number:
            self._founded[number] = home

    def founded(self, event: Event) -> Home | None:
        """The new household an event leads into."""
        return None if event.self_headed else self._founded.get(event.home.number)
