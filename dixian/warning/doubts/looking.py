"""A doubt of 应纳未纳 is looked at again."""

from typing import Any

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.doubts.duties import LOOK
from dixian.warning.doubts.ending import keep_word
from dixian.warning.doubts.enums import DoubtList
from dixian.warning.doubts.keeping import become_leads
from dixian.warning.doubts.models import Doubt
from dixian.warning.doubts.states import DOUBT


@transaction.atomic
def look_again(*, doubt: Doubt, risk: bool, said: str, post: Post) -> None:
    """Somebody else's word: a lead like any other, or no risk with a reason. Never by who found no risk before.

    Raises NotAllowed; Refusal without a word, for one's own verdict, in another state.
    """
    post.require(Capability.CONFIRM)
    verb = "raise" if risk else "settle"
    target = DOUBT.target(verb, doubt.state)
    if doubt.list != DoubtList.UNLISTED:
        raise Refusal("应享未享的疑点已转为线索", "在线索页办理")
    if post.acting_person.pk == doubt.first_by_id:
        raise Refusal("不能复核自己核实过的户", "请另一位同事复核")
    if not said.strip():
        raise Refusal("没有写复核情况", "写明看到的情况、为什么")
    changed: dict[str, Any] = {"lead_id": become_leads([doubt])[doubt.uid]} if risk else {}
    keep_word(doubt, target, said, duty=LOOK, post=post, **changed)
