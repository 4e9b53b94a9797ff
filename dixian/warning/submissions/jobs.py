"""Reading and committing a batch in the background; a kill at any instant repeats nothing.

Reading, sealing and matching happen outside transactions; what is written at once is small, so that
other writers never wait long (SQLite has one write lock).
"""

from django.db.models import Max

from dixian.foundation.accounts.api import Post, extend_reach
from dixian.foundation.areas.api import Unit
from dixian.foundation.audit.api import count_anew, ready_to_update
from dixian.foundation.jobs.api import Lane, Pieces, Progress, chunks, daily, enqueue, job, once, publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.collection import no_collection
from dixian.foundation.kernel.masking import mask_numbers
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import remarks
from dixian.foundation.worklist.api import remind
from dixian.registry.households.api import by_area
from dixian.warning.submissions.actions.trouble import flip, not_committed, not_proposed, not_staged
from dixian.warning.submissions.anomalies import odd
from dixian.warning.submissions.checks.handlers import JOB as CHECKS
from dixian.warning.submissions.checks.raising import blocks, hand_on, to_hand_on
from dixian.warning.submissions.committing import finish
from dixian.warning.submissions.drafts import ready_to_write
from dixian.warning.submissions.duties import open_month, open_of_before
from dixian.warning.submissions.enums import BatchState
from dixian.warning.submissions.leaving import compared, departure, latest, rosters
from dixian.warning.submissions.linking import Linker
from dixian.warning.submissions.models import Batch, Departure, Row
from dixian.warning.submissions.pieces import PIECE, WRITTEN, households_of, seen, set_apart, still, to_match
from dixian.warning.submissions.reading import read
from dixian.warning.submissions.reminding import reminders
from dixian.warning.submissions.setting import take_effect
from dixian.warning.submissions.topics import BatchCommitted, RosterCompared, RowsLinked
from dixian.warning.submissions.yielding import propose, proposer, read_rows, write_quiet

# Of so many new rows the database is to know before it is asked about all of them.
MANY = 1_000


@job("submissions.stage", lane=Lane.LONG, failed=not_staged)
def stage(progress: Progress, batch_id: int) -> None:
    """Read the original; every row is staged where it belongs. What can't be read is said, not raised."""
    batch = Batch.objects.select_related("stored", "submission__kind").get(pk=batch_id)
    try:
        file = read(batch)
    except Refusal as refusal:
        with once("refused"):
            said = mask_numbers(f"{refusal.message}。{refusal.remedy}")[:600]
            flip(batch_id, BatchState.STAGING, BatchState.REFUSED, message=said, **seen(batch, refusal))
        return
    total = len(file.reading.rows)
    staged = Row.objects.filter(batch=batch)
    last = staged.aggregate(last=Max("number"))["last"] or 0
    done = staged.count()
    pieces = Pieces()
    for block in file.rows(after=last):
        for rows in pieces.of(block):
            write = ready_to_write(rows)
            with once(f"rows:{rows[0].number}"):
                still(batch_id, BatchState.STAGING)
                write()
            done += len(rows)
            progress.step(min(done, total - 1), total, "读取并与户档案比对")
    if total > MANY:
        with once("counted"):
            count_anew(Row._meta.db_table)
    set_apart(batch, BatchState.STAGING, "1")
    with once("previewed"):
        flip(
            batch_id,
            BatchState.STAGING,
            BatchState.PREVIEWED,
            sheet=batch.sheet,
            sheets=batch.sheets,
            rows_read=total,
            passed_over=len(file.reading.passed_over),
            mapping=file.mapping,
            samples=file.samples,
            hidden=remarks(file.reading, file.columns)[:400],
            left_out=file.left_out,
            odd=odd(batch),
        )


@job("submissions.commit", lane=Lane.LONG, failed=not_committed)
def commit(progress: Progress, batch_id: int, post_id: int | None = None, user_id: int = 0) -> None:
    """Match again what the register says differently now, let the unit see its households, then let it count."""
    batch = Batch.objects.select_related("submission__kind", "stored").get(pk=batch_id)
    unit = Unit.objects.get(pk=batch.unit_id)
    attempt = progress.job.attempts
    linker = Linker(batch)
    total, done = batch.rows_read, 0
    linking = Pieces()
    for block in to_match(batch):
        with no_collection():
            doubtful = linker.doubtful(block)
            asked = list(Row.objects.filter(pk__in=doubtful).order_by("number"))
            for rows in linking.of(linker.replaced(asked)):
                write = ready_to_update(rows, WRITTEN)
                with once(f"{attempt}:link:{rows[0].number}"):
                    still(batch_id, BatchState.COMMITTING)
                    write()
            done += len(block)
            progress.step(min(done, total - 1), total, "与户档案核对")
    set_apart(batch, BatchState.COMMITTING, str(attempt))
    reached, done = households_of(batch), 0
    for homes in Pieces().of(reached):
        with once(f"{attempt}:reach:{homes[0]}"):
            still(batch_id, BatchState.COMMITTING)
            extend_reach(unit=unit, household_ids=homes, source=f"报送 {batch.submission.month}")
        done += len(homes)
        progress.step(min(done, len(reached) - 1), len(reached), "登记本单位能查看的户")
    post = Post.objects.filter(pk=post_id or 0).first()
    with once("committed"):
        still(batch_id, BatchState.COMMITTING)
        flip(batch_id, BatchState.COMMITTING, BatchState.COMMITTED, samples=None)
        finish(batch, post, user_id)


