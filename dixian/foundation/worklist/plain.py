"""Plain values handed in and out."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from dixian.foundation.worklist.enums import Colour


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A duty to open.

    kind: a declared code. title: what is to be done; "" takes the kind's title. about: why it is mine,
    one sentence. subject_label, subject_uid: about whom or what; one open duty per kind and subject.
    area_id, unit_id, post_id, household_id: whose it is (at least one). capability: code of the
    capability that does it. opened_on: the day the clock starts (event date; None today).
    due_on: the limit; None computes it from limit_code.
    """

    kind: str
    subject_label: str
    subject_uid: UUID
    capability: str
    title: str = ""
    about: str = ""
    household_id: int | None = None
    area_id: int | None = None
    unit_id: int | None = None
    post_id: int | None = None
    opened_on: date | None = None
    due_on: date | None = None
    limit_code: str = ""


@dataclass(frozen=True)
class Load:
    """What waits for a post: all, late, due within the warning days, and the earliest limit."""

    waiting: int
    late: int
    soon: int
    earliest: date | None


@dataclass(frozen=True)
class Clock:
    """A duty's clock as it is shown: colour, how long is left, the colour's word, and the rule behind it."""

    colour: Colour
    left: str
    word: str
    rule: str


@dataclass(frozen=True)
class Place:
    """What is open at one place: an area with all within it, or a unit."""

    code: str
    name: str
    load: Load
