"""改派: the township gives leads that wait for the village's answer to somebody else; the clock goes on."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import TO_ANSWER
from dixian.foundation.accounts.api import REACHES_AREA, Post, Reach
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation, give_duties, posts_able
from dixian.warning.verification.assigning import ANSWERING, Able, Home
from dixian.warning.verification.models import Redirect


@dataclass
class Redirected:
    """How many were given on, and a sentence for each that was not."""

    done: int = 0
    refused: list[str] = field(default_factory=list)


@transaction.atomic
def redirect(*, lead_uids: Sequence[UUID], to: Post, post: Post) -> Redirected:
    """Give these leads to `to`, each for itself; one that can't be is named, the rest goes on.

    Raises NotAllowed; Refusal where nothing was chosen.
    """
    post.require(Capability.CONFIRM)
    if not lead_uids:
        raise Refusal("没有选中线索", "先勾选要改派的户")
    leads = Lead.objects.visible_to(post).filter(uid__in=lead_uids).select_related("household").order_by("id")
    found, told = list(leads), Redirected()
    able = Able([to.pk], {one.village_id for one in found})
    now = in_hands(found)
    given = [one for one in found if _may(one, able, to, now, told)]
    today = clock.today()
    Redirect.objects.bulk_create(
        [
            Redirect(
                lead=one,
                household_id=one.household_id,
                village_id=one.village_id,
                post=to,
                on=today,
                by=post.acting_person,
            )
            for one in given
        ]
    )
    why = f"{post.acting_person.name}改派给{to.user.name}"
    give_duties(kind=ANSWERING, to={to.pk: [one.uid for one in given]}, why=why)
    told.done = len(given)
    return told


def in_hands(leads: Sequence[Lead]) -> dict[int, Post]:
    """Lead id -> the post it is given to for answering; leads in the village's common hands are missing."""
    ids = {one.uid: one.pk for one in leads}
    duties = Obligation.objects.filter(kind=ANSWERING, state="open", subject_uid__in=ids, post__isnull=False)
    return {ids[one.subject_uid]: one.post for one in duties.select_related("post__user", "post__unit")}


def to_choose(leads: Sequence[Lead]) -> dict[int, list[Post]]:
    """Village id -> who can be given leads there: its own people, and those paired with one of these households."""
    villages = {one.village_id for one in leads}
    homes = {one.household_id: one.village_id for one in leads}
    pairs = Reach.objects.filter(household_id__in=homes, post__isnull=False)
    helped = list(pairs.values_list("post_id", "household_id"))
    wanted = Q(area__in=villages, role__in=sorted(REACHES_AREA)) | Q(pk__in=[post for post, _ in helped])
    found: dict[int, list[Post]] = defaultdict(list)
    able = {one.pk: one for one in posts_able(Capability.ANSWER).filter(wanted).order_by("role", "id")}
    for one in able.values():
        if one.area_id in villages and one.role in REACHES_AREA:
            found[one.area_id].append(one)
    for post, household in helped:
        one = able.get(post)
        if one and one.role not in REACHES_AREA and one not in found[homes[household]]:
            found[homes[household]].append(one)
    return dict(found)


def _may(lead: Lead, able: Able, to: Post, now: dict[int, Post], told: Redirected) -> bool:
    home = Home(lead.household_id, lead.village_id, lead.household.group_name)
    if lead.state not in TO_ANSWER:
        told.refused.append(f"{lead.household}现在是“{lead.get_state_display()}”，不用再核实")
    elif able.who(to.pk, home) is None:
        told.refused.append(f"{to.user.name}看不到{lead.household}，或者没有核实反馈的权限")
    elif lead.pk in now and now[lead.pk].pk == to.pk:
        told.refused.append(f"{lead.household}已经由{to.user.name}核实")
    else:
        return True
    return False
