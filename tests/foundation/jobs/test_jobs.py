"""A job from its making to each of its ends. Real queue, real transactions."""

import logging
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import F
from django_tasks_db.models import DBTaskResult

from dixian.foundation.audit import context
from dixian.foundation.audit.transactions import writing
from dixian.foundation.jobs import queue, scope
from dixian.foundation.jobs.api import Cancelled, Job, JobState, cancel, chunks, drain, enqueue, once
from dixian.foundation.jobs.models import Mark
from dixian.foundation.jobs.problems import LeaseLost, UnknownJob
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal

pytestmark = pytest.mark.django_db


def hurry() -> None:
    """Retries wait by wall time; tests don't."""
    DBTaskResult.objects.filter(status="READY").update(run_after=clock.wall() - timedelta(seconds=1))


def test_a_job_runs_once_and_says_so(declared):
    seen = []
    name = declared(lambda progress, number: seen.append(number))
    job = enqueue(name, key="k", number=3)
    assert drain() == 1
    job.refresh_from_db()
    assert (seen, job.state, job.attempts) == ([3], JobState.DONE, 1)
    assert job.started_at and job.finished_at
    assert drain() == 0


def test_the_same_key_is_the_same_job(declared):
    name = declared(lambda progress: None)
    assert enqueue(name, key="k").id == enqueue(name, key="k").id
    drain()
    assert enqueue(name, key="k").state == JobState.DONE
    assert DBTaskResult.objects.count() == 1


def test_a_job_of_a_transaction_that_fails_was_never_there(declared):
    name = declared(lambda progress: None)
    with pytest.raises(ZeroDivisionError), writing():
        enqueue(name, key="k")
        raise ZeroDivisionError
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_an_unknown_name_and_personal_arguments_are_refused(declared):
    with pytest.raises(UnknownJob):
        enqueue("test.nothing", key="k")
    name = declared(lambda progress, number: None)
    with pytest.raises(ValueError, match="personal"):
        enqueue(name, key="k", number="231226198001011230")


def test_a_job_acts_as_itself_for_the_post_that_began_it(declared, monkeypatch):
    monkeypatch.setattr(scope, "_provider", lambda post: (("dixian.post", str(post or "")),))
    who = []
    job = enqueue(declared(lambda progress: who.append(context.current())), key="k", scope_post=7)
    drain()
    assert (who[0].actor, who[0].post) == (f"job:{job.id}", 7)
    assert who[0].settings == (("dixian.post", "7"),)
    assert context.current().actor == "test:acting"


def test_a_job_of_a_post_that_is_gone_fails_with_a_number(declared):
    job = enqueue(declared(lambda progress: None), key="k", scope_post=987_654)
    drain()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.incident in job.message_zh


def test_trouble_is_tried_again_later_and_then_shown_with_a_number(declared, caplog):
    def fall(progress):
        raise KeyError("张三 231226198001011230")

    job = enqueue(declared(fall, retries=2), key="k")
    with caplog.at_level(logging.INFO, "dixian.jobs"):
        assert drain() == 1
        assert drain() == 0, "the second attempt waits"
        for _ in range(2):
            hurry()
            drain()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, 3)
    assert job.incident in job.message_zh
    assert job.incident in caplog.text
    assert "builtins.KeyError" in caplog.text
    stored = str(list(DBTaskResult.objects.values())) + str(list(Job.objects.values()))
    for place in (caplog.text, stored):
        assert "张三" not in place
        assert "231226198001011230" not in place


def test_a_refusal_is_final_and_shown_as_it_is(declared):
    def refuse(progress):
        raise Refusal("文件是空的", "请检查后重新上传")

    job = enqueue(declared(refuse), key="k")
    drain()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.message_zh) == (JobState.FAILED, 1, "文件是空的。请检查后重新上传")


