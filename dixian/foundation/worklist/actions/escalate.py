"""Late duties go to the unit's named head: first the deputy, some days later the first responsible."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from dixian.foundation.policy.api import number
from dixian.foundation.worklist.actions.notices import notify
from dixian.foundation.worklist.enums import Step
from dixian.foundation.worklist.heads import Head, Heads, posts_of_heads
from dixian.foundation.worklist.models import Escalation, Obligation
from dixian.foundation.worklist.rules import steps_reached


def late_duties(day: date) -> QuerySet[Obligation]:
    """Late duties that have not been through both steps, in a fixed order."""
    first = Escalation.objects.filter(obligation=OuterRef("id"), step=Step.FIRST)
    return Obligation.objects.overdue(day).filter(~Exists(first)).order_by("id")


def escalate(*, duties: Sequence[Obligation], day: date, heads: Heads) -> int:
    """Note for each duty the steps it has reached, once each, and tell the heads. Returns how many.

    A duty whose unit has no named head, nor any unit above, stays red in the lists and is not
    escalated; the page of unit contacts shows the gap.
    """
    deputy_after = int(number("escalate.deputy.days", day))
    first_after = int(number("escalate.first.days", day))
    done = set(
        Escalation.objects.filter(obligation__in=[duty.id for duty in duties]).values_list(
            "obligation_id", "step"
        )
    )
    made: list[tuple[Escalation, Head]] = []
    for duty in duties:
        days_late = (day - duty.due_on).days
        unit_id = heads.unit_of(unit_id=duty.unit_id, area_id=duty.area_id)
        for step in steps_reached(days_late, deputy_after=deputy_after, first_after=first_after):
            head = heads.head(unit_id, step)
            if head is not None and (duty.id, step) not in done:
                made.append((_row(duty, step, head, day, days_late), head))
    Escalation.objects.bulk_create([row for row, _ in made], batch_size=1000, ignore_conflicts=True)
    _tell(made, day)
    return len(made)


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


def _tell(made: Sequence[tuple[Escalation, Head]], day: date) -> None:
    counts = Counter((head, row.step) for row, head in made)
    posts = posts_of_heads([head for head, _ in counts], day)
    for (head, step), count in counts.items():
        notify(
            post_ids=posts[head],
            key=f"escalation:{day}:{step}:{head.unit_id}:{made[0][0].obligation_id}",
            title="超期事项上报",
            text=f"本单位有 {count} 项待办超期，报{Step(step).label}{head.name}督办",
            link="/?late=1",
        )
