"""责任分工 from an Excel list: who looks into which household, 屯 or village by default."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import NotAllowed, Post, span_of
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Addresses
from dixian.foundation.audit.api import require_unchanged, version_of
from dixian.foundation.kernel.columns import Column, Text
from dixian.foundation.worklist.api import posts_able
from dixian.registry.households.api import Household
from dixian.warning.verification.assigning import PIECE, Able, Home, Key, rows_in
from dixian.warning.verification.models import Assignee

ASSIGNEE_COLUMNS: tuple[Column, ...] = (
    Text(
        "username",
        "责任人用户名",
        ("用户名", "责任人", "包户责任人", "网格员"),
        longest=40,
        example="zhangsan",
    ),
    Text("number", "户编号", ("户码", "户号"), longest=30),
    Text("township", "乡镇", ("所属乡镇",), longest=40, example="后头乡"),
    Text("village", "村", ("行政村", "村（社区）"), longest=40, example="新兴村"),
    Text("group", "屯", ("自然屯", "村民组"), longest=40, example="三屯"),
)
Rows = Sequence[tuple[int, dict[str, Any]]]


@dataclass
class Arranged:
    """What comes of a list: places that get somebody, another, nobody; problems by row number; `version` of what it was compared with."""

    came: int = 0
    changed: int = 0
    went: int = 0
    same: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)
    version: str = ""


@transaction.atomic
def arrange(*, rows: Rows, by: Post, version: str | None = None) -> Arranged:
    """rows: (row number, clean values of ASSIGNEE_COLUMNS). A row names a household, or a village with or without its 屯;
    what is not in the list stays. Without a user name nobody is responsible there any more. A bad row is named, the rest goes on.

    version: that of the preview somebody agreed to; without it nothing is written.
    Raises NotAllowed; Stale where it was changed since the preview.
    """
    _require(by)
    told = Arranged()
    wanted = _wanted(rows, by, told)
    now = _now(wanted)
    if version is not None:
        require_unchanged(version, *now.values())
    _count(wanted, now, told)
    if version is not None:
        _write(wanted, now)
    told.version = version_of(*now.values())
    return told


def _require(by: Post) -> None:
    if not (by.can(Capability.PAIR_HELPERS) or by.can(Capability.CONFIRM)):
        raise NotAllowed("责任分工由县局或乡镇导入", "需要改派时请乡镇在确认台办理")


def _wanted(rows: Rows, by: Post, told: Arranged) -> dict[Key, tuple[Home, int | None]]:
    """Key -> its home and post; None for nobody."""
    homes = _homes(rows, by)
    posts = _posts(rows)
    able = Able([one.pk for one in posts.values()], {home.village for home in homes.values()})
    wanted: dict[Key, tuple[Home, int | None]] = {}
    for number, row in rows:
        home, username = homes.get(number), row["username"] or ""
        why = _why_not(row, home, posts.get(username), able)
        if why or home is None:
            told.problems.append((number, why))
            continue
        key = home.keys[0] if home.household else (home.village, home.group)
        if key in wanted:
            told.problems.append((number, "同一户、同一屯在表里出现两次，以先出现的为准"))
        else:
            wanted[key] = home, posts[username].pk if username else None
    return wanted


def _why_not(row: dict[str, Any], home: Home | None, post: Post | None, able: Able) -> str:
    """What is wrong with a row; "" where nothing is."""
    if home is None:
        if row["number"]:
            return f"您的范围内没有户编号“{row['number']}”。对照户档案填写"
        if row["village"]:
            return f"您的范围内没有“{row['township'] or ''}{row['village']}”。填乡镇和村的全称"
        return "没有填户编号，也没有填村。至少填一样"
    if not row["username"]:
        return ""
    if post is None:
        return f"没有用户名为“{row['username']}”、能核实反馈的人。先开通账号，或请安全管理员给他的角色“核实反馈”的权限"
    if able.who(post.pk, home) is None:
        return f"{post.user.name}看不到那里的户。安排他那个村的岗位，帮扶责任人先导入结对名单"
    return ""


def _homes(rows: Rows, by: Post) -> dict[int, Home]:
    """Row number -> the place it names, within the post's reach."""
    numbers = {row["number"] for _, row in rows if row["number"]}
    known = Household.objects.visible_to(by).filter(valid_to=None)
    by_number = {one.number: one for one in rows_in(known, "number", numbers)}
    places, span, found = Addresses(), span_of(by), {}
    for number, row in rows:
        if row["number"]:
            one = by_number.get(row["number"])
            if one:
                found[number] = Home(one.pk, one.village_id, "")
        elif row["village"]:
            village = places.find(row["township"] or "", row["village"])
            if village and (span.everything or village in span.areas):
                found[number] = Home(0, village, row["group"] or "")
    return found


def _posts(rows: Rows) -> dict[str, Post]:
    """User name -> the post that can answer; where a person has several, the one of an area comes first."""
    names = {row["username"] for _, row in rows if row["username"]}
    able = posts_able(Capability.ANSWER).order_by(F("area").desc(nulls_last=True), "id")
    found: dict[str, Post] = {}
    for one in rows_in(able, "user__username", names):
        found.setdefault(one.user.username, one)
    return found


def _now(wanted: dict[Key, tuple[Home, int | None]]) -> dict[Key, Assignee]:
    homes = [home for home, _ in wanted.values()]
    single = rows_in(Assignee.objects.all(), "household", {one.household for one in homes if one.household})
    found: dict[Key, Assignee] = {(one.household_id,): one for one in single}
    villages = {one.village for one in homes if not one.household}
    for one in rows_in(Assignee.objects.filter(household=None), "village", villages):
        if (one.village_id, one.group_name) in wanted:
            found[one.village_id, one.group_name] = one
    return found


def _count(wanted: dict[Key, tuple[Home, int | None]], now: dict[Key, Assignee], told: Arranged) -> None:
    for key, (_, post) in wanted.items():
        before = now[key].post_id if key in now else None
        told.same += before == post
        told.came += before is None and post is not None
        told.went += before is not None and post is None
        told.changed += before is not None and post is not None and before != post


def _write(wanted: dict[Key, tuple[Home, int | None]], now: dict[Key, Assignee]) -> None:
    made, others, gone = [], defaultdict(list), []
    for key, (home, post) in wanted.items():
        before = now.get(key)
        if before is None:
            if post is not None:
                made.append(_assignee(home, post))
        elif post is None:
            gone.append(before.pk)
        elif before.post_id != post:
            others[post].append(before.pk)
    Assignee.objects.bulk_create(made, batch_size=1000)
    for post, ids in others.items():
        for one in _pieces(ids):
            Assignee.objects.filter(pk__in=one).update(post=post, version=F("version") + 1)
    for one in _pieces(gone):
        Assignee.objects.filter(pk__in=one).delete()


def _assignee(home: Home, post: int) -> Assignee:
    return Assignee(
        village_id=home.village, household_id=home.household or None, group_name=home.group, post_id=post
    )


def _pieces(ids: list[int]) -> list[list[int]]:
    return [ids[start : start + PIECE] for start in range(0, len(ids), PIECE)]