def after_commit(topic: BatchCommitted) -> None:
    """What follows in the register from a committed roster is read in a job of its own."""
    _propose(topic, post_id=topic.post_id, user_id=topic.user_id)


def after_linking(topic: RowsLinked) -> None:
    """So is what follows from rows people have linked later: they propose it, as it rests on what they decided."""
    _propose(topic, row_id=topic.row_id, post_id=topic.post_id, user_id=topic.user_id)


def _propose(topic: BatchCommitted | RowsLinked, **arguments: int) -> None:
    if Batch.objects.filter(pk=topic.batch_id).exclude(submission__kind__change={}).exists():
        key = f"propose:{topic.topic_id}"
        enqueue("submissions.propose_changes", key=key, batch_id=topic.batch_id, **arguments)


@job("submissions.propose_changes", lane=Lane.LONG, failed=not_proposed)
def propose_changes(
    progress: Progress, batch_id: int, row_id: int = 0, post_id: int = 0, user_id: int = 0
) -> None:
    """What follows from linked rows is proposed township by township; every row says what became of it."""
    batch = Batch.objects.select_related("submission__kind", "unit").get(pk=batch_id)
    attempt = progress.job.attempts
    quiet, by_number, yielding = read_rows(batch, row_id)
    areas = by_area(yielding)
    post = proposer(post_id, user_id) if areas else None
    for number_, rows in chunks(quiet, PIECE):
        with once(f"{attempt}:quiet:{number_}"):
            still(batch_id, BatchState.COMMITTED)
            write_quiet(batch, rows)
    for done, (area, told) in enumerate(sorted(areas.items())):
        progress.step(done, len(areas), "提请变更")
        with once(f"{attempt}:area:{area}"):
            still(batch_id, BatchState.COMMITTED)
            assert post is not None  # noqa: S101 - there are areas
            propose(batch, area, told, by_number, post)
    progress.step(len(areas), len(areas), "提请变更")


@job(CHECKS, lane=Lane.LONG)
def raise_checks(progress: Progress, batch_id: int) -> None:
    """Every stranger with an address in the county is looked into by the township there."""
    total, done = to_hand_on().filter(batch=batch_id).count(), 0
    for block in blocks(batch_id):
        for _, rows in chunks(block, PIECE):
            with once(f"{progress.job.attempts}:checks:{rows[0].pk}"):
                hand_on(rows)
            done += len(rows)
            progress.step(done, max(done, total), "转乡镇核对")


def after_roster(topic: BatchCommitted) -> None:
    """A roster, or what mends it, is compared with the one before it in a job of its own."""
    batch = Batch.objects.filter(pk=topic.batch_id).first()
    of = (batch.mends_id or batch.pk) if batch else 0
    if rosters().filter(pk=of).exists():
        enqueue("submissions.compare_roster", key=f"compare:{topic.topic_id}", batch_id=of)


@job("submissions.compare_roster", lane=Lane.LONG)
def compare_roster(progress: Progress, batch_id: int) -> None:
    """Who left is noted once; whoever hears of it judges them."""
    batch = rosters().filter(pk=batch_id).first()
    told = compared(batch) if batch else None
    if batch is None or told is None:
        return
    known = set(Departure.objects.filter(batch=batch).values_list("person_id", flat=True))
    new = [departure(batch, row) for row in told.left if row.person_id not in known]
    for number_, some in chunks(new, PIECE):
        with once(f"{progress.job.attempts}:left:{number_}"):
            Departure.objects.bulk_create(some)
    with once(f"{progress.job.attempts}:compared"):
        if new or Departure.objects.filter(batch=batch, outcome="").exists():
            publish(RosterCompared(batch_id=batch.pk))


@daily("05:30")
@job("submissions.compare_rosters")
def compare_rosters(progress: Progress) -> None:
    """Each day the latest rosters again: rows that stood in the way may have been settled since."""
    for batch in latest():
        key = f"compare:{batch.uid}:{clock.today()}"
        with once(key):
            enqueue("submissions.compare_roster", key=key, batch_id=batch.pk)
    progress.step(1, 1)


@daily("06:00")
@job("submissions.open_month")
def open_window(progress: Progress) -> None:
    """From the first day of its window on, each kind has its duty for the month; and what earlier files left is one."""
    today = clock.today()
    open_month(Month.of(today), by=today)
    open_of_before()
    progress.step(1, 1)


@daily("00:10")
@job("submissions.settle_kinds")
def settle_kinds(progress: Progress) -> None:
    """What was decided to hold from today on does."""
    take_effect()
    progress.step(1, 1)


@daily("06:50")
@job("submissions.remind")
def remind_units(progress: Progress) -> None:
    """Before the day's digests: whose window has opened, ends soon, was missed."""
    for number_, line in enumerate(reminders(clock.today())):
        with once(f"{progress.job.attempts}:{number_}"):
            remind(posts=line.posts, key=line.of.key)
    progress.step(1, 1)
