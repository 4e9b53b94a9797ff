"""Late duties go to the unit's named head: first the deputy, some days later the first responsible."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import Unit, in_force
from dixian.foundation.policy.api import number
from dixian.foundation.worklist.actions.notices import notify
from dixian.foundation.worklist.enums import Step
from dixian.foundation.worklist.heads import Head, Heads, posts_of_heads
from dixian.foundation.worklist.models import Escalation, Obligation
from dixian.foundation.worklist.people import acting_people
from dixian.foundation.worklist.rules import steps_reached

# How many gaps a notice names; the page has all of them.
SAID = 8
# Who is told where the head can't be: the bureau's head, or whoever of the bureau there is.
BUREAU = (Role.BUREAU_HEAD, Role.BUREAU_REVIEWER, Role.BUREAU_CLERK)


def late_duties(day: date) -> QuerySet[Obligation]:
    """Late duties that have not been through both steps, in a fixed order."""
    first = Escalation.objects.filter(obligation=OuterRef("id"), step=Step.FIRST)
    return Obligation.objects.overdue(day).filter(~Exists(first)).order_by("id")


def escalate(*, duties: Sequence[Obligation], day: date, heads: Heads) -> Counter[tuple[int | None, Step]]:
    """Note for each duty the steps it has reached, once each; `tell_heads` speaks afterwards.

    Returns, per unit and step, how many duties have no named head in the unit nor above it: these stay
    red in the lists, and the bureau's head is told of the gap.
    """
    deputy_after = int(number("escalate.deputy.days", day))
    first_after = int(number("escalate.first.days", day))
    done = set(
        Escalation.objects.filter(obligation__in=[duty.id for duty in duties]).values_list(
            "obligation_id", "step"
        )
    )
    made: list[Escalation] = []
    nobody: Counter[tuple[int | None, Step]] = Counter()
    for duty in duties:
        days_late = (day - duty.due_on).days
        unit_id = heads.unit_of(duty)
        for step in steps_reached(days_late, deputy_after=deputy_after, first_after=first_after):
            head = heads.head(unit_id, step)
            if head is None:
                nobody[heads.answering(unit_id), step] += 1
            elif (duty.id, step) not in done:
                made.append(_row(duty, step, head, day, days_late))
    Escalation.objects.bulk_create(made, batch_size=1000, ignore_conflicts=True)
    return nobody


@dataclass(frozen=True)
class Told:
    """What came before a head on a day at a step, and the posts that hear of it ([] where nobody can)."""

    head: Head
    step: Step
    count: int
    posts: list[int]


def told_on(day: date) -> list[Told]:
    """Everything that was escalated on a day, by head and step."""
    rows = Escalation.objects.filter(on_day=day).values("unit_id", "step", "head_name", "head_title")
    found = [
        (Head(row["unit_id"], row["head_name"], row["head_title"]), Step(row["step"]), row["n"])
        for row in rows.annotate(n=Count("id")).order_by("unit_id", "step", "head_name")
    ]
    posts = posts_of_heads({head for head, _, _ in found}, day)
    return [Told(head, step, count, posts[head]) for head, step, count in found]


def tell_heads(*, day: date, nobody: Counter[tuple[int | None, Step]]) -> None:
    """One notice to each head for each step and day; where nobody can be told, one to the bureau's head.

    nobody: what `escalate` found no named head for.
    """
    told = told_on(day)
    for one in told:
        notify(
            people=_people(one.posts, day),
            key=f"escalation:{day}:{one.step}:{one.head.unit_id}",
            title="超期事项上报",
            text=f"本单位有 {one.count} 项待办超期，报{one.step.label}{one.head.name}督办",
            link="/duties/late/",
        )
    silent = [one for one in told if not one.posts]
    if silent or nobody:
        notify(
            people=_people(_bureau(day), day),
            key=f"escalation-unheard:{day}",
            title="超期事项报不到负责人",
            text=_missing(silent, nobody),
            link="/heads/",
        )


def escalated_by_post(day: date) -> dict[int, int]:
    """Post id -> how many duties came before it on a day, for the digest."""
    found: Counter[int] = Counter()
    for one in told_on(day):
        for post_id in one.posts:
            found[post_id] += one.count
    return dict(found)


def _row(duty: Obligation, step: Step, head: Head, day: date, days_late: int) -> Escalation:
    return Escalation(
        obligation=duty,
        unit_id=head.unit_id,
        step=step,
        head_name=head.name,
        head_title=head.title,
        on_day=day,
        days_late=days_late,
    )


def _people(post_ids: Sequence[int], day: date) -> dict[int, int | None]:
    """Whoever acts with these posts on the day -> the post."""
    return {user_id: posts[0] for user_id, posts in acting_people(day, post_ids).items()}


def _bureau(day: date) -> list[int]:
    posts = Post.objects.filter(in_force(day), role__in=BUREAU, user__is_active=True)
    by_role: dict[str, list[int]] = {}
    for post_id, role in posts.order_by("id").values_list("id", "role"):
        by_role.setdefault(role, []).append(post_id)
    return next((by_role[role] for role in BUREAU if role in by_role), [])


def _missing(silent: Sequence[Told], nobody: Counter[tuple[int | None, Step]]) -> str:
    """Who is missing, unit by unit, with how many duties wait."""
    names = dict(Unit.objects.values_list("id", "short_name"))
    said = [
        f"{names[one.head.unit_id]}{one.step.label}{one.head.name}没有账号，{one.count} 项超期报不到"
        for one in silent
    ]
    said += [
        f"{names.get(unit_id or 0, '无承办单位')}没有登记{step.label}，{count} 项超期无人督办"
        for (unit_id, step), count in sorted(nobody.items(), key=lambda one: -one[1])
    ]
    more = f"\n……共 {len(said)} 处" if len(said) > SAID else ""
    return "\n".join(said[:SAID]) + more
