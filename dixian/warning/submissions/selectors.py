"""Reads of submissions, and their sums."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from dixian.foundation.accounts.api import Post, span_of
from dixian.foundation.jobs.api import Job, latest_job
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.sheets.api import template
from dixian.registry.households.api import Person
from dixian.warning.submissions.counting import Tally
from dixian.warning.submissions.duties import TO_MEND
from dixian.warning.submissions.enums import (
    PLACED,
    UNDER_WAY,
    BatchState,
    Outcome,
    Timeliness,
)
from dixian.warning.submissions.kinds import columns_of, kinds_of
from dixian.warning.submissions.models import Batch, Comparison, DataKind, Row, Submission
from dixian.warning.submissions.rowcontent import asked_of, open_row
from dixian.warning.submissions.rules import timeliness
from dixian.warning.submissions.teaching import identity
from dixian.warning.submissions.windows import lasts_of


@dataclass(frozen=True)
class KindMonth:
    """A kind in a month: its submission and latest main batch, if any, files that mend one, and how it stands against the window.

    earlier: of new events, the files of the month that count already. unsigned: what the clerk confirmed waits for the head.
    """

    kind: DataKind
    month: Month
    submission: Submission | None
    batch: Batch | None
    mending: list[Batch]
    timeliness: Timeliness
    earlier: list[Batch] = field(default_factory=list)
    unsigned: bool = False

    @property
    def files(self) -> list[Batch]:
        """All of them."""
        return [*self.earlier, *([self.batch] if self.batch else []), *self.mending]


def month_of(post: Post, month: Month) -> list[KindMonth]:
    """What the post's units (the bureau: all units) have pushed in a month."""
    return months_of(post, [month])


def months_of(post: Post, months: Sequence[Month]) -> list[KindMonth]:
    """The same of several months, month by month; as many queries as for one, but for each one's window."""
    kinds = _kinds(post)
    submissions = _submissions(post, months, kinds)
    batches: dict[int, list[Batch]] = {}
    for one in (
        Batch.objects.visible_to(post)
        .filter(submission__in=[one.pk for one in submissions.values()])
        .select_related("stored")
        .order_by("id")
    ):
        batches.setdefault(one.submission_id, []).append(one)
    return _stand(kinds, months, submissions, batches)


def unreported(post: Post, months: Sequence[Month]) -> list[tuple[Month, int]]:
    """How many of the kinds of the post's units (the bureau: all units) are missing in each of some months."""
    stand = standing(post, months)
    return [
        (month, sum(one.month == month and one.timeliness == Timeliness.MISSING for one in stand))
        for month in months
    ]


def standing(post: Post | None, months: Sequence[Month]) -> list[KindMonth]:
    """How each kind stands in some months, without its files. post: None for all, in the scope of the system."""
    kinds = _kinds(post)
    return _stand(kinds, months, _submissions(post, months, kinds), {})


def _submissions(
    post: Post | None, months: Sequence[Month], kinds: Sequence[DataKind]
) -> dict[tuple[str, int], Submission]:
    """Month and kind -> its submission."""
    reached = Submission.objects.all() if post is None else Submission.objects.visible_to(post)
    found = reached.filter(month__in=[month.code for month in months], kind__in=kinds)
    return {(one.month, one.kind_id): one for one in found}


def _stand(
    kinds: Sequence[DataKind],
    months: Sequence[Month],
    known: dict[tuple[str, int], Submission],
    batches: dict[int, list[Batch]],
) -> list[KindMonth]:
    lasts = [(month, lasts_of(kinds, month)) for month in months]
    return [
        _kind_month(kind, month, known.get((month.code, kind.pk)), batches, last[kind.pk])
        for month, last in lasts
        for kind in kinds
        if (month.code, kind.pk) in known or not kind.valid_to or kind.valid_to > month.first
    ]


