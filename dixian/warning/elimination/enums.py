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
    ANNOUNCING = "announcing", "待公告"
    ELIMINATED = "eliminated", "已消除"
    REVERSED = "reversed", "已回退"
    WITHDRAWN = "withdrawn", "已撤回"


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
# Approved by the county and not reversed: the case has ended by it.
STANDS = (EliminationState.ANNOUNCING, EliminationState.ELIMINATED)
# In somebody's hands.
OPEN_STATES = (*UNDER_WAY, EliminationState.ANNOUNCING)
WAYS = (EndedHow.HELPED, EndedHow.NATURAL, EndedHow.DEAD, EndedHow.MOVED, EndedHow.MISTAKEN)
# Ways that end the risk; the others end the household's being here, or undo a mistake, without meeting and notice.
OF_RISK = (EndedHow.HELPED, EndedHow.NATURAL)
# What a state is called for those others: no meeting is waited for, and no risk has ended.
GONE_WORDS = {EliminationState.PROPOSED: "待乡镇审核", EliminationState.ELIMINATED: "已退出监测"}
