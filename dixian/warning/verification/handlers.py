"""What this room does when others announce something."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from dixian.commons.leads.api import Lead, LeadSource, causes_of, waiting_sources
from dixian.commons.leads.topics import AnsweredAtOnce, LeadEnded, LeadsMoved, SourcesJoined
from dixian.foundation.accounts.topics import PostHandedOver
from dixian.foundation.audit.api import update_rows
from dixian.foundation.policy.api import due
from dixian.foundation.worklist.api import move_duties, tell_more
from dixian.registry.households.topics import HouseholdsMoved
from dixian.warning.alerts.topics import LeadsRaised
from dixian.warning.submissions.api import Batch, label_of
from dixian.warning.verification.assigning import give_again, go_along, take_over
from dixian.warning.verification.duties import ANSWER, CONFIRM, RELEASE, open_release, open_result
from dixian.warning.verification.models import Assignment

NEW_CAUSE = "又有新的情况："
MOVED_IN = "整户迁来，原来的线索接着办"


def after_raising(topic: LeadsRaised) -> None:
    """New leads wait at the push desk: a duty for each, with its limit."""
    leads = list(Lead.objects.filter(id__in=topic.lead_ids, state="waiting").select_related("household"))
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
    for source in _untold(waiting_sources([UUID(one) for one in topic.sources])):
        uid = source.lead.uid
        said[uid] = f"{NEW_CAUSE}{source.sentence}" + (f"；{said[uid]}" if uid in said else "")
    for kind in (RELEASE, ANSWER, CONFIRM):
        tell_more(kind=kind.code, said=said)


def _untold(sources: Sequence[LeadSource]) -> Iterator[LeadSource]:
    """Without those a lead was pushed with: its duty names them already."""
    pushed = dict(
        Assignment.objects.filter(lead__in={one.lead_id for one in sources}).values_list("lead_id", "made_at")
    )
    return (one for one in sources if one.lead_id not in pushed or pushed[one.lead_id] < one.made_at)


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
