"""What is checked of contact points and visits, and when a visit counts as missed (R15.3)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from dixian.directives.points.models import ContactPoint, PointVisit
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.books.api import book, require_near, settle_holders
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import tidy
from dixian.foundation.policy.api import latest
from dixian.foundation.worklist.api import posts_able

AHEAD, KEEPERS = "slip.start.ahead", "keepers"


def of_village(row: ContactPoint, memo: dict[Any, Any]) -> None:
    """Raises Refusal for days in disorder, a village of another township than the one that keeps the record, and a unit in which
    nobody keeps one: a leader's visits are recorded by the liaison (联络员), or the leader."""
    require_near(row, memo)
    if KEEPERS not in memo:
        memo[KEEPERS] = set(posts_able(Capability.KEEP_BOOKS).values_list("unit_id", flat=True))
    if row.unit_id not in memo[KEEPERS]:
        raise Refusal(
            f"{row.unit}没有填报台账的人，走访没有人登记",
            "登记单位写领导的联络员所在的单位，如分管的部门、村所在的乡镇、县农业农村局",
        )
    last = memo.setdefault(AHEAD, latest(AHEAD, clock.today()))
    if row.from_on > last:
        raise Refusal(f"联系起始日期 {row.from_on} 在 {last} 以后", "核对年份改正")
    ending(row, clock.today())


def ending(row: ContactPoint, _on: date) -> None:
    """Raises Refusal for an end before the beginning."""
    if row.until_on and row.until_on < row.from_on:
        raise Refusal("联系终止日期早于起始日期", "核对任免文件改正")


def of_point(row: PointVisit, _memo: dict[Any, Any]) -> None:
    """A visit lies with its point's unit and village."""
    row.unit, row.village = row.point.unit, row.point.village


def own(row: PointVisit, post: Post) -> bool:
    """Whether a visit is the acting leader's own: a county leader of that name."""
    return post.role == Role.COUNTY_LEADER and tidy(post.acting_person.name) == tidy(row.point.leader)


def leaders(rows: Sequence[PointVisit]) -> dict[UUID, int]:
    """By visit the post of the leader it is due from; none for who has no account, or whose name several have."""
    posts: dict[str, dict[int, int]] = defaultdict(dict)
    for post in posts_able(Capability.SEE_LOOP).filter(role=Role.COUNTY_LEADER).order_by("-id"):
        posts[tidy(post.user.name)][post.user_id] = post.pk
    named = ((row.uid, posts.get(tidy(row.point.leader), {})) for row in rows)
    return {uid: post for uid, of_name in named if len(of_name) == 1 for post in of_name.values()}


def owed_by(rows: Sequence[ContactPoint], _post: Post) -> None:
    """A corrected point's visits are due from the leader it names now."""
    of = book("point-visits")
    visits = PointVisit.objects.filter(point__in=rows, state=of.begins).select_related("unit", "point")
    settle_holders(of, list(visits), clock.today())


def visiting(row: PointVisit, on: date) -> None:
    """Raises Refusal for a day outside the period: it belongs to another."""
    if row.first_on and row.due_on and not row.first_on <= on <= row.due_on:
        raise Refusal(f"{on} 不在{row.period}内", "这一期没有走访的登记“漏走访”，走访登记在那一天所在的一期")
    row.visited_on = on


def missing(row: PointVisit, on: date) -> None:
    """Raises Refusal while the period goes on."""
    if row.due_on and row.due_on >= clock.today():
        raise Refusal("这一期还没有过", "到期以后还没有走访的，再登记漏走访的原因")


def missed(rows: Any) -> Any:
    """Visits that were not paid: their period has passed."""
    return rows.filter(Q(state="missed") | Q(state="due", due_on__lt=clock.today()))
