"""Nobody passes what they have taken a hand in themselves (四眼)."""

from collections.abc import Sequence

from dixian.foundation.accounts.api import Post
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases.models import BatchLine, Case, HomeCheck


def hands_in(cases: Sequence[Case]) -> dict[int, set[int]]:
    """Case id -> the persons who checked the home, held the meeting, posted the notice, reviewed."""
    ids = [one.pk for one in cases]
    found: dict[int, set[int]] = {pk: set() for pk in ids}
    with beyond_scope():
        pairs = list(HomeCheck.objects.filter(case__in=ids).values_list("case_id", "by_id"))
        pairs += BatchLine.objects.filter(case__in=ids).values_list("case_id", "by_id")
    pairs += [(one.pk, one.declined_by_id) for one in cases if one.declined_by_id]
    for case, person in pairs:
        found[case].add(person)
    return found


def taken_before(cases: Sequence[Case]) -> dict[int, int]:
    """Case id -> who took the last step of it."""
    ids = [one.pk for one in cases]
    with beyond_scope():
        lines = BatchLine.objects.filter(case__in=ids).order_by("id")
        return dict(lines.values_list("case_id", "by_id"))


def refuse_own(cases: Sequence[Case], post: Post) -> None:
    """Raises Refusal where one of these is the acting person's own work."""
    hands = hands_in(cases)
    own = [one for one in cases if post.acting_person.pk in hands[one.pk]]
    if own:
        raise Refusal(
            f"有 {len(own)} 户是您自己核查、评议、公示或审核过的（{own[0].household}），不能由您通过",
            "请另一位有权限的同事办理，或者先暂缓这几户",
        )
