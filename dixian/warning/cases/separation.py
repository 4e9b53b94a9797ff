"""Nobody passes what they have taken a hand in themselves (四眼)."""

from collections.abc import Sequence

from django.db.models import QuerySet

from dixian.foundation.accounts.api import Post
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases.enums import Outcome, Step
from dixian.warning.cases.models import BatchLine, Case, HomeCheck

# Whose hands a step must not be in: who passed one of these. Holding out or sending back is no hand in it.
EARLIER = {
    Step.REVIEW: (Step.APPRAISE, Step.NOTICE),
    Step.APPROVE: (Step.APPRAISE, Step.NOTICE, Step.REVIEW),
}


def hands_in(cases: Sequence[Case], step: Step) -> dict[int, set[int]]:
    """Case id -> the persons who checked the home or passed a step before this one."""
    ids = [one.pk for one in cases]
    found: dict[int, set[int]] = {pk: set() for pk in ids}
    with beyond_scope():
        pairs = list(HomeCheck.objects.filter(case__in=ids).values_list("case_id", "by_id"))
        pairs += _passed(ids, step).values_list("case_id", "by_id")
    for case, person in pairs:
        found[case].add(person)
    return found


def taken_before(cases: Sequence[Case], step: Step) -> dict[int, int]:
    """Case id -> who passed the step before this one."""
    if step not in EARLIER:
        return {}
    with beyond_scope():
        return dict(_passed([one.pk for one in cases], step).order_by("id").values_list("case_id", "by_id"))


def refuse_own(cases: Sequence[Case], step: Step, post: Post) -> None:
    """Raises Refusal where one of these is the acting person's own work."""
    hands, me = hands_in(cases, step), post.acting_person.pk
    own = [one for one in cases if me in hands[one.pk]]
    if own:
        raise Refusal(
            f"有 {len(own)} 户是您自己核查、评议、公示或审核过的（{own[0].household}），不能由您通过",
            "请另一位有权限的同事办理，或者先暂缓这几户",
        )


def refuse_own_proposal(case: Case, post: Post) -> None:
    """Raises Refusal where the acting person proposed to leave it out, or had a hand in it."""
    if case.declined_by_id == post.acting_person.pk:
        raise Refusal("不纳入是您自己提出的，不能由您认定", "请另一位有权限的同事认定")
    refuse_own([case], Step.APPROVE, post)


def _passed(ids: Sequence[int], step: Step) -> QuerySet[BatchLine]:
    lines = BatchLine.objects.filter(case__in=ids, elimination_uid=None)
    return lines.filter(outcome=Outcome.PASSED, step__in=EARLIER[step])
