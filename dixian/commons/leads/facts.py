"""What leads tell about a household: that a department has warned of it (facts for the focus groups)."""

from collections.abc import Sequence
from datetime import date

from dixian.commons.leads.enums import Verdict
from dixian.commons.leads.models import Lead
from dixian.foundation.audit.transactions import beyond_scope
from dixian.registry.facts.api import FactKind, NewFact, declare, post_facts
from dixian.registry.households.api import Household

WARNED = declare(FactKind("lead.warned", "部门推送预警", "day", "nyncj"))
SOURCE = "预警线索"
# Found so, the warning no longer says anything about the household.
UNFOUNDED = frozenset({Verdict.NO_RISK, Verdict.MISTAKEN, Verdict.GONE})
PIECE = 500


def tell_warned(leads: Sequence[Lead], *, since: date | None = None, beside: Sequence[NewFact] = ()) -> None:
    """These households are warned of; since: from a later day than the first report (a lead reopened).

    beside: facts told in the same breath, as one announcement is enough.
    """
    _post(leads, [(lead, since or lead.opened_on, None) for lead in leads], beside)


def tell_unfounded(leads: Sequence[Lead], *, on: date) -> None:
    """The warnings of these leads have been looked at and say nothing more, from this day on."""
    _post(leads, [(lead, on, on) for lead in leads])


def _post(
    leads: Sequence[Lead],
    spans: Sequence[tuple[Lead, date, date | None]],
    beside: Sequence[NewFact] = (),
) -> None:
    villages: dict[int, int] = {}
    homes = [lead.household_id for lead in leads]
    with beyond_scope():
        for start in range(0, len(homes), PIECE):
            some = Household.objects.filter(pk__in=homes[start : start + PIECE])
            villages.update(some.values_list("id", "village_id"))
        post_facts(
            [
                *beside,
                *(
                    NewFact(
                        kind=WARNED.code,
                        household=lead.household_id,
                        village=villages[lead.household_id],
                        value=lead.opened_on,
                        valid_from=begins,
                        valid_to=ends,
                        source_label=SOURCE,
                        source_uid=lead.uid,
                    )
                    for lead, begins, ends in spans
                ),
            ]
        )
