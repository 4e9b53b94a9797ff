"""The units beside a problem (牵头单位, 配合单位): they see it with its steps, are told, and owe their part."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import F

from dixian.commons.rectification.enums import HELPS, Assistance, Helping
from dixian.commons.rectification.helping import keep_helping
from dixian.commons.rectification.models import Assisting, Problem
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import find_group, find_unit, group_members
from dixian.foundation.books.api import mine, parted
from dixian.foundation.worklist.api import notify, posts_able

Pair = tuple[int, int]


def keep_assisting(rows: Sequence[Problem], post: Post | None = None, *, anew: bool = False) -> None:
    """Whom these problems name as 牵头单位 or 配合单位 sees them from now on, members of a group each, and owes its part; who is
    named no longer doesn't. post, anew: as in `keep_helping`."""
    named = _named(rows)
    there = {(one.problem_id, one.unit_id): one for one in Assisting.objects.filter(problem__in=rows)}
    fresh = [pair for pair in named if pair not in there]
    Assisting.objects.bulk_create(
        [Assisting(problem_id=problem, unit_id=unit) for problem, unit in fresh], batch_size=500
    )
    again = [pair for pair in named if pair in there and there[pair].state != HELPS]
    gone = [pair for pair, one in there.items() if pair not in named and one.state == HELPS]
    for pairs, state in ((again, HELPS), (gone, Assistance.ENDED)):
        Assisting.objects.filter(pk__in=[there[pair].pk for pair in pairs]).update(
            state=state, version=F("version") + 1
        )
    keep_helping(rows, named, post=post, anew=anew)
    of_pair = {row.pk: row for row in rows}
    _tell({pair: of_pair[pair[0]] for pair in (*fresh, *again)})


def back_again(row: Problem, _on: date, post: Post) -> None:
    """A problem that is back asks for all of it once more."""
    keep_assisting([row], post, anew=True)


def ended(row: Problem, _on: date, post: Post) -> None:
    """What is closed or called off asks nobody beside it for anything."""
    keep_assisting([row], post)


def _named(rows: Sequence[Problem]) -> dict[Pair, Helping]:
    """(problem, unit) -> as what it is named; who leads is named first."""
    names = [
        (row, name, role)
        for row in rows
        for role, written in ((Helping.LEADS, row.lead), (Helping.HELPS, row.others))
        for name in parted(written)
    ]
    meant = {name: _meant(name) for name in {name for _, name, _ in names}}
    found: dict[Pair, Helping] = {}
    for row, name, role in names:
        for unit in meant[name]:
            if unit != row.unit_id:
                found.setdefault((row.pk, unit), role)
    return found


def helps_with(row: Problem, post: Post) -> bool:
    """Whether the post's unit merely helps with a problem, so that its page says why it is seen."""
    helping = Assisting.objects.filter(problem=row, state=HELPS, unit__in=mine(post))
    return bool(row.others or row.lead) and row.unit_id not in mine(post) and helping.exists()


def _meant(name: str) -> list[int]:
    one = find_unit(name)
    if one is not None:
        return [one.pk]
    group = find_group(name)
    return list(group_members(group.code).values_list("pk", flat=True)) if group else []


def _tell(pairs: dict[Pair, Problem]) -> None:
    """Whoever keeps the ledger for one of these units hears how many problems it is to help with."""
    of_unit: dict[int, list[Problem]] = defaultdict(list)
    for (_, unit), row in pairs.items():
        of_unit[unit].append(row)
    people: dict[int, dict[int, int | None]] = defaultdict(dict)
    for post in posts_able(Capability.KEEP_BOOKS).filter(unit__in=of_unit):
        people[post.unit_id][post.user_id] = post.pk
    for unit, told in people.items():
        rows = of_unit[unit]
        whose = "、".join(dict.fromkeys(str(row.unit) for row in rows))
        notify(
            people=told,
            key=f"rectification.assist:{rows[0].uid}:{unit}",
            title="请配合整改",
            text=f"{whose}负责的 {len(rows)} 个整改问题，列了本单位牵头或者配合。请在整改台账里看问题、措施和期限，办了什么在“配合整改”里登记。",
            link=f"/books/rectification/{rows[0].uid}/" if len(rows) == 1 else "/books/rectification/",
        )
