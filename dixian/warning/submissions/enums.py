"""States and bins."""

from django.db import models


class Mode(models.TextChoices):
    """What a file of this kind holds."""

    FULL = "full", "全量名册"
    INCREMENT = "increment", "新增"
    YEAR_TO_DATE = "year_to_date", "当年累计"


class BatchState(models.TextChoices):
    """Where a batch stands."""

    STAGING = "staging", "读取中"
    UNSTAGED = "unstaged", "读取未完成"
    PREVIEWED = "previewed", "待提交"
    SIGNING = "signing", "待签发"
    REFUSED = "refused", "读不了"
    COMMITTING = "committing", "提交中"
    UNLINKED = "unlinked", "提交未完成"
    COMMITTED = "committed", "已提交"
    WITHDRAWN = "withdrawn", "已撤回"


# Somebody's work is at it, or should be; a batch in any other state waits for a person or for nobody.
UNDER_WAY = (BatchState.STAGING, BatchState.COMMITTING)
GONE = (BatchState.REFUSED, BatchState.WITHDRAWN)


class Bin(models.TextChoices):
    """Where a row ends. WAITING only in batches read before rows were matched for the preview."""

    WAITING = "waiting", "待比对"
    LINKED = "linked", "已对上"
    REPAIRED = "repaired", "修正后对上"
    AMBIGUOUS = "ambiguous", "待人工比对"
    STRANGER = "stranger", "不在册"
    REJECTED = "rejected", "退回"


class Outcome(models.TextChoices):
    """What a linked row came to: by the rules, or of a roster by the register."""

    NONE = "", "未判定"
    NO_RULE = "no_rule", "不预警"
    RAISED = "raised", "已预警"
    REPEAT = "repeat", "同一事项已预警"
    SUPPRESSED = "suppressed", "不再预警"
    PROPOSED = "proposed", "已提请变更"
    NEEDLESS = "needless", "无须变更"
    UNCLEAR = "unclear", "不能形成变更"
    VOID = "void", "已作废或改正"


class Timeliness(models.TextChoices):
    """A month's submission against the window."""

    NOT_YET = "not_yet", "未报"
    UNSIGNED = "unsigned", "待签发"
    ON_TIME = "on_time", "按时"
    LATE = "late", "逾期报送"
    NIL = "nil", "零报告"
    MISSING = "missing", "逾期未报"
    BEFORE = "before", "启用前"

    @property
    def asks(self) -> bool:
        """Whether the month was one to report in."""
        return self is not Timeliness.BEFORE

    @property
    def always(self) -> bool:
        """Whether it is told of also where nothing stands so: every county has months to report, not all sign them."""
        return self.asks and self is not Timeliness.UNSIGNED


class Reminded(models.TextChoices):
    """What a unit is reminded of in a month."""

    OPENING = "opening", "窗口已开"
    ENDING = "ending", "窗口将关"
    MISSED = "missed", "逾期未报"


# By the rules; of a roster, by the register.
BY_RULES = (Outcome.NO_RULE, Outcome.RAISED, Outcome.REPEAT, Outcome.SUPPRESSED)
BY_REGISTER = (Outcome.PROPOSED, Outcome.NEEDLESS, Outcome.UNCLEAR, Outcome.VOID)
PLACED = (Bin.LINKED, Bin.REPAIRED)
SETTLED_BY_DUTY = (Bin.AMBIGUOUS, Bin.STRANGER, Bin.REJECTED)


class CheckState(models.TextChoices):
    """Where a register check stands."""

    OPEN = "open", "待核对"
    ASKED = "asked", "已提请登记"
    CLOSED = "closed", "已办结"


class CheckResult(models.TextChoices):
    """What a register check came to."""

    NONE = "", "尚无"
    ENTERED = "entered", "确有此人，已登记"
    KNOWN = "known", "在册，号码或姓名写法不同"
    NOT_LOCAL = "not_local", "不在本地"
    NOT_FOUND = "not_found", "找不到此人"
    SETTLED = "settled", "比对台已处理"
    WITHDRAWN = "withdrawn", "报送已撤回"


# What a township answers by itself, each with a reason out of its list.
NOBODY_HERE = {CheckResult.NOT_LOCAL: "not_local_reason", CheckResult.NOT_FOUND: "not_found_reason"}
