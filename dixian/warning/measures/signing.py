"""The plan in force as the household has signed it."""

from datetime import date

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.measures.enums import PlanState
from dixian.warning.measures.filling import require_drafter, update
from dixian.warning.measures.models import Plan


@transaction.atomic
def sign(*, plan: Plan, on: date, paper: StoredFile, post: Post) -> None:
    """The household has signed this version; a better scan takes the place of an earlier one, which the history keeps.

    Raises NotAllowed; Refusal for a version that is not in force, and for a day to come. One signed on paper before it was
    adopted here is none the less signed.
    """
    require_drafter(post)
    if plan.state != PlanState.ADOPTED:
        raise Refusal("这一版还没有审定，或者已经被新的一版代替", "审定以后打印，户里签字再传上来")
    if on > clock.today():
        raise Refusal("签字日期在今天以后", "填户里签字的那一天")
    update(plan, source=plan.state, signed_on=on, paper=paper)
