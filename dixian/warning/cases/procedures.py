"""What differs between the proceedings that go through meeting, notice, review, approval and announcement.

A batch, its lines, objections, duty and page are the same for all; a proceeding declares what is its own in one `Procedure`.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.db.models import Q

from dixian.foundation.accounts.api import Post
from dixian.warning.cases.enums import Outcome, Proceeding, Step
from dixian.warning.cases.models import BatchLine, Case, CaseBatch


@dataclass(frozen=True, kw_only=True)
class Word:
    """What is said of one household; a reason unless it passes. ayes, noes: the votes of a meeting."""

    case_uid: UUID
    outcome: Outcome
    reason: str = ""
    ayes: int | None = None
    noes: int | None = None


Spoken = Sequence[tuple[Case, Word]]


class Procedure(ABC):
    """How a proceeding is taken through its steps.

    outcomes: what each step may say. called: outcomes that this proceeding calls otherwise. sends_back: what an objection
    that holds does to a household. majority: when a meeting has agreed, in words.
    """

    proceeding: ClassVar[Proceeding]
    outcomes: ClassVar[Mapping[Step, Sequence[Outcome]]]
    called: ClassVar[Mapping[Outcome, str]] = {}
    sends_back: ClassVar[Outcome]
    majority: ClassVar[str]

    def label(self, outcome: str) -> str:
        """An outcome as this proceeding calls it."""
        return self.called.get(Outcome(outcome), Outcome(outcome).label)

    def result(self, line: BatchLine) -> str:
        """What a step came to for one, in words; who passes at a notice is put on it, and may still be objected to."""
        posted = line.step == Step.NOTICE and line.outcome == Outcome.PASSED
        return "列入公示" if posted else self.label(line.outcome)

    @abstractmethod
    def waits(self, step: Step) -> Q:
        """What makes a case one that waits for a step."""

    @abstractmethod
    def carried(self, ayes: int, noes: int, present: int) -> bool:
        """Whether a meeting has agreed."""

    @abstractmethod
    def refuse(self, step: Step, spoken: Spoken, on: date, post: Post) -> None:
        """Raises Refusal for an impossible day, for one's own work, where a household can't be passed."""

    @abstractmethod
    def hands_in(self, cases: Sequence[Case], step: Step) -> dict[int, set[int]]:
        """Case id -> the persons who can't pass it at this step."""

    @abstractmethod
    def taken_before(self, cases: Sequence[Case], step: Step) -> dict[int, int]:
        """Case id -> who took the step before a review or an approval."""

    @abstractmethod
    def eliminations(self, cases: Sequence[Case]) -> dict[int, UUID]:
        """Case id -> the elimination of it that goes through the step."""

    @abstractmethod
    def go_on(self, batch: CaseBatch, spoken: Spoken, post: Post) -> None:
        """Each household comes to where the step's word sends it."""

    @abstractmethod
    def hanging(self, batch: CaseBatch) -> Q:
        """What makes a case one that still hangs on a notice."""

    @abstractmethod
    def end_notice(
        self, passed: Sequence[Case], back: Sequence[tuple[Case, str]], on: date, said: str, post: Post
    ) -> None:
        """passed: to the township. back: objected to with reason, and why."""


_procedures: dict[str, Procedure] = {}


def declare(procedure: Procedure) -> None:
    """A proceeding says what is its own."""
    _procedures[procedure.proceeding] = procedure


def procedure_of(proceeding: str) -> Procedure:
    """Raises KeyError for one that nobody declared."""
    return _procedures[proceeding]
