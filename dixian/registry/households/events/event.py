"""人口变动: what a row of a department's roster says happened, and what the register makes of it. Plain values."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dixian.registry.households.changes.drafts import Draft
from dixian.registry.households.enums import EventKind


@dataclass(frozen=True)
class Named:
    """Somebody as a roster names them; the number may be empty, or none that can be."""

    name: str = ""
    number: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.number)


NOBODY = Named()
# Whom of those it names a row was linked to: the one it happened to, one of the household they come into, or another.
Found = Literal["who", "home", "other"]


@dataclass(frozen=True)
class Event:
    """row: its number in the file. person: id of the person of the register the row was linked to, None for nobody;
    found: as whom.

    who: whom it happened to (of a birth the infant). home: the head of the household they come into, or whoever else
    of it is named; a birth's is that of `person`. sex, relation, township, village: as written; "" where the roster doesn't say.
    """

    row: int
    kind: EventKind
    on: date
    person: int | None
    who: Named
    home: Named = NOBODY
    found: Found = "who"
    sex: str = ""
    relation: str = ""
    township: str = ""
    village: str = ""

    @property
    def self_headed(self) -> bool:
        """Whether it leads into a household of one's own."""
        if self.who.number and self.home.number:
            return self.who.number == self.home.number
        return bool(self.home) and self.who.name == self.home.name


@dataclass(frozen=True)
class Told:
    """What follows from an event: drafts; or nothing, and why.

    needless: the register says so already, or holds nothing of the kind. Without drafts and not needless it is
    unclear: a person has to look. villages: whose people the drafts alter; they are of one township or of several.
    """

    event: Event
    drafts: list[Draft] = field(default_factory=list)
    villages: frozenset[int] = frozenset()
    needless: bool = False
    reason: str = ""
