"""What is announced reaches each subscriber once, with the announcer's transaction or not at all."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest

from dixian.foundation.audit.transactions import writing
from dixian.foundation.jobs import kinds, publishing
from dixian.foundation.jobs.api import Job, JobState, Topic, drain, publish, subscribe, topic_map
from dixian.foundation.jobs.models import Publication

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class RoofMended(Topic):
    """A topic of these tests."""

    house_id: int
    on: date
    subject: UUID


@pytest.fixture(autouse=True)
def no_subscribers():
    before, known = dict(publishing._subscriptions), dict(kinds._kinds)
    yield
    for store, old in ((publishing._subscriptions, before), (kinds._kinds, known)):
        store.clear()
        store.update(old)


def mended() -> RoofMended:
    return RoofMended(house_id=4, on=date(2024, 4, 3), subject=uuid4())


def test_each_subscriber_gets_the_topic_once_with_its_values():
    seen = []
    subscribe(RoofMended, lambda topic: seen.append(("a", topic)), name="test.a")
    subscribe(RoofMended, lambda topic: seen.append(("b", topic)), name="test.b")
    said = mended()
    number = publish(said)
    drain()
    drain()
    assert [name for name, _ in seen] == ["a", "b"]
    told = seen[0][1]
    assert (told.house_id, told.on, told.subject, told.topic_id) == (4, said.on, said.subject, number)


def test_a_topic_of_a_transaction_that_fails_was_never_said():
    subscribe(RoofMended, lambda topic: pytest.fail("must not hear"), name="test.a")
    with pytest.raises(ZeroDivisionError), writing():
        publish(mended())
        raise ZeroDivisionError
    assert drain() == 0
    assert not Publication.objects.exists()


def test_one_subscriber_that_falls_does_not_hold_up_the_other():
    seen = []

    def fall(topic):
        raise OSError

    subscribe(RoofMended, fall, name="test.a")
    subscribe(RoofMended, seen.append, name="test.b")
    publish(mended())
    drain()
    assert len(seen) == 1
    assert sorted(Job.objects.values_list("state", flat=True)) == [JobState.DONE, JobState.QUEUED]


def test_the_map_names_every_topic_and_its_subscribers():
    subscribe(RoofMended, print, name="test.b")
    subscribe(RoofMended, print, name="test.a")
    assert topic_map()[RoofMended.name()] == ["test.a", "test.b"]


def test_two_subscribers_cannot_have_one_name():
    @dataclass(frozen=True)
    class Other(Topic):
        pass

    subscribe(RoofMended, print, name="test.a")
    with pytest.raises(ValueError, match="twice"):
        subscribe(Other, print, name="test.a")


def test_personal_values_cannot_be_announced():
    @dataclass(frozen=True)
    class Careless(Topic):
        number: str

    with pytest.raises(ValueError, match="personal"):
        publish(Careless(number="231226198001011230"))
