"""However many jobs have ended, an attempt finds its own, and what was left running is found, by an index."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from dixian.foundation.jobs.enums import JobState
from dixian.foundation.jobs.models import Job
from dixian.foundation.kernel import clock

pytestmark = pytest.mark.django_db

ASKED: dict[str, dict[str, Any]] = {
    "by attempt": {"task_id": uuid4(), "state": JobState.QUEUED},
    "left running": {"state": JobState.RUNNING, "lease_until__lt": clock.wall()},
}


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_asked_of_jobs_each_time_reads_an_index(asked: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "job_state_lease" in Job.objects.filter(**ASKED[asked]).explain()
