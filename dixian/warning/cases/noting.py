"""What some risks need beside their name: 因自然灾害 the kind of disaster, 其他 a word (facts 1.7; checks 2_11_004, 2_11_005)."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases.models import Case, CaseRisk

LONGEST_NOTE = 100
# A risk that needs a note -> what is asked.
NOTED: Mapping[str, str] = {"disaster": "灾害类别，例如洪涝灾害、旱灾", "other": "是什么风险"}


@transaction.atomic
def note_risk(*, case: Case, risk: str, note: str, post: Post) -> None:
    """Say what kind of disaster it was, or which other risk. Raises NotAllowed; Refusal without a word, for another risk."""
    if not post.can(Capability.CONFIRM):
        post.require(Capability.ANSWER)
    if risk not in NOTED:
        raise Refusal("这项风险不用备注", "只有因自然灾害和其他要写备注")
    if not note.strip():
        raise Refusal("没有写备注", f"写{NOTED[risk]}")
    there = CaseRisk.objects.filter(case=case, risk=risk, to_on=None)
    if not there.update(note=note.strip()[:LONGEST_NOTE], version=F("version") + 1):
        raise Refusal("这户没有登记这项风险", "刷新页面看登记的风险")
