"""Batches that end together are checked together: one run over the whole county, not one each."""

import pytest

from dixian.foundation.jobs.api import drain
from dixian.foundation.jobs.models import Job
from dixian.registry.households.topics import ChangesEnded
from dixian.registry.quality.handlers import after_changes
from dixian.registry.quality.jobs import RENEW

pytestmark = pytest.mark.django_db


def asked(state="applied", topic=1):
    after_changes(ChangesEnded(batch_id=topic, state=state, topic_id=topic))
    return Job.objects.filter(name=RENEW).count()


def test_what_ends_before_the_run_begins_shares_it_and_what_ends_after_asks_anew(county):
    drain()
    before = Job.objects.filter(name=RENEW).count()
    assert asked(topic=9001) == before + 1
    assert asked(topic=9002) == before + 1
    drain()
    assert asked(topic=9003) == before + 2


def test_a_batch_that_was_not_applied_asks_for_nothing(county):
    drain()
    before = Job.objects.filter(name=RENEW).count()
    assert asked("cancelled", topic=9004) == before
