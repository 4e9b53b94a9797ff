"""What a village owes of a campaign, and what waits for the township's word."""

from collections.abc import Iterable

from django.db.models import Count, Q

from dixian.foundation.accounts.enums import Capability
from dixian.foundation.worklist.api import Duty, DutyKind, declare, discharge, open_duties
from dixian.registry.incomes.enums import OWED, StatementState
from dixian.registry.incomes.models import Campaign, Statement, VillageList

ROOM = "registry.incomes"
COLLECT = declare(DutyKind("incomes.collect", "采集家庭收支", ROOM, "income-list", "采集"))
CONFIRM = declare(DutyKind("incomes.confirm", "审核家庭收支", ROOM, "income-list", "审核"))


def follow(campaign: Campaign, villages: Iterable[int]) -> None:
    """The duties of these villages say what is left of them: open where something is, done where nothing is."""
    wanted = sorted(set(villages))
    lists = VillageList.objects.filter(campaign=campaign, village__in=wanted).select_related("village")
    rows = Statement.objects.filter(campaign=campaign, village__in=wanted).values_list("village")
    counted = rows.annotate(
        owed=Count("id", filter=Q(state__in=OWED)),
        signed=Count("id", filter=Q(state=StatementState.SIGNED)),
    ).order_by()
    left = {village: (owed, signed) for village, owed, signed in counted}
    duties: list[Duty] = []
    done: dict[str, list[VillageList]] = {COLLECT.code: [], CONFIRM.code: []}
    for one in lists:
        owed, signed = left.get(one.village_id, (0, 0))
        for kind, count in ((COLLECT, owed), (CONFIRM, signed)):
            if count:
                duties.append(_duty(kind, one, campaign))
            else:
                done[kind.code].append(one)
    open_duties(duties)
    for code, ended in done.items():
        if ended:
            discharge(kind=code, subject_uids=[one.uid for one in ended])


def _duty(kind: DutyKind, one: VillageList, campaign: Campaign) -> Duty:
    collects = kind == COLLECT
    return Duty(
        kind=kind.code,
        about=f"{campaign}：{'入户核对收支，签字后传回' if collects else '村里交来的，核对后审核'}",
        subject_label=f"{one.village.name} {campaign}",
        subject_uid=one.uid,
        area_id=one.village_id if collects else one.village.parent_id or one.village_id,
        capability=Capability.ANSWER if collects else Capability.CONFIRM,
        opened_on=campaign.opened_on if collects else None,
        due_on=campaign.due_on if collects else None,
        limit_code="limit.income" if collects else "limit.income.confirm",
    )
