"""The end of a lead at risk: the county has decided about its case (for `warning.cases`)."""

from collections.abc import Sequence
from datetime import date

from dixian.commons.leads.api import Lead, move
from dixian.foundation.accounts.api import Post
from dixian.foundation.worklist.api import discharge
from dixian.warning.verification.duties import IDENTIFY


def conclude(*, leads: Sequence[Lead], on: date, post: Post | None) -> None:
    """The leads close, at risk as they were found; the county's clock on them ends. Whoever calls has the right.

    Raises Refusal where one of them does not wait for identification.
    """
    if leads:
        move(leads=leads, verb="identify", closed_on=on, due_on=None)
        discharge(kind=IDENTIFY.code, subject_uids=[one.uid for one in leads], post=post, on=on)
