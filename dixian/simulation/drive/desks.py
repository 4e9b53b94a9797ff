"""The desks of a simulated year: rows the machine could not place are settled as the papers would have it."""

from collections.abc import Callable
from dataclasses import dataclass

from dixian.foundation.jobs.api import drain
from dixian.foundation.policy.api import items
from dixian.registry.households.api import Person
from dixian.simulation.drive.posts import Posts, looking
from dixian.simulation.drive.reporting import Reported
from dixian.warning.submissions.api import (
    Batch,
    CheckSource,
    RegisterCheck,
    Row,
    known_as,
    nobody_here,
    settle_row,
    unsettled_rows,
)
from dixian.warning.submissions.enums import NOBODY_HERE, Bin, CheckResult, CheckState

# Whose a row of a batch truly is: 人编号, "" for somebody who is not of the county.
Truth = Callable[[Row], str]
AT_THE_BUREAU = (Bin.AMBIGUOUS, Bin.STRANGER)
NOT_HERE = CheckResult.NOT_LOCAL


@dataclass
class Desks:
    """The bureau's desk and the townships' register checks."""

    posts: Posts

    def settle(self, reported: Reported, mended: Batch | None) -> None:
        """Work off what a month's file has left."""
        for batch in filter(None, (reported.batch, mended)):
            truth = _truth_of(reported, mended=batch is mended)
            self._at_bureau(batch, truth)
            self._at_townships(batch, truth)
        drain()

    def _at_bureau(self, batch: Batch, truth: Truth) -> None:
        with self.posts.bureau() as post:
            for row in unsettled_rows(post).filter(batch=batch, bin__in=AT_THE_BUREAU, area=None):
                person = _person(truth(row))
                said = "电话核对本人" if person else "电话核对，不是本县户籍"
                settle_row(row=row, post=post, reason=said, person_uid=person.uid if person else None)

    def _at_townships(self, batch: Batch, truth: Truth) -> None:
        with looking():
            found = RegisterCheck.objects.filter(sources__row__batch=batch, state=CheckState.OPEN)
            checks = list(found.select_related("township").distinct().order_by("id"))
        for check in checks:
            with looking():
                sources = CheckSource.objects.filter(check_of=check, row__batch=batch)
                person = _person(truth(sources.select_related("row__mends").latest("id").row))
            with self.posts.township(check.township) as post:
                if person and person.village.parent_id == check.township_id:
                    known_as(of=check, person_uid=person.uid, reason="对照户口簿，是同一人", post=post)
                    continue
                reason = items(NOBODY_HERE[NOT_HERE])[0].code
                nobody_here(of=check, result=NOT_HERE, reason=reason, note="入户核对", post=post)


def _truth_of(reported: Reported, *, mended: bool) -> Truth:
    """A row of the month's own file is known by its number; one that mends names the row it mends."""

    def truth(row: Row) -> str:
        number = row.mends.number if mended and row.mends else row.number
        return reported.rows[number].person

    return truth


def _person(number: str) -> Person | None:
    found = Person.objects.select_related("village").filter(number=number, valid_to=None)
    return found.first() if number else None
