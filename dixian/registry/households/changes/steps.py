"""A batch goes from state to state; each step is taken once."""

from typing import Any

from dixian.foundation.audit.api import take_step
from dixian.registry.households.changes.states import BATCH
from dixian.registry.households.models import ChangeBatch


def step(batch: ChangeBatch, verb: str, **changes: Any) -> None:
    """Take a step, with what changes along. Raises Refusal as `take_step`."""
    take_step(batch, BATCH, verb, called="这批变更", **changes)
