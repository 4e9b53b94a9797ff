"""信息比对: many households at once, out to the units of the list and back; what is found is a prompt, never a refusal."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import due, items
from dixian.foundation.worklist.api import discharge
from dixian.warning.cases.duties import ASK, COMPARE, done, open_compare
from dixian.warning.cases.enums import CaseState
from dixian.warning.cases.models import Case, Comparison, ComparisonRequest

UNITS = "comparison_unit"
NOTHING = "未发现"


@transaction.atomic
def ask_comparison(*, case_uids: Sequence[UUID], post: Post) -> list[ComparisonRequest]:
    """One request to each unit of the list, about households that have authorised it and were not compared yet.

    Raises NotAllowed; Refusal where nothing was chosen, one has not authorised, or was asked about already.
    """
    post.require(Capability.RELEASE)
    chosen = list(
        Case.objects.visible_to(post)
        .filter(uid__in=set(case_uids), state=CaseState.COLLECTING, authorisations__isnull=False)
        .exclude(comparisons__isnull=False)
        .distinct()
        .order_by("id")
    )
    if not chosen or len(chosen) != len(set(case_uids)):
        raise Refusal("选中的户有的还没有签承诺授权书，或已经发起过比对", "刷新页面后再选")
    today, made = clock.today(), []
    for asked in items(UNITS):
        request = ComparisonRequest.objects.create(
            unit=unit(asked.code),
            asked_on=today,
            due_on=due("limit.case.compare", today),
            asked_by=post.acting_person,
        )
        Comparison.objects.bulk_create(
            [
                Comparison(
                    request=request,
                    unit=request.unit,
                    case=one,
                    household_id=one.household_id,
                    village_id=one.village_id,
                )
                for one in chosen
            ]
        )
        open_compare(request, len(chosen))
        made.append(request)
    done(ASK, chosen, post)
    return made


@transaction.atomic
def answer_comparison(*, request: ComparisonRequest, found: Mapping[int, str], post: Post) -> int:
    """What the unit sent back: household id -> what it has of it, "" for nothing. Returns how many are answered now.

    A household the unit does not name stays open. Raises NotAllowed; Refusal for a household that is not in it.
    """
    post.require(Capability.RELEASE)
    today = clock.today()
    lines = {one.household_id: one for one in request.comparisons.all()}
    if strange := set(found) - set(lines):
        raise Refusal(f"有 {len(strange)} 户不在这次比对里", "用发出的表填写，不要增减户")
    answered = []
    for household, text in found.items():
        line = lines[household]
        line.found, line.answered_on = text.strip()[:300], today
        line.version += 1
        answered.append(line)
    Comparison.objects.bulk_update(answered, ["found", "answered_on", "version"])
    if not request.comparisons.filter(answered_on=None).exists():
        ComparisonRequest.objects.filter(pk=request.pk).update(answered_on=today, version=F("version") + 1)
        discharge(kind=COMPARE.code, subject_uids=[request.uid], post=post)
    return len(answered)
