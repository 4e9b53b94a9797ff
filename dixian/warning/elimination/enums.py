"""Where an elimination stands, and by which way a household ends."""

from django.db import models

from dixian.warning.cases.enums import EndedHow


class EliminationState(models.TextChoices):
    """Where an elimination stands."""

    PROPOSED = "proposed", "待评议"
    APPRAISED = "appraised", "待公示"
    POSTED = "posted", "公示中"
    NOTICED = "noticed", "待乡镇审核"
    REVIEWED = "reviewed", "待县级审定"
    APPROVED = "approved", "已消除"
    WITHDRAWN = "withdrawn", "已撤回"


class Step(models.TextChoices):
    """What many households go through together; each but the end of a notice as in an identification."""

    APPRAISE = "appraise", "民主评议"
    NOTICE = "notice", "村内公示"
    END = "end", "公示结果"
    REVIEW = "review", "乡镇审核"
    APPROVE = "approve", "县级审定"


class Outcome(models.TextChoices):
    """What a step says of one household."""

    PASSED = "passed", "通过"
    HELD = "held", "暂不标注"
    RETURNED = "returned", "退回重新评议"
    KEPT = "kept", "不通过，继续监测"


# What each step may say.
OUTCOMES = {
    Step.APPRAISE: (Outcome.PASSED, Outcome.HELD, Outcome.KEPT),
    Step.NOTICE: (Outcome.PASSED, Outcome.HELD, Outcome.RETURNED),
    Step.END: (Outcome.PASSED, Outcome.HELD, Outcome.RETURNED),
    Step.REVIEW: (Outcome.PASSED, Outcome.HELD, Outcome.RETURNED),
    Step.APPROVE: (Outcome.PASSED, Outcome.HELD, Outcome.RETURNED),
}


class Criterion(models.TextChoices):
    """The four conditions (item 1 of the paper)."""

    INCOME = "income", "收入稳定半年以上且超过监测范围"
    GUARANTEES = "guarantees", "三保障和饮水安全巩固"
    RISK = "risk", "返贫致贫风险稳定消除"
    MEASURES = "measures", "帮扶措施落实并有成效"


class ReversalState(models.TextChoices):
    """Where a reversal stands."""

    WAITING = "waiting", "待审定"
    APPROVED = "approved", "已回退"
    REJECTED = "rejected", "没有回退"


UNDER_WAY = (
    EliminationState.PROPOSED,
    EliminationState.APPRAISED,
    EliminationState.POSTED,
    EliminationState.NOTICED,
    EliminationState.REVIEWED,
)
WAYS = (EndedHow.HELPED, EndedHow.NATURAL, EndedHow.DEAD, EndedHow.MOVED, EndedHow.MISTAKEN)
# Ways that end the risk; the others end the household's being here, or undo a mistake, without meeting and notice.
OF_RISK = (EndedHow.HELPED, EndedHow.NATURAL)
