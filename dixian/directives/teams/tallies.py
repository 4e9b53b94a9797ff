"""Figures of resident teams: attendance against the norm, teams that are whole."""

from collections.abc import Iterable

from dixian.directives.teams.actions import lacking
from dixian.directives.teams.models import MemberMonth, NeedyVillage, Team
from dixian.directives.teams.villages import teamless
from dixian.foundation.figures.api import SHARE, Figure, Tallies, Tally, declare
from dixian.foundation.kernel.calendar import Month


def attended(month: Month) -> Tallies:
    """Months with as many days as asked for, of all that were noted for this month."""
    noted = MemberMonth.objects.filter(first_on=month.first, norm__isnull=False)
    return _tallies(
        (unit, (days or 0) >= (norm or 0))
        for unit, days, norm in noted.values_list("unit_id", "days", "norm")
    )


def whole_teams(_month: Month) -> Tallies:
    """Teams with a first secretary and all their persons, of all that are posted and of the villages that must have one and
    have none; by township."""
    short = set(lacking(Team.objects.order_by()).values_list("id", flat=True))
    posted = Team.objects.filter(state="posted").values_list("unit_id", "id")
    none = teamless(NeedyVillage.objects.order_by()).values_list("unit_id", "village_id").distinct()
    return _tallies(
        [*((unit, team not in short) for unit, team in posted), *((unit, False) for unit, _ in none)]
    )


def _tallies(found: Iterable[tuple[int, bool]]) -> Tallies:
    told: dict[int | None, Tally] = {}
    for unit, good in found:
        told[unit] = told.get(unit, Tally(0, 0)) + Tally(int(good), 1)
    return told


declare(
    Figure(
        code="teams.attended",
        title="驻村考勤达标率",
        rule="本月已登记考勤的驻村干部，驻村天数达到要求（政策参数）的占比；按派驻单位统计",
        measure=SHARE,
        tally=attended,
        better="more",
        rows="/books/team-months/?mark=short&unit={unit}",
    )
)
declare(
    Figure(
        code="teams.whole",
        title="驻村工作队人员齐备率",
        rule="派驻中的工作队，有第一书记、人数够的占比，必须派驻而没有工作队的村也算一支（第13项）；按乡镇统计",
        measure=SHARE,
        tally=whole_teams,
        better="more",
        rows="/books/teams/?mark=lacking&unit={unit}",
    )
)
