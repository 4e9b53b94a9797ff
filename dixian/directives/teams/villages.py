"""Which villages must have a team by the policy of the day, and what each lacks (R13.1)."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from dixian.directives.teams.actions import lacking, of_place
from dixian.directives.teams.models import NeedyVillage, Team
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import items

MUST = "team_place"


def of_needy(row: NeedyVillage, memo: dict[Any, Any]) -> None:
    """Raises Refusal for a place that is no village, or another township's, and for days in disorder."""
    of_place(row, memo, "列入日期")
    ending(row, clock.today())


def ending(row: NeedyVillage, _on: date) -> None:
    """Raises Refusal for an end before the beginning."""
    if row.until_on and row.until_on < row.from_on:
        raise Refusal("移出日期早于列入日期", "对照文件改正")


def obliged(rows: Any) -> Any:
    """Those that must have a team today: of a kind the policy names, listed and not gone."""
    today = clock.today()
    places = [one.code for one in items(MUST, today)]
    going_on = Q(until_on=None) | Q(until_on__gte=today)
    return rows.filter(going_on, state="listed", place__in=places, from_on__lte=today)


def teamless(rows: Any) -> Any:
    """Villages that must have a team, and none is posted in."""
    return obliged(rows).filter(~Exists(_team()))


def unready(rows: Any) -> Any:
    """Villages that must have a team and have no whole one: none, no first secretary, or too few persons."""
    whole = _team().exclude(pk__in=lacking(Team.objects.all()).values("pk"))
    return obliged(rows).filter(~Exists(whole))


def what_lacks(row: NeedyVillage) -> str:
    """`没有登记工作队`, `缺第一书记`, `应派 3 人，在岗 1 人`, in words; "" where the village's team is whole."""
    team = Team.objects.filter(village=row.village_id, state="posted").first()
    return "没有登记工作队" if team is None else what_team_lacks(team)


def what_team_lacks(team: Team) -> str:
    """The same of a team that is posted; "" where it is whole."""
    if team.state != "posted":
        return ""
    roles = list(team.members.filter(state="serving").values_list("role", flat=True))
    said = [] if "first" in roles else ["缺第一书记"]
    if len(roles) < (team.needed or 0):
        said.append(f"应派 {team.needed} 人，在岗 {len(roles)} 人")
    return "，".join(said)


def _team() -> Any:
    return Team.objects.filter(village=OuterRef("village_id"), state="posted")
