"""Kinds of households, monitored types, rule groups."""

from django.db import models


class HouseholdKind(models.TextChoices):
    """户类型 (facts 1.2); independent of monitoring."""

    POVERTY_RELIEVED = "poverty_relieved", "脱贫户"
    GENERAL = "general", "一般农户"


class Monitored(models.TextChoices):
    """监测对象类别 (facts 1.2); empty for households not monitored."""

    UNSTABLE = "unstable", "脱贫不稳定户"
    MARGINAL = "marginal", "边缘易致贫户"
    SUDDEN = "sudden", "突发严重困难户"


class Group(models.TextChoices):
    """The group a rule sheet speaks of."""

    MONITORED = "monitored", "监测对象"
    POVERTY_RELIEVED = "poverty_relieved", "脱贫户"
    GENERAL = "general", "一般农户"


class EndCause(models.TextChoices):
    """Why a person is no longer in the register."""

    DEATH = "death", "死亡"
    MOVED_AWAY = "moved_away", "迁出"
    CANCELLED = "cancelled", "误登注销"
    NOT_LISTED = "not_listed", "全员名单中没有"
    UNDONE = "undone", "撤销登记"


class Source(models.TextChoices):
    """What a batch of changes comes from."""

    IMPORT = "import", "文件导入"
    ROSTER = "roster", "部门名册"
    MANUAL = "manual", "逐户更正"
    UNDO = "undo", "撤销"


class BatchState(models.TextChoices):
    """Where a batch of changes stands."""

    PREPARING = "preparing", "正在准备"
    UNPREPARED = "unprepared", "准备未完成"
    REFUSED = "refused", "读不了"
    PREPARED = "prepared", "待提请"
    PROPOSED = "proposed", "待审批"
    APPLYING = "applying", "正在登记"
    UNAPPLIED = "unapplied", "登记未完成"
    APPLIED = "applied", "已登记"
    REJECTED = "rejected", "已退回"
    CANCELLED = "cancelled", "已取消"


UNDER_WAY = (BatchState.PREPARING, BatchState.APPLYING)
OVER = (BatchState.REFUSED, BatchState.REJECTED, BatchState.CANCELLED)


class ChangeKind(models.TextChoices):
    """What a change does, in the order in which changes of a batch are applied. REJECTED: a row that does nothing."""

    ADD_HOUSEHOLD = "add_household", "新增户"
    CORRECT_HOUSEHOLD = "correct_household", "户信息有变"
    MOVE_HOUSEHOLD = "move_household", "户换了村"
    ADD_PERSON = "add_person", "新增人"
    RETURN_PERSON = "return_person", "恢复登记"
    CORRECT_PERSON = "correct_person", "人员信息有变"
    MOVE_PERSON = "move_person", "换了户"
    END_PERSON = "end_person", "注销"
    REJECTED = "rejected", "读不了的行和格"


class EventKind(models.TextChoices):
    """人口变动: what a department's roster says happened to somebody."""

    BIRTH = "birth", "出生"
    DEATH = "death", "死亡"
    MOVE_IN = "move_in", "迁入"
    MOVE_OUT = "move_out", "迁出"
    MARRIAGE = "marriage", "结婚"
    DIVORCE = "divorce", "离婚"


class Outcome(models.TextChoices):
    """What became of a change; it is applied once its batch is and it was not skipped."""

    WAITING = "waiting", "办理"
    SKIPPED = "skipped", "没有办理"