def _kinds(post: Post | None) -> list[DataKind]:
    if post is None or span_of(post).everything:
        return list(DataKind.objects.select_related("unit").order_by("code"))
    return kinds_of(span_of(post).units)


def _kind_month(
    kind: DataKind,
    month: Month,
    submission: Submission | None,
    batches: dict[int, list[Batch]],
    last_day: int,
) -> KindMonth:
    begun = max(kind.valid_from, kind.made_at.astimezone(clock.SHANGHAI).date())
    if submission is None and month < Month.of(begun):
        return KindMonth(kind, month, None, None, [], Timeliness.BEFORE)
    files = batches.get(submission.pk, []) if submission else []
    last = next((one for one in reversed(files) if not one.mends_id), None)
    counted = [one for one in files if not one.mends_id and one.state == BatchState.COMMITTED]
    # What was refused before a file that was taken back is of no concern any more.
    main = last
    if last and last.state == BatchState.WITHDRAWN:
        main = counted[-1] if counted else None
    nil = bool(submission and submission.nil)
    if main and nil and main.state == BatchState.REFUSED:
        main = counted[-1] if counted else None
    mending = _mending(files)
    earlier = [one for one in counted if main and one.pk != main.pk]
    submitted_on = submission.submitted_on if submission else None
    unsigned = (nil and submitted_on is None) or any(one.state == BatchState.SIGNING for one in files)
    state = timeliness(
        month=month,
        today=clock.today(),
        last_day=last_day,
        submitted_on=submitted_on,
        nil=nil,
        unsigned=unsigned,
    )
    return KindMonth(kind, month, submission, main, mending, Timeliness(state), earlier, unsigned)


def _mending(files: Sequence[Batch]) -> list[Batch]:
    """Files that mend, without those that could not be read and were sent anew."""
    sent = [one for one in files if one.mends_id and one.state != BatchState.WITHDRAWN]
    return [
        one
        for at, one in enumerate(sent)
        if one.state != BatchState.REFUSED or all(one.mends_id != later.mends_id for later in sent[at + 1 :])
    ]


def batch(*, uid: UUID, post: Post) -> Batch:
    """Raises Batch.DoesNotExist where it is out of the post's scope."""
    found = Batch.objects.visible_to(post).select_related(
        "stored", "submission__kind", "unit", "mends__stored", "confirmed_by", "signed_by"
    )
    return found.get(uid=uid)


def is_busy(of: Batch, counted: Tally | None = None) -> bool:
    """Whether background work on the batch goes on: reading, committing or judging. A message says it has failed.

    counted: its rows, where they are counted anyway.
    """
    if of.state == BatchState.COMMITTED and not of.message:
        if counted is not None:
            return counted.unjudged > 0
        return Row.objects.filter(batch=of, bin__in=PLACED, outcome=Outcome.NONE).exists()
    return of.state in UNDER_WAY


def job_of(of: Batch) -> Job | None:
    """The latest background work on a batch's file, each try of which has a key of its own."""
    tries = [
        f"{step}:{of.uid}:{number_}" for step in ("stage", "commit") for number_ in range(1, of.version + 1)
    ]
    return latest_job(keys=tries)


def decided_before(row: Row, post: Post) -> list[Comparison]:
    """What people said of this number and name as the unit writes them, of persons the post reaches, the latest first."""
    id_index, name_index = identity(row, asked_of(open_row(bytes(row.content))))
    known = Comparison.objects.filter(unit=row.unit_id, id_index=id_index, name_index=name_index)
    reached = Person.objects.visible_to(post)
    return list(known.filter(person__in=reached).select_related("person").order_by("-decided_on", "-id"))


def template_file(kind: DataKind) -> bytes:
    """The kind's template."""
    return template(title=kind.name, columns=columns_of(kind))


def waits_for_mending(batch: Batch) -> bool:
    """Whether rows of this batch still wait to be mended or voided by the unit that sent them."""
    return Row.objects.filter(TO_MEND, batch=batch).exists()
