"""Announce upward: one durable job per subscriber, in the transaction of the announcer (decision 3)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from dixian.foundation.audit.transactions import writing
from dixian.foundation.jobs.actions import begin
from dixian.foundation.jobs.enums import JobState
from dixian.foundation.jobs.kinds import JobKind, kind_of, register
from dixian.foundation.jobs.models import Job, Publication
from dixian.foundation.jobs.progress import Progress
from dixian.foundation.jobs.rules import plain_problem
from dixian.foundation.jobs.topics import Topic

T = TypeVar("T", bound=Topic)


@dataclass(frozen=True)
class _Subscription:
    topic: type[Topic]
    handler: Callable[[Any], None]
    name: str

    def run(self, progress: Progress, topic_id: int) -> None:
        """Hand the topic to the handler, inside the transaction that also marks it as done."""
        said = Publication.objects.get(id=topic_id)
        self.handler(self.topic.restored(topic_id, said.values))


_subscriptions: dict[str, _Subscription] = {}


def subscribe(topic: type[T], handler: Callable[[T], None], *, name: str, retries: int = 5) -> None:
    """Call `handler(topic)` once for each announcement; in `AppConfig.ready`.

    name: `alerts.raise`; unique, and never changed, since waiting jobs carry it.
    The handler runs in one transaction with its completion: what it writes is written exactly once.
    Work of more than a second it enqueues as a job of its own, with a key made from `topic.topic_id`.
    """
    known = _subscriptions.get(name)
    if known is not None and known.topic is not topic:
        raise ValueError(f"subscriber {name} is declared twice")
    subscription = known or _Subscription(topic, handler, name)
    _subscriptions[name] = subscription
    register(JobKind(name=f"topic:{name}", function=subscription.run, retries=retries, whole=True))


def publish(topic: Topic) -> int:
    """Announce `topic`. Durable with the transaction of the caller. Returns the topic's number.

    Raises ValueError for values that may not lie in the queue (personal data, long texts).
    """
    values = {name: _plain(value) for name, value in topic.values().items()}
    problem = plain_problem(values)
    if problem:
        raise ValueError(f"topic {topic.name()}: {problem}")
    with writing():
        said = Publication.objects.create(topic=topic.name(), values=values)
        for name in _subscribers(type(topic)):
            # Nobody knows this announcement yet.
            begin(kind_of(f"topic:{name}"), key=f"topic:{said.id}:{name}", topic_id=said.id)
    return said.id


def on_the_way(name: str) -> list[dict[str, Any]]:
    """The values of each announcement that the subscription `name` has not dealt with yet."""
    live = Job.objects.filter(name=f"topic:{name}", state__in=(JobState.QUEUED, JobState.RUNNING))
    topics = [arguments["topic_id"] for arguments in live.values_list("arguments", flat=True)]
    return list(Publication.objects.filter(id__in=topics).values_list("values", flat=True))


def topic_map() -> dict[str, list[str]]:
    """Topic -> names of its subscribers, topics without any included."""
    return {name: _subscribers(Topic.named(name)) for name in Topic.all_names()}


def _subscribers(topic: type[Topic]) -> list[str]:
    return sorted(name for name, subscription in _subscriptions.items() if subscription.topic is topic)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date | UUID) else value
