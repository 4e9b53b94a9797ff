"""How a doubt ends or goes on by somebody's word: once, and its duty with it."""

from typing import Any

from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import DutyKind, discharge
from dixian.warning.doubts.models import Doubt


def keep_word(doubt: Doubt, target: str, said: str, *, duty: DutyKind, post: Post, **more: Any) -> None:
    """Keep what was said of a doubt as it was read, in an open transaction. more: further fields that change with it.

    Raises Refusal where somebody else was quicker.
    """
    rows = Doubt.objects.filter(pk=doubt.pk, version=doubt.version).update(
        state=target,
        looked_by=post.acting_person,
        looked_on=clock.today(),
        said=said.strip()[:200],
        basis=doubt.sentence,
        version=F("version") + 1,
        **more,
    )
    if not rows:
        raise Refusal("这条疑点刚被别人办理过", "刷新页面看结果")
    discharge(kind=duty.code, subject_uids=[doubt.uid], post=post)
