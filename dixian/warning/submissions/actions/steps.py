"""A batch goes from state to state; each step is taken once."""

from dixian.foundation.kernel.problems import Refusal
from dixian.warning.submissions.models import Batch
from dixian.warning.submissions.states import BATCH


def step(batch: Batch, verb: str, **changes: object) -> None:
    """Take a step, with what changes along. Raises Refusal where the state forbids it or somebody was faster."""
    target = BATCH.target(verb, batch.state)
    changes = {**changes, "state": target, "version": batch.version + 1}
    if not Batch.objects.filter(pk=batch.pk, state=batch.state, version=batch.version).update(**changes):
        raise Refusal("这个批次刚被别人办理过", "刷新页面看最新情况")
    for name, value in changes.items():
        setattr(batch, name, value)
