"""Many declarations that are no plea at all ended with one word, and taken up again likewise.

Only the township may, a limited number at a time. Whatever may be somebody's plea is looked at alone (`pleas.py`): among a
flood of nonsense none may go down. Each row keeps who has ended it; somebody else may take up all of them again.
"""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F, Q

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.audit.api import update_rows
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import number
from dixian.foundation.worklist.api import discharge
from dixian.warning.declarations.duties import SETTLE, open_settling
from dixian.warning.declarations.enums import DeclarationState
from dixian.warning.declarations.models import Declaration
from dixian.warning.declarations.pleas import pleas
from dixian.warning.declarations.settling import again, require_another, word_of
from dixian.warning.declarations.states import DECLARATION

MOST = "declare.together.most"
# Without any look at the household: nothing of these is decided about anybody.
TOGETHER = (DeclarationState.ABUSE, DeclarationState.OUTSIDE)


@transaction.atomic
def end_many(*, declarations: Sequence[Declaration], state: str, reason: str, post: Post) -> None:
    """All of them, or none. Raises NotAllowed; Refusal for too many, for another end, without a reason, for what was typed in by
    the post itself, for what may be a plea, and where somebody was faster.
    """
    post.require(Capability.CONFIRM)
    _check_number(declarations)
    if state not in TOGETHER:
        raise Refusal("没有选怎样办结", "一并办结的只能是恶意填报或者不是本县的户，其他的逐份办理")
    for one in declarations:
        require_another(one, post)
    if real := pleas(declarations):
        raise Refusal(
            f"有 {len(real)} 份可能是真的申报（{'、'.join(sorted(set(real.values())))}）",
            "这几份打开逐份办理，其余的再一并办结",
        )
    targets = {DECLARATION.target(f"end_{state}", one.state) for one in declarations}
    changed = {"settled_by": post.acting_person, "settled_on": clock.today(), "reason": word_of(reason)}
    rows = Declaration.objects.filter(_as_read(declarations))
    if rows.update(state=targets.pop(), version=F("version") + 1, **changed) != len(declarations):
        raise Refusal("有几份刚被别人办理过", "刷新页面，重新勾选")
    discharge(kind=SETTLE.code, subject_uids=[one.uid for one in declarations], post=post)


@transaction.atomic
def take_up_many(*, declarations: Sequence[Declaration], reason: str, post: Post) -> None:
    """All that were ended wrongly, by somebody else than who ended them. Raises NotAllowed; Refusal."""
    post.require(Capability.CONFIRM)
    _check_number(declarations)
    if any(one.settled_by_id == post.acting_person.pk for one in declarations):
        raise Refusal("不能重新办理自己办结的申报", "请另一位同事看")
    word = word_of(reason)
    for one in declarations:
        one.state = DECLARATION.target("take_up", one.state)
        one.reason = again(one.reason, word)
        one.settled_by, one.settled_on, one.same_as = None, None, None
        one.version += 1
    update_rows(declarations, ["state", "reason", "settled_by", "settled_on", "same_as", "version"])
    open_settling(declarations)


def _check_number(declarations: Sequence[Declaration]) -> None:
    if not declarations:
        raise Refusal("没有选中申报", "先勾选要一并办理的")
    most = int(number(MOST))
    if len(declarations) > most:
        raise Refusal(f"一次最多一并办理 {most} 份", "分几次办理")


def _as_read(declarations: Iterable[Declaration]) -> Q:
    as_read = Q(pk__in=())
    for one in declarations:
        as_read |= Q(pk=one.pk, version=one.version)
    return as_read
