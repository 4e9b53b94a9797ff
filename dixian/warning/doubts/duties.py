"""Who has to look again, and who has to answer."""

from collections.abc import Sequence

from dixian.foundation.accounts.enums import Capability
from dixian.foundation.worklist.api import Duty, DutyKind, declare, open_duties
from dixian.warning.doubts.grounds import title_of
from dixian.warning.doubts.models import Doubt

LOOK = declare(DutyKind("doubts.look", "复核应纳未纳疑点", "warning.doubts", "doubt", "复核"))
ANSWER = declare(DutyKind("doubts.answer", "答复应享未享疑点", "warning.doubts", "doubt", "答复"))


def open_answers(doubts: Sequence[Doubt]) -> None:
    """The unit whose help it is says whether it is received, applied for, or the household not entitled."""
    open_duties(
        [
            Duty(
                kind=ANSWER.code,
                about=f"{title_of(one)}：{one.sentence}；请答复已享受、已申请还是不符合条件",
                subject_label=str(one.household),
                subject_uid=one.uid,
                unit_id=one.unit_id,
                household_id=one.household_id,
                capability=Capability.REPLY,
                limit_code="limit.doubt.answer",
            )
            for one in doubts
        ]
    )


def open_looks(doubts: Sequence[Doubt]) -> None:
    """The township looks at each, by somebody who has not found it harmless before."""
    open_duties(
        [
            Duty(
                kind=LOOK.code,
                about=f"{one.sentence}，没有纳入监测；请换人复核",
                subject_label=str(one.household),
                subject_uid=one.uid,
                household_id=one.household_id,
                area_id=one.village.parent_id or one.village_id,
                capability=Capability.CONFIRM,
                limit_code="limit.doubt",
            )
            for one in doubts
        ]
    )
