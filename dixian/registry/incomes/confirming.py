"""The township's word on statements: they count and are told as facts, or go back to the village."""

from collections.abc import Sequence

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.incomes.duties import follow
from dixian.registry.incomes.filling import move, the_campaign
from dixian.registry.incomes.models import Statement
from dixian.registry.incomes.telling import tell

MOST = 500


@transaction.atomic
def confirm(*, statements: Sequence[Statement], post: Post) -> None:
    """They are right: income per head becomes a fact. Not by whoever filled one of them.

    Raises NotAllowed; Refusal for none, for one's own, in another state.
    """
    post.require(Capability.CONFIRM)
    campaign = the_campaign(statements)
    if len(statements) > MOST:
        raise Refusal(f"一次最多审核 {MOST} 户", "分几次审核")
    if any(one.filled_by_id == post.acting_person.pk for one in statements):
        raise Refusal("不能审核自己采集的收支表", "请另一位同事审核")
    move(statements, "confirm", confirmed_by=post.acting_person, confirmed_on=clock.today(), returned="")
    tell(campaign, statements)
    follow(campaign, [one.village_id for one in statements])


@transaction.atomic
def send_back(*, statements: Sequence[Statement], reason: str, post: Post) -> None:
    """The village goes through them again; also what was confirmed can prove wrong.

    Raises NotAllowed; Refusal for none, without a reason, in another state.
    """
    post.require(Capability.CONFIRM)
    campaign = the_campaign(statements)
    if not reason.strip():
        raise Refusal("退回要写明理由", "写明哪一项要重新核对")
    move(
        statements,
        "return",
        returned=reason.strip()[:200],
        signed_on=None,
        paper=None,
        confirmed_by=None,
        confirmed_on=None,
    )
    follow(campaign, [one.village_id for one in statements])
