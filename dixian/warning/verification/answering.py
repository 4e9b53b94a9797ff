"""What the village found, in all its kinds: an answer for the township to confirm, or a transfer for another village."""

from datetime import date

from django.db import transaction

from dixian.commons.leads.api import Lead, LeadSource, move
from dixian.commons.leads.enums import Verdict
from dixian.foundation.accounts.api import OnBehalf, Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Area, Unit
from dixian.foundation.areas.enums import Level, Tier
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import CodeItem, due, items, items_of
from dixian.foundation.worklist.api import discharge
from dixian.warning.verification.duties import ANSWER, RELEASE, open_confirm
from dixian.warning.verification.enums import Method
from dixian.warning.verification.models import Answer
from dixian.warning.verification.transfers import offer

REASONS = {
    Verdict.NO_RISK: "no_risk_reason",
    Verdict.AT_RISK: "at_risk_reason",
    Verdict.NEW_RISK: "at_risk_reason",
    Verdict.DIFFICULTY: "difficulty_kind",
    Verdict.GONE: "gone_reason",
    Verdict.TRANSFER: "transfer_reason",
    Verdict.VERIFY: "doubt_reason",
}


@transaction.atomic
def answer(
    *,
    lead: Lead,
    verdict: Verdict,
    reason: str,
    method: Method,
    event_on: date,
    post: Post,
    person_seen: str = "",
    note: str = "",
    unit: Unit | None = None,
    to_village: Area | None = None,
    on_behalf: OnBehalf | None = None,
    many: bool = False,
    reported: bool = False,
) -> Answer:
    """What was found, on the day it was found (`event_on`; a later entry shows as 补录).

    unit: who is to help (有困难), or whose data are doubted (须部门核实). to_village: whose household it is.
    many: it was ticked together with others, and checked at a desk. reported: a visit found it before anybody was sent;
    the lead goes from the push desk to the township at once.
    Raises NotAllowed; Refusal for an unknown reason, one that can't be checked at a desk where it was, a day in the future or before the lead, nobody or somebody
    impossible to go on with, or a lead that is not waiting for an answer.
    """
    post.require(Capability.ENTER_ON_BEHALF if on_behalf else Capability.ANSWER)
    if verdict not in REASONS or reason not in {item.code for item in items(REASONS[verdict])}:
        raise Refusal("没有选择理由", "从列表里选一条理由")
    if many or method == Method.PAPERS:
        _at_a_desk(reason if verdict == Verdict.NO_RISK else "", method, note)
    _seen_on(event_on, lead)
    unit = _to_go_on(lead, verdict, unit, note)
    to_village = _other_village(lead, to_village, on_behalf) if verdict == Verdict.TRANSFER else None
    _move(lead, verdict, reason, reported=reported)
    made = Answer.objects.create(
        lead=lead,
        household_id=lead.household_id,
        village_id=lead.village_id,
        method=method,
        person_seen=person_seen,
        event_on=event_on,
        verdict=verdict,
        reason=reason,
        note=note,
        many=many,
        unit=unit,
        to_village=to_village,
        post=post,
        answered_by=post.acting_person,
        on_behalf=on_behalf,
        known_source=LeadSource.objects.filter(lead=lead).order_by("id").last(),
    )
    discharge(kind=(RELEASE if reported else ANSWER).code, subject_uids=[lead.uid], post=post, on=event_on)
    if to_village:
        offer(made, lead)
    else:
        open_confirm(lead, f"{post.acting_person.name}反馈：{Verdict(verdict).label}")
    return made


def _move(lead: Lead, verdict: Verdict, reason: str, *, reported: bool) -> None:
    """To the village it is offered to, or to its township."""
    today = clock.today()
    if verdict == Verdict.TRANSFER:
        move(leads=[lead], verb="offer", due_on=due("limit.take", today))
        return
    verb = "report" if reported else "answer"
    move(leads=[lead], verb=verb, verdict=verdict, reason=reason, due_on=due("limit.confirm", today))


def _seen_on(day: date, lead: Lead) -> None:
    if day > clock.today():
        raise Refusal("核实日期不能晚于今天", "填实际核实的那一天")
    if day < lead.opened_on:
        raise Refusal(f"核实日期不能早于线索的发现日期 {lead.opened_on}", "填实际核实的那一天")


def desk_reasons() -> list[CodeItem]:
    """The reasons of "no risk" that can be checked at a desk, by the dated table of their codes or names."""
    found = items_of("no_risk_reason", "desk_reason")
    named = {text for one in found["desk_reason"] for text in (one.code, one.label)}
    return [one for one in found["no_risk_reason"] if {one.code, one.label} & named]


def _at_a_desk(reason: str, method: Method, note: str) -> None:
    if method != Method.PAPERS or reason not in {one.code for one in desk_reasons()}:
        raise Refusal("这种结论不能查资料批量核实", "逐户入户或电话核实后反馈")
    if not note.strip():
        raise Refusal("批量核实要写明查了什么资料", "例如：医保结算单、低保发放名册")


def _to_go_on(lead: Lead, verdict: Verdict, unit: Unit | None, note: str) -> Unit | None:
    """The unit that goes on, where the verdict asks for one."""
    if verdict == Verdict.DIFFICULTY:
        if unit is None or unit.kind not in Tier.COUNTY.kinds or unit.has_ended():
            raise Refusal("没有选择转给哪个单位", "选能解决这个困难的县直单位")
        if not note.strip():
            raise Refusal("转部门解决的要写明困难", "在“情况说明”里写清是什么困难，不写证件号和病名")
        return unit
    if verdict == Verdict.VERIFY:
        asked = LeadSource.objects.filter(lead=lead, unit=unit, answered_on__isnull=True)
        if unit is None or not asked.exists():
            raise Refusal("没有选择请哪个部门核对", "选报来这条预警的部门")
        return unit
    return None


def _other_village(lead: Lead, to_village: Area | None, on_behalf: OnBehalf | None) -> Area:
    if on_behalf is not None:
        raise Refusal("移交不能代录", "由村里或乡镇本人办理")
    if to_village is None or to_village.level != Level.VILLAGE or to_village.has_ended():
        raise Refusal("没有选择移交给哪个村", "选这户实际居住的村")
    if to_village.pk == lead.village_id:
        raise Refusal("这条线索本来就在这个村", "选这户实际居住的村")
    return to_village
