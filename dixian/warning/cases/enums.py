"""Where a case stands, and how one ends."""

from django.db import models


class CaseState(models.TextChoices):
    """Where a case stands."""

    COLLECTING = "collecting", "核查比对"
    APPRAISING = "appraising", "待评议"
    POSTING = "posting", "待公示"
    POSTED = "posted", "公示中"
    REVIEWING = "reviewing", "待乡镇审核"
    APPROVING = "approving", "待县级审定"
    DECLINING = "declining", "拟不纳入"
    ANNOUNCING = "announcing", "待公告"
    MONITORED = "monitored", "监测帮扶"
    ELIMINATED = "eliminated", "风险已消除"
    LEFT_OUT = "left_out", "不纳入"
    GONE = "gone", "退出监测"


# Before the county has decided: the lead waits with it.
IDENTIFYING = (
    CaseState.COLLECTING,
    CaseState.APPRAISING,
    CaseState.POSTING,
    CaseState.POSTED,
    CaseState.REVIEWING,
    CaseState.APPROVING,
    CaseState.DECLINING,
)
# Approved by the county, and the risk not yet gone: what is owed help.
APPROVED = (CaseState.ANNOUNCING, CaseState.MONITORED)
OPEN_STATES = (*IDENTIFYING, *APPROVED)
ENDED = (CaseState.ELIMINATED, CaseState.LEFT_OUT, CaseState.GONE)


class EndedHow(models.TextChoices):
    """How a case has ended."""

    LEFT_OUT = "left_out", "不纳入"
    HELPED = "helped", "帮扶消除"
    NATURAL = "natural", "自然消除"
    DEAD = "dead", "整户死亡"
    MOVED = "moved", "整户迁出"
    MISTAKEN = "mistaken", "识别有误"


# Which endings belong to which state.
HOW = {
    CaseState.LEFT_OUT: (EndedHow.LEFT_OUT, EndedHow.DEAD, EndedHow.MOVED),
    CaseState.ELIMINATED: (EndedHow.HELPED, EndedHow.NATURAL),
    CaseState.GONE: (EndedHow.DEAD, EndedHow.MOVED, EndedHow.MISTAKEN),
}
