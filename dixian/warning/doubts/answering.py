"""A doubt of 应享未享 is answered by the unit whose help it is about."""

from django.db import transaction

from dixian.foundation.accounts.api import NotAllowed, Post, span_of
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import unit_subtree
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.doubts.duties import ANSWER
from dixian.warning.doubts.ending import keep_word
from dixian.warning.doubts.enums import DoubtList, Word
from dixian.warning.doubts.models import Doubt
from dixian.warning.doubts.states import DOUBT

SHORTEST = 4


@transaction.atomic
def answer(*, doubt: Doubt, word: Word, said: str, post: Post) -> None:
    """It ends by this word alone, whatever becomes of the lead; while the facts stand it comes back (R3.4).

    Raises NotAllowed for another unit; Refusal of 应纳未纳, in another state, without a reason.
    """
    post.require(Capability.REPLY)
    if doubt.list != DoubtList.UNRECEIVED:
        raise Refusal("应纳未纳的疑点由乡镇复核", "在疑点页登记复核")
    if not answers(doubt, post):
        raise NotAllowed(f"这条疑点由{doubt.unit.short_name}答复", "您可以查看，不必办理")
    target = DOUBT.target("answer", doubt.state)
    if len(said.strip()) < SHORTEST:
        raise Refusal(
            "没有写明情况", f"写明从哪个月起享受、哪天申请的，或者为什么不符合，至少 {SHORTEST} 个字"
        )
    keep_word(doubt, target, said, duty=ANSWER, post=post, word=word)


def answers(doubt: Doubt, post: Post) -> bool:
    """Whether the doubt is about the help of the post's unit; who reaches the whole county answers for their own alone."""
    return post.can(Capability.REPLY) and doubt.unit_id in (span_of(post).units or unit_subtree(post.unit))
