"""What focus does when others announce something."""

from dixian.foundation.jobs.api import enqueue
from dixian.foundation.policy.enums import ProposalState
from dixian.foundation.policy.topics import ProposalEnded
from dixian.registry.facts.topics import FactsPosted
from dixian.registry.focus.criteria import is_line
from dixian.registry.focus.jobs import RENEW, SOME
from dixian.registry.focus.keeping import renew
from dixian.registry.households.api import changed_households
from dixian.registry.households.enums import BatchState
from dixian.registry.households.topics import (
    ChangesEnded,
    HouseholdsMoved,
    MonitoringDecided,
    RegisterLoaded,
)

# So many are judged in the transaction that hears of them; more would keep other writers waiting.
AT_ONCE = 100
# More than these are as quickly judged together with all others.
MOST = 5_000


def after_facts(topic: FactsPosted) -> None:
    """Who is known better is judged anew."""
    _judge(topic.households, topic.topic_id)


def after_moving(topic: HouseholdsMoved) -> None:
    """The new village sees them in its lists."""
    _judge(topic.households, topic.topic_id)


def after_deciding(topic: MonitoringDecided) -> None:
    """The county has begun or ended their monitoring."""
    _judge(topic.households, topic.topic_id)


def after_changes(topic: ChangesEnded) -> None:
    """A household's kind, its monitoring or its end has changed."""
    if topic.state == BatchState.APPLIED:
        _judge(changed_households(batch_id=topic.batch_id, most=MOST + 1), topic.topic_id)


def after_loading(topic: RegisterLoaded) -> None:
    """A register of one piece has come in."""
    enqueue(RENEW, key=f"focus:{topic.topic_id}")


def after_policy(topic: ProposalEnded) -> None:
    """A line has changed; one of a day to come counts from that night on."""
    if topic.state == ProposalState.APPROVED and is_line(topic.proposal_id):
        enqueue(RENEW, key=f"focus:{topic.topic_id}")


def _judge(households: list[int], topic: int) -> None:
    if len(households) <= AT_ONCE:
        renew(households)
    elif len(households) <= MOST:
        enqueue(SOME, key=f"focus:{topic}", households=households)
    else:
        enqueue(RENEW, key=f"focus:{topic}")
