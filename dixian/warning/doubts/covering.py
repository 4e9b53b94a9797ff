"""The first full roster of a kind of help, set against who seems entitled: one with a few rows would raise a doubt about all others."""

from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.policy.api import number
from dixian.warning.doubts.enums import DoubtList
from dixian.warning.doubts.grounds import entitled, grounds
from dixian.warning.doubts.rules import Ground
from dixian.warning.submissions.api import Batch, last_of, named_in

PERCENT, LEAST = "doubt.cover.percent", "doubt.cover.least"


def too_few(batch: Batch) -> list[str]:
    """A sentence for each ground the roster is asked for and that it hardly covers; none for a later roster, or where few are
    entitled. Whoever commits the file says why it is right (`submissions.anomalies`), and before that nothing is raised from it.
    """
    code = batch.submission.kind.code
    asked = [
        one for one in grounds().values() if one.list == DoubtList.UNRECEIVED and code in one.rosters[:1]
    ]
    if not asked or batch.mends_id or last_of(batch):
        return []
    with beyond_scope():
        return [said for one in asked if (said := _thin(one, batch))]


def _thin(ground: Ground, batch: Batch) -> str:
    due, rows = entitled(ground), named_in([batch.pk]).order_by()
    if ground.of_person:
        there = set(rows.values_list("person_id", flat=True))
        told = {who for members in due.values() for who in members}
    else:
        there, told = set(rows.values_list("household_id", flat=True)), set(due)
    listed, least = len(told & there), number(PERCENT, batch.received_on)
    if len(told) < number(LEAST, batch.received_on) or listed * 100 >= least * len(told):
        return ""
    whole = "人" if ground.of_person else "户"
    return (
        f"首份名册：按已知情况像是够条件的 {len(told)} {whole}里，只有 {listed} {whole}在册，不到 {least}%，"
        f"其余的会列为应享未享（{ground.title}）；没有报全的先补全"
    )
