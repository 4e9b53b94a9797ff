"""What a paper comes down to, in plain values."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Named:
    """A unit as the paper writes it, and the official name it is resolved to; None where it isn't.

    A group stands once for each of its members, with the same `written`.
    """

    written: str
    unit: str | None


@dataclass(frozen=True)
class Mark:
    """Something a person has to look at: what it is about, and why.

    proposal: the full name an unknown unit would have. Nothing is created from it.
    """

    about: str
    why: str
    proposal: str = ""


@dataclass(frozen=True)
class Limit:
    """A time limit. kind: every, window, within, by, lasting; the rest as far as it is told."""

    written: str
    kind: str
    every: str = ""
    amount: int | None = None
    measure: str = ""
    first_day: int | None = None
    last_day: int | None = None
    date: str | None = None


@dataclass(frozen=True)
class Figure:
    """A number to be reached or kept. bound: exactly, at_least, at_most, over, under, about."""

    written: str
    value: float | None
    measure: str
    bound: str


@dataclass
class Part:
    """One stretch of an item that names its own units."""

    text: str
    lead: list[Named] = field(default_factory=list)
    responsible: list[Named] = field(default_factory=list)


@dataclass
class Item:
    """One task of the paper. by_hand: added by a person in words that don't stand in it."""

    number: int | None
    marker: str
    section: str
    title: str
    text: str
    lead: list[Named] = field(default_factory=list)
    responsible: list[Named] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    by_hand: bool = False


@dataclass(frozen=True)
class Passage:
    """A stretch of the paper that became no task. after: how many tasks stand before it."""

    after: int
    text: str


@dataclass
class Paper:
    """A workplan as it was read. rest: what of it became no task."""

    title: str | None
    issuer: str | None
    document_number: str | None
    date: str | None
    items: list[Item] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    rest: list[Passage] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """The same as plain dictionaries and lists, in the order of the fields."""
        return asdict(self)
