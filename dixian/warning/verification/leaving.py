"""A household that is gone: which change of the register follows from it, for another person to approve."""

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.api import ChangeBatch, end_household, send_away
from dixian.registry.households.enums import EndCause
from dixian.warning.verification.models import Answer

CAUSES = {"dead": EndCause.DEATH, "moved_out": EndCause.MOVED_AWAY}
AWAY = "whole_away"


def propose_change(given: Answer, post: Post) -> ChangeBatch:
    """Ask for the register to say what was found. Raises NotAllowed; Refusal where it says so already."""
    household, why = given.household, f"线索核实（{given.event_on}）"
    if given.reason in CAUSES:
        cause = CAUSES[given.reason]
        return end_household(household=household, cause=cause, on=given.event_on, reason=why, post=post)
    if given.reason == AWAY:
        return send_away(household=household, residence=AWAY, reason=why, post=post)
    raise Refusal("这种情形没有固定的户档案变更", "不勾选“一并提请修改户档案”，在户档案页逐项提请")
