"""Alerts of a committed batch, in the background, each row once.

Rows are judged outside transactions; what is written at once is small.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from django.db.models import QuerySet

from dixian.commons.leads.api import NewSource, raise_leads
from dixian.foundation.audit.api import ready_to_insert, ready_to_update, update_rows
from dixian.foundation.jobs.api import Lane, Pieces, Progress, chunks, daily, enqueue, job, once, publish
from dixian.foundation.kernel.collection import no_collection
from dixian.registry.facts.api import NewFact, post_facts
from dixian.warning.alerts.judging import Judge, Judged, source_of
from dixian.warning.alerts.leaving import ended_facts, judged_departures, still_told
from dixian.warning.alerts.models import Alert
from dixian.warning.alerts.topics import LeadsRaised
from dixian.warning.submissions.api import Batch, Departure, Row, not_judged
from dixian.warning.submissions.enums import PLACED, Outcome
from dixian.warning.submissions.topics import BatchCommitted, RosterCompared, RowsLinked

# Rows read at once, and people who left a roster written at once.
BLOCK, PIECE = 2000, 50
# What the judgement of a row reads of it, beside its content where a sheet asks for that.
JUDGED = ("uid", "person", "household", "village", "amount", "day", "outcome", "outcome_reason")


class JudgedMeanwhile(Exception):
    """Another job has judged some of the rows; the next attempt leaves them out."""


def after_commit(topic: BatchCommitted) -> None:
    """A committed batch is judged in a job of its own."""
    _judge(topic)


def after_linking(topic: RowsLinked) -> None:
    """So are the rows people have linked later."""
    _judge(topic)


def _judge(topic: BatchCommitted | RowsLinked) -> None:
    """Rows of a roster are no rules' business: they change the register."""
    if Batch.objects.filter(pk=topic.batch_id, submission__kind__change={}).exists():
        enqueue("alerts.judge", key=f"judge:{topic.topic_id}", batch_id=topic.batch_id)


@job("alerts.judge", lane=Lane.LONG, failed=not_judged)
def judge_batch(progress: Progress, batch_id: int) -> None:
    """Every linked row gets its outcome; those over a line an alert and a lead."""
    batch = Batch.objects.select_related("submission__kind__unit", "unit").get(pk=batch_id)
    judge = Judge(batch)
    total, done, pieces = _undecided(batch_id).count(), 0, Pieces()
    for block in _blocks(batch_id, judge):
        with no_collection():
            before = judge.before(block)
            for rows in pieces.of(block):
                write = _ready(judge, judge.judged(rows, before))
                with once(f"{progress.job.attempts}:judge:{rows[0].pk}"):
                    write()
                done += len(rows)
                progress.step(done, total, "对照预警规则")


def after_roster(topic: RosterCompared) -> None:
    """Who left a roster is judged in a job of its own."""
    enqueue("alerts.judge_departures", key=f"left:{topic.topic_id}", batch_id=topic.batch_id)


@job("alerts.judge_departures", lane=Lane.LONG)
def judge_departures(progress: Progress, batch_id: int) -> None:
    """Everyone who left gets an outcome; some an alert and a lead."""
    batch = Batch.objects.select_related("submission__kind__unit", "unit").get(pk=batch_id)
    waiting = Departure.objects.filter(batch=batch, outcome=Outcome.NONE)
    rows = waiting.select_related("person", "household", "village", "row__batch__submission").order_by("id")
    for _, some in chunks(list(rows), PIECE):
        with once(f"{progress.job.attempts}:left:{some[0].pk}"):
            ids = [one.pk for one in some]
            still = Departure.objects.select_for_update().filter(pk__in=ids, outcome=Outcome.NONE)
            if len(still.values_list("pk", flat=True)) != len(ids):
                raise JudgedMeanwhile
            alerts = judged_departures(batch, some)
            update_rows(some, ["outcome", "outcome_reason"])
            Alert.objects.bulk_create(alerts)
            post_facts(ended_facts(batch, some))
            _raise([source_of(one, batch, one.village.parent_id or one.village_id) for one in alerts])
    progress.step(1, 1, "对照预警规则")


@daily("05:50")
@job("alerts.end_told", lane=Lane.LONG, whole=True)
def end_told(_progress: Progress) -> None:
    """What a roster told of people who left it before their leaving ended it ends now."""
    by_batch: dict[int, list[Departure]] = defaultdict(list)
    for one in still_told():
        by_batch[one.batch_id].append(one)
    for some in by_batch.values():
        post_facts(ended_facts(some[0].batch, some))


def _undecided(batch_id: int) -> QuerySet[Row]:
    return Row.objects.filter(batch=batch_id, bin__in=PLACED, outcome=Outcome.NONE)


def _blocks(batch_id: int, judge: Judge) -> Iterator[Sequence[Row]]:
    """Household by household, so that what is written at once lies close together in its indexes."""
    asked = (*JUDGED, "content") if judge.opens_rows else JUDGED
    ids = list(_undecided(batch_id).order_by("household_id", "id").values_list("id", flat=True))
    for _, some in chunks(ids, BLOCK):
        rows = _undecided(batch_id).filter(pk__in=some).only(*asked)
        yield list(rows.order_by("household_id", "id"))


def _ready(judge: Judge, judged: Judged) -> Callable[[], None]:
    """What writes a piece; all that needs no lock is done before."""
    update = ready_to_update(
        judged.rows, ["outcome", "outcome_reason"], still={"outcome": Outcome.NONE.value}
    )
    sources = [judge.source(alert) for alert in judged.alerts]

    def write() -> None:
        if update() != len(judged.rows):
            raise JudgedMeanwhile
        # Repeats of this piece and of later ones need to know the alerts' ids.
        Alert.objects.bulk_create(judged.alerts)
        for one in judged.repeats:
            one.alert_id = one.alert.pk
        ready_to_insert(judged.repeats)()
        _raise(sources, judged.facts)

    return write


def _raise(sources: Sequence[NewSource], facts: Sequence[NewFact] = ()) -> None:
    raised = raise_leads(sources, beside=facts)
    if raised.new:
        publish(LeadsRaised(lead_ids=[lead.pk for lead in raised.new]))
