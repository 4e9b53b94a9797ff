"""States and verdicts of leads."""

from django.db import models


class LeadState(models.TextChoices):
    """Where a lead stands."""

    WAITING = "waiting", "待推送"
    RELEASED = "released", "待核实"
    OFFERED = "offered", "待接收"
    ANSWERED = "answered", "待确认"
    RETURNED = "returned", "退回核实"
    VERIFYING = "verifying", "待部门核实"
    REFERRED = "referred", "已转办"
    CLOSED = "closed", "已办结"
    AT_RISK = "at_risk", "待识别"


# Before a verdict stands: every one of these still owes its sources an answer.
OPEN_STATES = (
    LeadState.WAITING,
    LeadState.RELEASED,
    LeadState.OFFERED,
    LeadState.ANSWERED,
    LeadState.RETURNED,
    LeadState.VERIFYING,
)
# Every state that somebody has a duty in: also a verdict that stands is followed until what it asks for has ended.
IN_THE_LOOP = (*OPEN_STATES, LeadState.REFERRED, LeadState.AT_RISK)
# What is the village's to answer.
TO_ANSWER = (LeadState.RELEASED, LeadState.RETURNED)


class Verdict(models.TextChoices):
    """核实结论."""

    NO_RISK = "no_risk", "无返贫致贫风险"
    AT_RISK = "at_risk", "有返贫致贫风险"
    NEW_RISK = "new_risk", "已在监测，有新风险"
    DIFFICULTY = "difficulty", "有困难，转部门解决"
    GONE = "gone", "整户去世、迁出或外出"
    TRANSFER = "transfer", "不是本村的户"
    VERIFY = "verify", "须部门核实"
    MISTAKEN = "mistaken", "部门核实数据有误"


# What the village may find; that the data were wrong only the department itself can say.
FINDINGS = tuple(one for one in Verdict if one != Verdict.MISTAKEN)
# What a source can be answered with; the other two are steps on the way.
ANSWERS = tuple(one for one in Verdict if one not in (Verdict.TRANSFER, Verdict.VERIFY))
# Confirmed, they close the lead at once.
CLOSING = (Verdict.NO_RISK, Verdict.NEW_RISK, Verdict.GONE)
