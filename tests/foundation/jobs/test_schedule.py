"""Each slot is queued exactly once, whoever asks, however often."""

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from dixian.foundation.jobs import kinds
from dixian.foundation.jobs.api import Job, JobState, daily, drain, enqueue, every, job, tick
from dixian.foundation.kernel import clock

pytestmark = pytest.mark.django_db
MORNING = datetime(2024, 4, 2, 23, 0, tzinfo=UTC)  # 7:00 on 3 April in Shanghai


@pytest.fixture(autouse=True)
def own_schedule():
    kinds.discover()
    before, known = dict(kinds._schedule), dict(kinds._kinds)
    kinds._schedule.clear()
    yield
    for store, old in ((kinds._schedule, before), (kinds._kinds, known)):
        store.clear()
        store.update(old)


def days_of(seen: list[datetime]) -> list[str]:
    return [f"{moment.astimezone(clock.SHANGHAI):%m-%d}" for moment in seen]


def test_a_daily_job_runs_once_a_day_however_often_the_clock_ticks():
    seen = []

    @daily("06:30")
    @job("test.daily")
    def work(progress):
        seen.append(clock.now())

    for hour in range(72):
        with clock.at(MORNING + timedelta(hours=hour)):
            tick()
            tick()
            drain()
    assert days_of(seen) == ["04-03", "04-04", "04-05"]


def test_what_was_missed_while_nothing_ran_is_made_up_for_once():
    @every(minutes=10)
    @job("test.every")
    def work(progress):
        pass

    with clock.at(MORNING):
        assert tick() == 1
        drain()
    with clock.at(MORNING + timedelta(days=2)):
        assert tick() == 1
        assert tick() == 0


def test_a_job_still_under_way_is_not_queued_again():
    @every(minutes=1)
    @job("test.every")
    def work(progress):
        pass

    for minute in range(3):
        with clock.at(MORNING + timedelta(minutes=minute)):
            tick()
    assert Job.objects.count() == 1
    drain()
    with clock.at(MORNING + timedelta(minutes=2)):
        assert tick() == 1


def test_the_queue_forgets_what_is_long_over_and_keeps_what_failed():
    with clock.at(MORNING):
        enqueue("jobs.pulse", key="slot:old")
        enqueue("jobs.pulse", key="slot:failed")
    drain()
    long_ago = clock.wall() - timedelta(days=60)
    Job.objects.update(finished_at=long_ago)
    DBTaskResult.objects.update(finished_at=long_ago)
    Job.objects.filter(key="slot:failed").update(state=JobState.FAILED)
    enqueue("jobs.prune", key="now")
    drain()
    assert sorted(Job.objects.values_list("key", flat=True)) == ["now", "slot:failed"]
    assert DBTaskResult.objects.count() == 1
