"""The door of facts."""

from dixian.registry.facts.actions import NewFact, post_facts, rebuild
from dixian.registry.facts.kinds import FactKind, declare, kinds_by_code, provide
from dixian.registry.facts.models import CurrentFact, Fact
from dixian.registry.facts.selectors import current, known_on, true_on

__all__ = [
    "CurrentFact",
    "Fact",
    "FactKind",
    "NewFact",
    "current",
    "declare",
    "kinds_by_code",
    "known_on",
    "post_facts",
    "provide",
    "rebuild",
    "true_on",
]
