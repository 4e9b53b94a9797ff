"""A job that ends without success tells the room whose work it was, together with its end."""

from datetime import timedelta

import pytest

from dixian.foundation.jobs.api import Cancelled, Job, JobState, cancel, drain, enqueue
from dixian.foundation.jobs.recovery import recover
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from tests.support.queue import until_given_up

pytestmark = pytest.mark.django_db


def fall(progress, number):
    raise OSError


def refuse(progress, number):
    raise Refusal("文件是空的", "请重新上传")


def stop(progress, number):
    raise Cancelled


@pytest.mark.parametrize(
    ("function", "says"), [(fall, "系统内部错误"), (refuse, "文件是空的"), (stop, "取消")]
)
def test_it_is_told_once_with_the_arguments_and_the_message(declared, function, says):
    told = []
    name = declared(function, retries=2, failed=lambda message, number: told.append((message, number)))
    enqueue(name, key="k", number=3)
    until_given_up()
    ((message, number),) = told
    assert says in message
    assert number == 3


def test_success_and_trouble_that_is_tried_again_are_not_told(declared):
    told, tries = [], []

    def work(progress):
        tries.append(1)
        if len(tries) < 3:
            raise OSError

    enqueue(declared(work, retries=2, failed=lambda message: told.append(message)), key="k")
    until_given_up()
    assert (len(tries), told) == (3, [])


def test_a_job_cancelled_while_it_waits_is_told(declared):
    told = []
    job = enqueue(declared(fall, failed=lambda message, number: told.append(number)), key="k", number=5)
    cancel(job=job)
    assert told == [5]


def test_a_job_that_took_its_worker_down_too_often_is_told(declared):
    told = []
    name = declared(fall, retries=0, failed=lambda message, number: told.append(message))
    job = enqueue(name, key="k", number=1)
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, holder="x", attempts=9, lease_until=clock.wall() - timedelta(minutes=1)
    )
    recover("me")
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert told == [job.message_zh]


def test_what_goes_wrong_in_the_telling_does_not_keep_the_job_from_ending(declared):
    def fall_too(message, number):
        raise KeyError

    job = enqueue(declared(refuse, failed=fall_too), key="k", number=1)
    drain()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