def test_a_chunk_is_done_once_though_the_job_falls_and_starts_again(declared):
    counts = {"runs": 0}

    def work(progress):
        counts["runs"] += 1
        for number, ids in chunks(range(25), 10):
            with once(f"chunk:{number}") as fresh:
                if fresh:
                    Job.objects.filter(id=progress.job.id).update(progress_done=F("progress_done") + len(ids))
            if number == counts["runs"]:
                raise OSError

    job = enqueue(declared(work), key="k")
    for _ in range(3):
        drain()
        hurry()
    job.refresh_from_db()
    assert (job.state, job.progress_done, counts["runs"]) == (JobState.DONE, 25, 3)
    assert Mark.objects.count() == 3


def test_a_chunk_that_falls_leaves_neither_work_nor_marker(declared):
    def work(progress):
        with once("only") as fresh:
            assert fresh
            Job.objects.filter(id=progress.job.id).update(progress_label="written")
            raise OSError

    job = enqueue(declared(work), key="k")
    drain()
    job.refresh_from_db()
    assert job.progress_label == ""
    assert not Mark.objects.exists()


def test_progress_is_seen_while_the_job_runs(declared):
    seen = []

    def work(progress):
        progress.step(0, 40, "读取文件")
        progress.step(40, 40, "读取文件")
        seen.append(Job.objects.values_list("progress_done", "progress_total", "progress_label").get())

    enqueue(declared(work), key="k")
    drain()
    assert seen == [(40, 40, "读取文件")]


def test_a_waiting_job_is_cancelled_at_once(declared):
    job = enqueue(declared(lambda progress: pytest.fail("must not run")), key="k")
    cancel(job=job)
    assert drain() == 0
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    with pytest.raises(Refusal):
        cancel(job=job)


def test_a_running_job_is_cancelled_at_its_next_step(declared):
    def work(progress):
        with once("first"):
            pass
        cancel(job=progress.job)
        with pytest.raises(Cancelled):
            progress.step(1, 2)
        progress.step(2, 2)

    job = enqueue(declared(work), key="k")
    drain()
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert Mark.objects.count() == 1


def test_a_worker_that_lost_its_job_can_write_nothing_more(declared):
    def work(progress):
        Job.objects.filter(id=progress.job.id).update(holder="another")
        with pytest.raises(LeaseLost), once("chunk"):
            pass
        raise LeaseLost

    job = enqueue(declared(work), key="k")
    drain()
    job.refresh_from_db()
    assert (job.state, job.holder) == (JobState.RUNNING, "another")
    assert not Mark.objects.exists()


def test_what_a_killed_worker_left_is_taken_up_when_its_lease_has_run_out(declared):
    seen = []
    job = enqueue(declared(lambda progress: seen.append(progress.job.attempts)), key="k")
    assert queue.claim("quick", "elsewhere:1:dead")
    assert drain() == 0, "the lease still holds"
    Job.objects.update(lease_until=clock.wall() - timedelta(seconds=1))
    assert drain() == 1
    job.refresh_from_db()
    assert (job.state, seen) == (JobState.DONE, [2])


def test_a_job_that_takes_its_worker_down_each_time_ends_as_failed(declared):
    job = enqueue(declared(lambda progress: None, retries=1), key="k")
    Job.objects.update(attempts=6)
    assert queue.claim("quick", "elsewhere:1:dead")
    Job.objects.update(lease_until=clock.wall() - timedelta(seconds=1))
    drain()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.incident in job.message_zh


def test_a_whole_job_and_its_completion_are_one_transaction(declared):
    def work(progress):
        Job.objects.create(name="made", key="made")
        raise OSError

    job = enqueue(declared(work, whole=True), key="k")
    drain()
    job.refresh_from_db()
    assert job.state == JobState.QUEUED
    assert not Job.objects.filter(key="made").exists()


def test_lanes_do_not_take_each_others_work(declared):
    enqueue(declared(lambda progress: None, lane="long"), key="k")
    assert not queue.waiting("quick")
    assert queue.claim("quick", "me:1:a") is None
    assert queue.waiting("long")


def test_enqueueing_inside_an_open_transaction_joins_it(declared):
    name = declared(lambda progress: None)
    with transaction.atomic():
        enqueue(name, key="k")
        assert DBTaskResult.objects.count() == 1
