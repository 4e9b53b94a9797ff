"""A batch goes from state to state; each step is taken once."""

from typing import Any

from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.changes.states import BATCH
from dixian.registry.households.models import ChangeBatch


def step(batch: ChangeBatch, verb: str, **changes: Any) -> None:
    """Take a step, with what changes along. Raises Refusal where the state forbids it or somebody was faster."""
    changes = {**changes, "state": BATCH.target(verb, batch.state), "version": batch.version + 1}
    known = ChangeBatch.objects.filter(pk=batch.pk, state=batch.state, version=batch.version)
    if not known.update(**changes):
        raise Refusal("这批变更刚被别人办理过", "刷新页面看最新情况")
    for name, value in changes.items():
        setattr(batch, name, value)
