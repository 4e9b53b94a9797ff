"""What follows in the register from the linked rows of a roster: read, and put before those who approve."""

from collections.abc import Sequence

from django.db.models import QuerySet

from dixian.foundation.accounts.api import Post, User
from dixian.foundation.areas.api import Area
from dixian.foundation.audit.api import update_rows
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.api import Roster, Told, propose_events, read_events
from dixian.registry.households.enums import ChangeKind
from dixian.warning.submissions.duties import open_settle_duties, settle_duty_done
from dixian.warning.submissions.enums import PLACED, Bin, Outcome
from dixian.warning.submissions.events import event_of, founds
from dixian.warning.submissions.models import Batch, Row
from dixian.warning.submissions.rowcontent import open_row

UNREAD = "这一行说的是什么变动看不出来"
NEWCOMER = "不在册，已提请立户"


class DecidedMeanwhile(Exception):
    """Another job has come to an end with some of the rows; the next attempt leaves them out."""


def undecided(batch_id: int, row_id: int = 0) -> QuerySet[Row]:
    """The linked rows without an outcome; row_id: only this one, 0 for all."""
    rows = Row.objects.filter(batch=batch_id, bin__in=PLACED, outcome=Outcome.NONE)
    return rows.filter(pk=row_id) if row_id else rows


def newcomers(batch_id: int) -> QuerySet[Row]:
    """The rows nobody is linked to and nobody has settled."""
    return Row.objects.filter(batch=batch_id, bin=Bin.STRANGER, outcome=Outcome.NONE, settled_on=None)


def read_rows(batch: Batch, row_id: int) -> tuple[list[Row], dict[int, Row], list[Told]]:
    """Rows from which nothing follows, with their outcomes; number -> row of the others, and what follows from them.

    A stranger from whom nothing follows stays one, for whoever looks into strangers, and says why.
    """
    kind = batch.submission.kind
    rows = list(undecided(batch.pk, row_id).select_related("person").order_by("number"))
    if founds(kind) and not row_id:
        rows += newcomers(batch.pk).order_by("number")
    by_number = {row.number: row for row in rows}
    events = {row.number: event_of(row, open_row(bytes(row.content))["values"], kind) for row in rows}
    unread = [by_number[at] for at, event in events.items() if not event]
    quiet = [_ended(row, Outcome.UNCLEAR, UNREAD) for row in unread if row.bin in PLACED]
    yielding = []
    for told in read_events([event for event in events.values() if event]):
        if told.drafts:
            yielding.append(told)
            continue
        row = by_number[told.event.row]
        if row.bin == Bin.STRANGER:
            if told.reason not in row.reason:
                row.reason = f"{row.reason}；{told.reason}"[:600]
                quiet.append(row)
            continue
        outcome = Outcome.NEEDLESS if told.needless else Outcome.UNCLEAR
        quiet.append(_ended(row, outcome, told.reason))
    return quiet, by_number, yielding


def propose(batch: Batch, area: int, told: Sequence[Told], rows: dict[int, Row], post: Post) -> None:
    """What follows in one area is asked for, and its rows say so; in the open transaction. Raises DecidedMeanwhile."""
    where = Area.objects.get(pk=area).name
    mine = [_ended(rows[one.event.row], Outcome.PROPOSED, f"{_acts(one)}，由{where}审批") for one in told]
    for row in mine:
        if row.bin == Bin.STRANGER:
            row.settled_on, row.settled_how = clock.today(), NEWCOMER
    write_outcomes(mine)
    settle_duty_done(batch=batch, key=Bin.STRANGER, post=None)
    propose_events(told=told, area=area, roster=roster_of(batch), post=post)


def write_quiet(batch: Batch, rows: Sequence[Row]) -> None:
    """Rows from which nothing follows; those of which a person has to look are a duty of the unit. As `write_outcomes`."""
    write_outcomes(rows)
    if any(row.outcome == Outcome.UNCLEAR for row in rows):
        open_settle_duties(batch)
        settle_duty_done(batch=batch, key=Outcome.UNCLEAR, post=None)


def write_outcomes(rows: Sequence[Row]) -> None:
    """In the open transaction. Raises DecidedMeanwhile where one of them has an outcome, or a person, since."""
    still = Row.objects.select_for_update().filter(pk__in=[row.pk for row in rows], outcome=Outcome.NONE)
    if dict(still.values_list("pk", "bin")) != {row.pk: row.bin for row in rows}:
        raise DecidedMeanwhile
    update_rows(rows, ["reason", "outcome", "outcome_reason", "settled_on", "settled_how"])


def roster_of(batch: Batch) -> Roster:
    """Where its changes come from, in words: department, month, kind."""
    kind, month = batch.submission.kind, Month.parse(batch.submission.month)
    title = f"{batch.unit.short_name}{month.label}{kind.name}"
    return Roster(batch.unit_id, batch.uid, title, batch.sheets)


def proposer(post_id: int, user_id: int) -> Post:
    """Who reported the roster, as the person who did it. Raises Refusal where that is not known."""
    post = Post.objects.select_related("unit", "area", "user").filter(pk=post_id).first()
    if post is None:
        raise Refusal("不知道是谁提交的，不能提请变更", "由报送单位的岗位重试")
    person = User.objects.filter(pk=user_id).first()
    return post.acted_by(person) if person else post


def _ended(row: Row, outcome: Outcome, reason: str) -> Row:
    row.outcome, row.outcome_reason = outcome, reason[:200]
    return row


def _acts(told: Told) -> str:
    return "、".join(ChangeKind(draft.kind).label for draft in told.drafts)
