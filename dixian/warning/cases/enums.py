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


class Decision(models.TextChoices):
    """What the county has decided about a household at risk."""

    MONITORED = "monitored", "纳入监测"
    LEFT_OUT = "left_out", "不纳入"


# The states a case comes to by each decision.
DECIDED = {
    Decision.MONITORED: (*APPROVED, CaseState.ELIMINATED, CaseState.GONE),
    Decision.LEFT_OUT: (CaseState.LEFT_OUT,),
}


class Proceeding(models.TextChoices):
    """What households are taken through together: into monitoring, or out of it."""

    IDENTIFICATION = "identification", "识别"
    ELIMINATION = "elimination", "风险消除"


class Step(models.TextChoices):
    """What many households go through together, whatever the proceeding."""

    APPRAISE = "appraise", "民主评议"
    NOTICE = "notice", "村内公示"
    REVIEW = "review", "乡镇审核"
    APPROVE = "approve", "县级审定"
    ANNOUNCE = "announce", "公告"


# The state in which households wait for a step of their identification.
WAITS_FOR = {
    Step.APPRAISE: CaseState.APPRAISING,
    Step.NOTICE: CaseState.POSTING,
    Step.REVIEW: CaseState.REVIEWING,
    Step.APPROVE: CaseState.APPROVING,
    Step.ANNOUNCE: CaseState.ANNOUNCING,
}


class Outcome(models.TextChoices):
    """What a step says of one household."""

    PASSED = "passed", "通过"
    HELD = "held", "暂缓"
    RETURNED = "returned", "退回补充核查"
    REAPPRAISE = "reappraise", "退回重新评议"
    TO_TOWNSHIP = "to_township", "退回乡镇"
    LEFT_OUT = "left_out", "不纳入"
    KEPT = "kept", "不通过，继续监测"


# What each step of an identification may say.
OUTCOMES = {
    Step.APPRAISE: (Outcome.PASSED, Outcome.HELD, Outcome.RETURNED, Outcome.LEFT_OUT),
    Step.NOTICE: (Outcome.PASSED, Outcome.HELD, Outcome.RETURNED),
    Step.REVIEW: (
        Outcome.PASSED,
        Outcome.HELD,
        Outcome.RETURNED,
        Outcome.REAPPRAISE,
        Outcome.LEFT_OUT,
    ),
    Step.APPROVE: (
        Outcome.PASSED,
        Outcome.HELD,
        Outcome.TO_TOWNSHIP,
        Outcome.RETURNED,
        Outcome.LEFT_OUT,
    ),
    Step.ANNOUNCE: (Outcome.PASSED, Outcome.HELD),
}
