"""移交: a lead that is not the village's own goes to another, which takes or refuses it; every step is kept."""

from django.db import transaction

from dixian.commons.leads.api import Lead, causes_of, go_to, move
from dixian.foundation.accounts.api import NotAllowed, Post, extend_reach, span_of, withdraw_reach
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Area, Unit, unit_of_area
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import due, labels
from dixian.foundation.worklist.api import discharge
from dixian.warning.verification.duties import TAKE, open_answer, open_take
from dixian.warning.verification.models import Answer, Taking, Transfer

OFFERED = "线索移交"


def offer(given: Answer, lead: Lead) -> Transfer:
    """The other village may see the household, and has the duty to take or refuse the lead."""
    to = given.to_village
    if to is None:
        raise ValueError("a transfer goes somewhere")
    with beyond_scope():
        made = Transfer.objects.create(
            answer=given, household_id=lead.household_id, village=to, left_id=lead.village_id
        )
        for unit in _units(to):
            extend_reach(unit=unit, household_ids=[lead.household_id], source=OFFERED)
    told = labels("transfer_reason").get(given.reason, given.reason)
    open_take(lead, to.pk, f"{given.answered_by.name}移交：{told}")
    return made


@transaction.atomic
def take(*, lead: Lead, post: Post) -> None:
    """The other village, or its township, takes the lead; the village's limit starts again today.

    Raises NotAllowed for anybody else; Refusal for whoever offered it, or where nothing is offered.
    """
    transfer = to_take(lead, post)
    move(leads=[lead], verb="take", due_on=due("limit.answer", clock.today()))
    go_to(lead=lead, village=transfer.village)
    _word(transfer, post, taken=True, reason="")
    discharge(kind=TAKE.code, subject_uids=[lead.uid], post=post)
    with beyond_scope():
        moved = Lead.objects.select_related("household").get(pk=lead.pk)
        open_answer([moved], causes_of([moved]))


@transaction.atomic
def refuse(*, lead: Lead, reason: str, post: Post) -> None:
    """The other village does not take it: back to the first, with the reason; its limit starts again today."""
    if not reason.strip():
        raise Refusal("不接收要写明理由", "写明这户为什么不在本村")
    transfer = to_take(lead, post)
    move(leads=[lead], verb="refuse", due_on=due("limit.answer", clock.today()))
    _word(transfer, post, taken=False, reason=reason)
    discharge(kind=TAKE.code, subject_uids=[lead.uid], post=post)
    with beyond_scope():
        withdraw_reach(household_ids=[lead.household_id], source=OFFERED, units=_units(transfer.village))
        open_answer([lead], {lead.pk: f"{transfer.village.name}不接收：{reason}"})


def to_take(lead: Lead, post: Post) -> Transfer:
    """What is offered of a lead, if it is this post's to take or refuse. Raises NotAllowed, Refusal."""
    if not post.can(Capability.CONFIRM):
        post.require(Capability.ANSWER)
    transfer = offered(lead)
    if transfer is None:
        raise Refusal(f"线索现在是“{lead.get_state_display()}”，没有等候接收的移交", "刷新页面看最新情况")
    if not takes_for(transfer, post):
        raise NotAllowed(f"移交由{transfer.village.name}或所在乡镇接收", "您可以查看，不必办理")
    if transfer.answer.answered_by_id == post.acting_person.pk:
        raise Refusal("不能接收自己移交的线索", "请对方村或另一位同事接收")
    return transfer


def takes_for(transfer: Transfer, post: Post) -> bool:
    """Whether the post is the other village's or its township's, and may take it."""
    able = post.can(Capability.CONFIRM) or post.can(Capability.ANSWER)
    return able and transfer.village_id in span_of(post).areas


def offered(lead: Lead) -> Transfer | None:
    """The transfer of a lead that waits for the other village's word."""
    found = Transfer.objects.filter(answer__lead=lead, taking=None)
    return found.select_related("village", "answer__answered_by").order_by("-id").first()


def _word(transfer: Transfer, post: Post, *, taken: bool, reason: str) -> None:
    with beyond_scope():
        Taking.objects.create(
            transfer=transfer,
            household_id=transfer.household_id,
            village_id=transfer.left_id,
            taken=taken,
            reason=reason,
            on=clock.today(),
            by=post.acting_person,
        )


def _units(village: Area) -> list[Unit]:
    """The units whose people look after a village: its own and its township's."""
    found = [unit_of_area(one) for one in (village, village.parent) if one is not None]
    return [unit for unit in dict.fromkeys(found) if unit is not None]
