"""What this room does when others announce something."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from dixian.commons.leads.api import DECLARED, Lead, LeadSource, causes_of, waiting_sources
from dixian.commons.leads.enums import LeadState
from dixian.commons.leads.topics import AnsweredAtOnce, LeadEnded, LeadsMoved, SourcesJoined
from dixian.foundation.accounts.topics import PostHandedOver
from dixian.foundation.audit.api import update_rows
from dixian.foundation.policy.api import due, number
from dixian.foundation.worklist.api import move_duties, tell_more
from dixian.registry.households.topics import HouseholdsMoved
from dixian.warning.alerts.topics import LeadsRaised
from dixian.warning.submissions.api import Batch, label_of
from dixian.warning.verification.actions import push
from dixian.warning.verification.assigning import give_again, go_along, take_over
from dixian.warning.verification.duties import ANSWER, CONFIRM, RELEASE, open_release, open_result

NEW_CAUSE = "又有新的情况："
MOVED_IN = "整户迁来，原来的线索接着办"


def after_raising(topic: LeadsRaised) -> None:
    """New leads wait at the push desk: a duty for each, with its limit; what a household has said itself goes on at once."""
    raised = Lead.objects.filter(id__in=topic.lead_ids, state=LeadState.WAITING)
    declared = _declared(raised)
    leads = list(raised.exclude(pk__in=[one.pk for one in declared]).select_related("household"))
    if declared:
        push(declared, None)
    open_release(leads, causes_of(leads))
    limits = {day: due("limit.release", day) for day in {lead.opened_on for lead in leads}}
    for lead in leads:
        lead.due_on = limits[lead.opened_on]
    update_rows(leads, ["due_on"])


def after_ending(topic: LeadEnded) -> None:
    """Whoever reported has a result to look at."""
    groups = LeadSource.objects.filter(lead_id=topic.lead).values_list("group_uid", flat=True).distinct()
    _tell(groups.order_by("group_uid"))


def after_joining(topic: AnsweredAtOnce) -> None:
    """So has whoever reported a household whose risk was known already."""
    _tell(UUID(group) for group in topic.groups)


def after_new_causes(topic: SourcesJoined) -> None:
    """Whoever looks at the household, or decides about it, reads the new cause in the duty too."""
    said: dict[UUID, str] = {}
    for source in waiting_sources([UUID(one) for one in topic.sources]):
        uid = source.lead.uid
        said[uid] = f"{NEW_CAUSE}{source.sentence}" + (f"；{said[uid]}" if uid in said else "")
    for kind in (RELEASE, ANSWER, CONFIRM):
        tell_more(kind=kind.code, said=said)
    joined = Lead.objects.filter(uid__in=said, state=LeadState.WAITING, due_on__isnull=False)
    if declared := _declared(joined):
        push(declared, None)


def _declared(waiting: QuerySet[Lead]) -> list[Lead]:
    """Those of the leads at the push desk that a household itself has told of, where policy sends them on at once."""
    if not number("release.declared"):
        return []
    told = LeadSource.objects.filter(kind=DECLARED, lead=OuterRef("pk"))
    return list(waiting.filter(Exists(told)).select_related("household", "township").order_by("id"))


def after_moving(topic: LeadsMoved) -> None:
    """What is to be answered or confirmed is the new village's and township's."""
    villages: dict[int, list[UUID]] = defaultdict(list)
    townships: dict[int, list[UUID]] = defaultdict(list)
    there = Lead.objects.filter(pk__in=topic.lead_ids).select_related("household").order_by("id")
    for lead in there:
        villages[lead.village_id].append(lead.uid)
        townships[lead.township_id].append(lead.uid)
    move_duties(kind=ANSWER.code, to=villages, why=MOVED_IN)
    move_duties(kind=CONFIRM.code, to=townships, why=MOVED_IN)
    give_again(list(there), MOVED_IN)


def after_moving_households(topic: HouseholdsMoved) -> None:
    """Whoever is responsible for a household by name goes along."""
    go_along(topic.households)


def after_handing_over(topic: PostHandedOver) -> None:
    """What somebody was responsible for is the successor's."""
    take_over(from_post_id=topic.from_post, to_post_id=topic.to_post)


def _tell(groups: Iterable[UUID]) -> None:
    """What came in no file, such as a visit's finding, has nobody to be told."""
    batches = Batch.objects.select_related("submission__kind", "stored").filter(uid__in=list(groups))
    for batch in batches.order_by("id"):
        group = batch.uid
        open_result(unit_id=batch.unit_id, label=label_of(batch), group_uid=group)
