"""Rows as lists show them: those that raised a warning with its sentence, and the lead it led to."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from dixian.commons.leads.api import leads_of_sources
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.masking import mask_cell
from dixian.warning.alerts.api import alerts_of
from dixian.warning.submissions.api import Row, open_row, said_of
from dixian.warning.submissions.enums import Outcome


@dataclass(frozen=True)
class Shown:
    """A row; the name in its sealed content, masked where it is a number; what was warned of, and the lead, where the post may know them.

    may_settle: whether the post places rows by hand. place: where it says somebody lives, where nobody was found.
    """

    row: Row
    name: str
    sentence: str = ""
    lead: UUID | None = None
    may_settle: bool = False
    place: str = ""


def shown_rows(rows: Sequence[Row], post: Post) -> list[Shown]:
    """A page of rows; two queries more where some of them raised a warning."""
    raised = [row for row in rows if row.outcome == Outcome.RAISED]
    alerts = alerts_of(raised, post) if raised else {}
    sources = [alert.uid for alert in alerts.values()]
    leads = leads_of_sources(sources, post) if sources and post.can(C.SEE_LEADS) else {}
    may_settle = post.can(C.SETTLE_ROWS)
    shown = []
    for row in rows:
        values, alert = open_row(bytes(row.content))["values"], alerts.get(row.pk)
        name, place = said_of(row.batch.submission.kind, values)
        told = (alert.sentence, leads.get(alert.uid)) if alert else ("", None)
        shown.append(
            Shown(row, mask_cell(name), *told, may_settle, "" if row.person_id else mask_cell(place))
        )
    return shown
