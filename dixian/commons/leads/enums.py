"""States and verdicts of leads."""

from django.db import models


class LeadState(models.TextChoices):
    """Where a lead stands."""

    WAITING = "waiting", "待推送"
    RELEASED = "released", "待核实"
    ANSWERED = "answered", "待确认"
    RETURNED = "returned", "退回核实"
    CLOSED = "closed", "已办结"
    AT_RISK = "at_risk", "待识别"


# Before the verdict is confirmed; a household at risk stays in the loop until its identification has ended.
OPEN_STATES = (LeadState.WAITING, LeadState.RELEASED, LeadState.ANSWERED, LeadState.RETURNED)
# Every state that somebody has a duty in.
IN_THE_LOOP = (*OPEN_STATES, LeadState.AT_RISK)


class Verdict(models.TextChoices):
    """核实结论."""

    NO_RISK = "no_risk", "无返贫致贫风险"
    AT_RISK = "at_risk", "有返贫致贫风险"
