"""A batch goes from state to state; each step is taken once."""

from dixian.foundation.audit.api import take_step
from dixian.warning.submissions.models import Batch
from dixian.warning.submissions.states import BATCH


def step(batch: Batch, verb: str, **changes: object) -> None:
    """Take a step, with what changes along. Raises Refusal as `take_step`."""
    take_step(batch, BATCH, verb, called="这个批次", **changes)
