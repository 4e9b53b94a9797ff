"""How somebody looked, and how far the results of a batch have come."""

from django.db import models


class Method(models.TextChoices):
    """核实方式."""

    HOME = "home", "入户"
    PHONE = "phone", "电话"
    PAPERS = "papers", "查资料"


# How somebody looks into one household; papers alone are enough only for what can be checked at a desk.
ONE_BY_ONE = (Method.HOME, Method.PHONE)


class Asked(models.TextChoices):
    """What a unit is asked about a household."""

    HELP = "help", "转办困难"
    DATA = "data", "核对数据"


class Word(models.TextChoices):
    """The unit's word on it."""

    SOLVED = "solved", "已解决"
    EXPLAINED = "explained", "不符合政策，已向户里说明"
    NOT_OURS = "not_ours", "不属本单位办理"
    RIGHT = "right", "数据属实"
    WRONG = "wrong", "数据有误"


# Which words answer which question.
WORDS = {
    Asked.HELP: (Word.SOLVED, Word.EXPLAINED, Word.NOT_OURS),
    Asked.DATA: (Word.RIGHT, Word.WRONG),
}


class Settled(models.TextChoices):
    """How a department's question ended."""

    STANDS = "stands", "维持原结论"
    REOPENED = "reopened", "重新核实"


class Progress(models.TextChoices):
    """核实进度 of a batch."""

    CHECKING = "checking", "核实中"
    ANSWERED = "answered", "已全部答复"
    NOTHING = "nothing", "没有预警"
